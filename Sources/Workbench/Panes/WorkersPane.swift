import Component
import Runtime

// Workers: who there is, what each does, and what it wrote.
extension Session {
  func workersContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: workerList(columns: columns)
    case .main: journal(columns: columns)
    case .second, .details: selectedDetails(columns: columns)
    }
  }

  private func workerList(columns: Int) -> PaneContent {
    let board = workers
    var empty = waitingLines
    if empty.isEmpty {
      empty = ["No templates, so no workers.", "", "Name a component in witbench.toml; then R."]
    }
    return PaneContent(
      title: "Templates and workers", count: board.rows.count, empty: empty,
      key: { board.rows[$0].key }
    ) { row in
      switch board.rows[row] {
      case .template(let name): self.line(ofTemplate: name, columns: columns)
      case .worker(let address):
        self.line(ofWorker: address)
      }
    }
  }

  private func line(ofTemplate name: String, columns: Int) -> StyledLine {
    var line = StyledLine(name, .title)
    let count = workers.snapshots.keys.count { $0.template == name }
    if let progress = compiling[name] {
      line.append("  compiling \(Int(progress * 100)) %", .running)
    } else if count == 0 {
      let room = columns - CellWidth.columns(of: name)
      line.append(room > 16 ? "  no workers yet" : "  none", .dim)
    } else {
      line.append("  \(counted(count, "worker"))", .dim)
    }
    return line
  }

  private func line(ofWorker address: WorkerAddress) -> StyledLine {
    guard let snapshot = workers.snapshots[address] else { return StyledLine(address.name) }
    let status = snapshot.status
    var line = StyledLine("  ", .text)
    line.append("\(status.symbol) \(status.rawValue.padded(to: 12))", status.role)
    line.append(address.name)
    if snapshot.queuedCount > 0 { line.append("  +\(snapshot.queuedCount) queued", .warning) }
    if isOutdated(snapshot) { line.append("  ≠ file", .warning) }
    if let function = snapshot.currentFunction {
      line.append("  \(function.shortFunction)", .dim)
    } else if let error = snapshot.lastError {
      line.append("  \(error.firstLine)", .error)
    }
    return line
  }

  /// Whether the template's file is no longer what the worker was made of.
  func isOutdated(_ worker: WorkerSnapshot) -> Bool {
    guard let file = workspace?.template(named: worker.address.template)?.sha256,
      !worker.templateSHA256.isEmpty
    else { return false }
    return file != worker.templateSHA256
  }

  var noWorkerLines: [String] {
    let waiting = waitingLines
    if !waiting.isEmpty { return waiting }
    switch runtime {
    case .failed(let reason): return [reason]
    case .opening: return ["Opening the workers' state…"]
    case .open, .closed, .empty:
      return [
        "Choose a worker at the left.", "", "A worker is made by its first call: n fills one in.",
      ]
    }
  }
}

extension WorkerBoard.Row {
  var key: String {
    switch self {
    case .template(let name): "template \(name)"
    case .worker(let address): "worker \(address.text)"
    }
  }
}

extension WorkerStatus {
  /// A sign beside the word: state is never colour alone.
  package var symbol: String {
    switch self {
    case .running: "▶"
    case .idle: "●"
    case .suspended: "◌"
    case .interrupted: "■"
    case .retrying: "↻"
    case .failed: "✗"
    case .exited: "□"
    }
  }

  package var role: Role {
    switch self {
    case .running: .running
    case .idle: .idle
    case .suspended: .suspended
    case .interrupted: .interrupted
    case .retrying: .retrying
    case .failed: .failed
    case .exited: .exited
    }
  }
}

extension String {
  func leftPadded(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - CellWidth.columns(of: self))) + self
  }

  /// A canonical function name without its interface, and a resource's function as people write
  /// it: `counter.new`, `counter.inc-by`.
  var shortFunction: String {
    guard let open = lastIndex(of: "{"), last == "}" else { return plainFunction }
    return String(self[index(after: open)...].dropLast()).plainFunction
  }

  /// Without the brackets of the component model's names.
  var plainFunction: String {
    guard first == "[", let end = firstIndex(of: "]") else { return self }
    let rest = String(self[index(after: end)...])
    return hasPrefix("[constructor]") ? rest + ".new" : rest
  }
}

/// `1.5 MiB`.
func byteText(_ count: Int) -> String {
  let units = ["bytes", "KiB", "MiB", "GiB"]
  var value = Double(count)
  var unit = 0
  while value >= 1024, unit < units.count - 1 {
    value /= 1024
    unit += 1
  }
  let tenths = Int((value * 10).rounded())
  return unit == 0 || tenths % 10 == 0
    ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
}

/// `14:03:59`, in UTC: the session knows no time zone.
func clock(_ seconds: Double) -> String {
  let day = ((Int(seconds) % 86_400) + 86_400) % 86_400
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(two(day / 3600)):\(two(day / 60 % 60)):\(two(day % 60))"
}
