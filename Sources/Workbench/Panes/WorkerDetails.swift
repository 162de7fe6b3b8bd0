import Component
import Runtime

// The details of Workers: of the oplog's entry or the call with the cursor, else of the worker or
// template.
extension Session {
  func selectedDetails(columns: Int) -> PaneContent {
    if let entry = selectedEntry { return details(of: entry, columns: columns) }
    if let call = selectedTreeCall { return details(of: call, columns: columns) }
    if let worker = workers.selected { return details(of: worker, columns: columns) }
    return templateDetails(columns: columns)
  }

  private func details(of worker: WorkerSnapshot, columns: Int) -> PaneContent {
    var table = DetailTable(columns: columns)
    table.add("worker", worker.address.text, .title)
    table.add("status", "\(worker.status.symbol) \(worker.status.rawValue)", worker.status.role)
    if let function = worker.currentFunction { table.add("runs", function) }
    if let error = worker.lastError { table.add("last error", error, .error) }
    if worker.retryCount > 0 { table.add("tries", "\(worker.retryCount) failed", .retrying) }
    table.add("queue", worker.queuedCount == 0 ? "empty" : "\(worker.queuedCount) waiting")
    table.add("memory", worker.memoryText)
    table.add("oplog", worker.oplogIndex == 1 ? "1 entry" : "\(worker.oplogIndex) entries")
    table.add("version", "\(worker.templateVersion)")
    if isOutdated(worker) {
      table.add(
        "≠ file",
        "The template's file has changed since. This worker goes on with version "
          + "\(worker.templateVersion). u offers to update it, or to start it afresh.", .warning)
    }
    if let update = worker.updates.last { table.add("update", update.text, update.role) }
    if !worker.arguments.isEmpty {
      table.add("arguments", worker.arguments.joined(separator: " "))
    }
    for variable in worker.environment { table.add("env", "\(variable.name)=\(variable.value)") }
    return PaneContent(title: "Worker", lines: table.lines)
  }

  private func details(of entry: OplogLine, columns: Int) -> PaneContent {
    var table = DetailTable(columns: columns)
    table.add("entry", "\(entry.index)", .title)
    table.add("kind", entry.kind, .key)
    table.add("time", clock(entry.time))
    if !entry.text.isEmpty { table.add("what", entry.text) }
    return PaneContent(title: "Entry", lines: table.lines)
  }

  private func details(of call: WorkerBoard.Call, columns: Int) -> PaneContent {
    var table = DetailTable(columns: columns)
    table.add("caller", call.caller)
    table.add("callee", call.start.callee.text, .title)
    table.add("function", call.start.function, .witName)
    if !call.start.arguments.isEmpty { table.add("arguments", call.start.arguments) }
    switch call.outcome {
    case .failed(let reason)?: table.add("failed", reason, .failed)
    default: table.add("result", call.ending.text, call.ending.role)
    }
    table.add("began", clock(call.start.time))
    if let milliseconds = call.milliseconds { table.add("took", "\(milliseconds) ms") }
    return PaneContent(title: "Call", lines: table.lines)
  }

  /// An import that is served from another template's WIT, or by nobody: what else is imported is
  /// served to every template.
  private func text(of service: ImportService, columns: Int) -> [StyledLine] {
    guard service.isServed, let server = service.servedBy else {
      return StyledLine.wrapped(
        "✗ not served: \(([service.name] + service.reasons).joined(separator: "; "))",
        columns: columns, role: .error)
    }
    return StyledLine.wrapped(
      "\(service.name): served by \(server)", columns: columns, role: .dim)
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
    for service in template.imports where service.isStub || !service.isServed {
      lines += text(of: service, columns: columns)
    }
    let outdated = workers.snapshots.values.count { $0.address.template == name && isOutdated($0) }
    if outdated > 0 {
      lines += StyledLine.wrapped(
        "≠ \(counted(outdated, "worker")) of an older file", columns: columns, role: .warning)
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

/// Names and what they stand for, below each other.
private struct DetailTable {
  private static let nameColumns = 11

  private(set) var lines: [StyledLine] = []
  let columns: Int

  init(columns: Int) {
    self.columns = columns
  }

  mutating func add(_ name: String, _ value: String, _ role: Role = .text) {
    let wrapped = StyledLine.wrapped(value, columns: columns - Self.nameColumns, role: role)
    for (index, line) in wrapped.enumerated() {
      var row = StyledLine((index == 0 ? name : "").padded(to: Self.nameColumns), .dim)
      row.spans += line.spans
      lines.append(row)
    }
  }
}

extension WorkerSnapshot {
  /// The size of the guest's memory, where it is known.
  fileprivate var memoryText: String {
    guard memoryBytes > 0 else { return isLoaded ? "loaded" : "not loaded" }
    return byteText(memoryBytes) + (isLoaded ? "" : ", not loaded")
  }
}

extension WorkerUpdate {
  fileprivate var role: Role {
    switch outcome {
    case .pending: .dim
    case .updated: .success
    case .failed: .error
    }
  }
}

extension FunctionType {
  /// `counter.inc-by: func(value: u64)`.
  fileprivate var plainText: String { name.plainFunction + text.dropFirst(name.count) }
}
