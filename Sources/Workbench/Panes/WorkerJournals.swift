import Component
import Runtime

// The middle of Workers: log, oplog and calls.
extension Session {
  func journal(columns: Int) -> PaneContent {
    let titles = WorkerBoard.Journal.allCases.map { journal in
      journal == workers.journal ? "[\(journal.title)]" : journal.title
    }.joined(separator: " ")
    return switch workers.journal {
    case .log: logContent(titles)
    case .oplog: oplogContent(titles)
    case .calls: callsContent(titles)
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
    ) { calls[$0].line }
  }
}

extension WorkerBoard.Call {
  /// `alice → purchase-history/alice add-order({…})  ✓ 25  3 ms`, indented below its caller's call.
  fileprivate var line: StyledLine {
    // Below another call, that one's worker is the caller.
    let from = depth == 0 ? "\(caller) → " : "└ "
    var line = StyledLine(String(repeating: "  ", count: depth) + from, .dim)
    line.append("\(start.callee.text) ")
    line.append(start.function.shortFunction, .witName)
    line.append("(\(start.arguments))")
    line.append("  \(ending.text)", ending.role)
    if let milliseconds { line.append("  \(milliseconds) ms", .dim) }
    return line
  }

  var caller: String { start.caller?.text ?? "you" }

  var ending: (text: String, role: Role) {
    switch outcome {
    case nil: ("▶ running", .running)
    case .returned(let value)?: ("✓ \(value.map { WAVE.text(of: $0) } ?? "done")", .success)
    case .failed(let reason)?: ("✗ \(reason.firstLine)", .failed)
    }
  }

  /// From the moment it was put into the queue.
  var milliseconds: Int? {
    endedAt.map { max(0, Int((($0 - start.time) * 1000).rounded())) }
  }
}
