import Component
import Runtime

// Invoke: functions, the form, its result, and the calls so far.
extension Session {
  func invokeContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: functionList
    case .main: formContent(columns: columns)
    case .second: resultContent(columns: columns)
    case .details: historyContent
    }
  }

  private var functionList: PaneContent {
    let rows = invoke.rows
    let contents = workspace
    let invoke = invoke
    var empty = waitingLines
    if empty.isEmpty {
      empty = ["Nothing to call.", "", "Put a component here, or build one in Stubs (2)."]
    }
    return PaneContent(
      title: "Functions", count: rows.count, empty: empty, key: { rows[$0].key }
    ) { row in
      switch rows[row] {
      case .template(let name):
        var line = StyledLine(name, .title)
        if contents?.template(named: name)?.type == nil { line.append("  no component", .warning) }
        return line
      case .function(let target):
        let isShown = target == invoke.target
        return StyledLine([
          .init(isShown ? "▸ " : "  ", .key), .init(target.function.shortFunction, .text),
        ])
      }
    }
  }

  private func formContent(columns: Int) -> PaneContent {
    guard let form = invoke.form, let target = invoke.target,
      let function = invoke.function(of: target)
    else {
      return PaneContent(
        title: "Call", lines: [], empty: waitingLines + ["Choose a function at the left."])
    }
    let rows = form.rows
    let name = form.worker.isEmpty ? "…" : form.worker.text
    let title = "\(target.template)/\(name) \(function.type.name.plainFunction)"
    let labelColumns = FormLine.labelColumns(of: form, rows: rows)
    return PaneContent(title: title, count: rows.count) { index in
      FormLine(form: form, row: rows[index], columns: columns, labelColumns: labelColumns).styled
    }
  }

  private func resultContent(columns: Int) -> PaneContent {
    guard let call = invoke.shown else {
      return PaneContent(
        title: "Result", lines: [],
        empty: ["The result of a call stands here.", "", "Fill in the form and send it: ctrl-s."])
    }
    let time = call.milliseconds.map { ", \($0) ms" } ?? ""
    let title = "Result\(time): \(call.worker.text) \(call.shortName)"
    switch call.outcome {
    case nil:
      return PaneContent(
        title: title, lines: [StyledLine("▶ running…  x stops waiting", .running)])
    case .failed(let reason)?:
      return PaneContent(
        title: title,
        lines: [StyledLine("✗ failed", .failed)]
          + StyledLine.wrapped(reason, columns: columns, role: .text))
    case .returned(nil)?:
      return PaneContent(title: title, lines: [StyledLine("✓ done; no result", .success)])
    case .returned(let value?)?:
      let text = StyledLine.wrapped(WAVE.text(of: value), columns: columns - 2)
      var lines = text.enumerated().map { index, line in
        StyledLine([.init(index == 0 ? "✓ " : "  ", .success)] + line.spans)
      }
      let tree = ValueTree.lines(of: value)
      if tree.count > 1 { lines += [StyledLine()] + tree }
      return PaneContent(title: title, lines: lines, isSelectable: true)
    }
  }

  private var historyContent: PaneContent {
    let calls = Array(invoke.calls.reversed())
    return PaneContent(
      title: "Calls", count: calls.count, empty: ["No calls in this session yet."],
      key: { "\(calls[$0].id)" }
    ) { row in
      let call = calls[row]
      var line = StyledLine()
      switch call.outcome {
      case nil: line.append("▶ ", .running)
      case .returned?: line.append("✓ ", .success)
      case .failed?: line.append("✗ ", .failed)
      }
      line.append(call.text)
      line.append("  \(call.worker.text)", .dim)
      return line
    }
  }
}

extension InvokeState.Row {
  var key: String {
    switch self {
    case .template(let name): "template \(name)"
    case .function(let target): "\(target.template) \(target.function)"
    }
  }
}
