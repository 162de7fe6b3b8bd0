import Component
import Runtime

// Workers: who there is, what each does, and what it wrote.
extension Session {
  func workersContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: workerList(columns: columns)
    case .main: journal
    case .second, .details: workerDetails(columns: columns)
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
      case .template(let name): self.line(ofTemplate: name)
      case .worker(let address):
        Self.line(of: board.snapshots[address], address, columns: columns)
      }
    }
  }

  private func line(ofTemplate name: String) -> StyledLine {
    var line = StyledLine(name, .title)
    let count = workers.snapshots.keys.count { $0.template == name }
    if let progress = compiling[name] {
      line.append("  compiling \(Int(progress * 100)) %", .running)
    } else if count == 0 {
      line.append("  no workers yet", .dim)
    } else {
      line.append("  \(counted(count, "worker"))", .dim)
    }
    return line
  }

  private static func line(
    of snapshot: WorkerSnapshot?, _ address: WorkerAddress, columns: Int
  ) -> StyledLine {
    guard let snapshot else { return StyledLine(address.name) }
    let status = snapshot.status
    var line = StyledLine("  ", .text)
    line.append("\(status.symbol) \(status.rawValue.padded(to: 12))", status.role)
    line.append(address.name)
    if snapshot.queuedCount > 0 { line.append("  +\(snapshot.queuedCount) queued", .warning) }
    if let function = snapshot.currentFunction { line.append("  \(function.shortFunction)", .dim) }
    return line
  }

  private var journal: PaneContent {
    let titles = WorkerBoard.Journal.allCases.map { journal in
      journal == workers.journal ? "[\(journal.title)]" : journal.title
    }.joined(separator: " ")
    switch workers.journal {
    case .log: return logContent(titles)
    case .oplog: return oplogContent(titles)
    case .calls: return callsContent(titles)
    }
  }

  private func logContent(_ title: String) -> PaneContent {
    guard let worker = workers.selected?.address else {
      return PaneContent(title: title, lines: [], empty: noWorkerLines)
    }
    let lines = workers.logs[worker] ?? []
    return PaneContent(
      title: title, count: lines.count, isSelectable: true, follows: true,
      empty: ["\(worker.text) has written nothing yet."]
    ) { row in
      let line = lines[row]
      let role: Role =
        switch line.source {
        case .stderr, .error, .critical: .error
        case .warn: .warning
        case .trace, .debug: .dim
        case .stdout, .info: .text
        }
      return StyledLine([
        .init("\(clock(line.time)) ", .dim), .init(line.source.rawValue.padded(to: 8), .dim),
        .init(line.text, role),
      ])
    }
  }

  private func oplogContent(_ title: String) -> PaneContent {
    guard let worker = workers.selected?.address else {
      return PaneContent(title: title, lines: [], empty: noWorkerLines)
    }
    let lines = workers.oplogs[worker] ?? []
    return PaneContent(
      title: title, count: lines.count, isSelectable: true, follows: true,
      empty: ["The oplog is empty."]
    ) { row in
      let line = lines[row]
      return StyledLine([
        .init("\(line.index)".leftPadded(to: 5) + " ", .dim),
        .init("\(line.kind) ", .key), .init(line.text, .text),
      ])
    }
  }

  private func callsContent(_ title: String) -> PaneContent {
    let calls = workers.calls
    return PaneContent(
      title: title, count: calls.count, isSelectable: true, follows: true,
      empty: ["No calls since the workspace was opened. n fills one in."]
    ) { row in
      let call = calls[row]
      // Below another call, that one's worker is the caller.
      let caller = call.depth == 0 ? "\(call.caller?.text ?? "you") → " : "└ "
      var line = StyledLine(String(repeating: "  ", count: call.depth) + caller, .dim)
      line.append("\(call.callee.text) ")
      line.append(call.function.shortFunction, .witName)
      switch call.outcome {
      case nil: line.append("  ▶ running", .running)
      case .returned(let value)?:
        line.append("  ✓ ", .success)
        line.append(value.map { WAVE.text(of: $0) } ?? "done", .text)
      case .failed(let reason)?: line.append("  ✗ \(reason.firstLine)", .failed)
      }
      return line
    }
  }

  private var noWorkerLines: [String] {
    let waiting = waitingLines
    if !waiting.isEmpty { return waiting }
    switch runtime {
    case .failed(let reason): return [reason]
    case .opening: return ["Opening the workers' state…"]
    case .open, .closed:
      return [
        "Choose a worker at the left.", "", "A worker is made by its first call: n fills one in.",
      ]
    }
  }

  private func workerDetails(columns: Int) -> PaneContent {
    guard let worker = workers.selected else { return templateDetails(columns: columns) }
    var lines: [StyledLine] = []
    func add(_ name: String, _ value: String, _ role: Role = .text) {
      for (index, line) in StyledLine.wrapped(value, columns: columns - 11, role: role).enumerated()
      {
        var row = StyledLine((index == 0 ? name : "").padded(to: 11), .dim)
        row.spans += line.spans
        lines.append(row)
      }
    }
    add("worker", worker.address.text, .title)
    add("status", "\(worker.status.symbol) \(worker.status.rawValue)", worker.status.role)
    if let function = worker.currentFunction { add("runs", function) }
    if let error = worker.lastError { add("last error", error, .error) }
    if worker.retryCount > 0 { add("tries", "\(worker.retryCount) failed", .retrying) }
    add("queue", worker.queuedCount == 0 ? "empty" : "\(worker.queuedCount) waiting")
    add("memory", worker.memoryText)
    add("oplog", worker.oplogIndex == 1 ? "1 entry" : "\(worker.oplogIndex) entries")
    add("version", "\(worker.templateVersion)")
    if !worker.arguments.isEmpty { add("arguments", worker.arguments.joined(separator: " ")) }
    for variable in worker.environment { add("env", "\(variable.name)=\(variable.value)") }
    return PaneContent(title: "Worker", lines: lines)
  }

  private func templateDetails(columns: Int) -> PaneContent {
    guard let name = workers.selectedTemplate, let template = workspace?.template(named: name)
    else {
      return PaneContent(title: "Worker", lines: [], empty: noWorkerLines)
    }
    var lines = [StyledLine(name, .title)]
    lines += StyledLine.wrapped(
      template.componentPath ?? "no component", columns: columns, role: .dim)
    if let problem = template.problem {
      lines += StyledLine.wrapped(problem, columns: columns, role: .warning)
    }
    lines.append(StyledLine())
    for function in template.type?.functions ?? [] {
      let text = StyledLine.wrapped(function.type.plainText, columns: columns - 2)
      lines += text.enumerated().map { index, line in
        StyledLine([.init(index == 0 ? "ƒ " : "  ", .witKeyword)] + line.spans)
      }
    }
    return PaneContent(title: "Template", lines: lines)
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

extension WorkerSnapshot {
  /// The size of the guest's memory, where the engine tells it.
  fileprivate var memoryText: String {
    guard isLoaded else { return "not loaded" }
    return memoryBytes > 0 ? byteText(memoryBytes) : "loaded"
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

extension FunctionType {
  /// `counter.inc-by: func(value: u64)`.
  fileprivate var plainText: String { name.plainFunction + text.dropFirst(name.count) }
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
