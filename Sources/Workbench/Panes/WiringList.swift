/// The plan as rows: each part with its imports, and below each what gives it.
struct WiringList {
  private let sheet: WiringSheet
  private var lines: [StyledLine] = []
  private var places: [PaneContent.Place] = []

  init(_ sheet: WiringSheet) {
    self.sheet = sheet
    for part in sheet.parts {
      let rows = sheet.rows.filter { $0.importer == part.path }
      guard part.isUsed, !rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append(StyledLine()) }
      lines.append(StyledLine([.init("┌ ", .border), .init(part.name, .title)]))
      for (index, row) in rows.enumerated() { add(row, isLast: index == rows.count - 1) }
    }
    guard !sheet.exports.isEmpty else { return }
    lines += [StyledLine(), StyledLine("Exports", .title)]
    lines += sheet.exports.map { StyledLine([.init("  ▸ ", .border), .init($0, .text)]) }
  }

  func content(title: String) -> PaneContent {
    var content = PaneContent(title: title, lines: lines, isSelectable: true)
    content.places = places
    return content
  }

  private mutating func add(_ row: WiringSheet.Row, isLast: Bool) {
    let branch = StyledLine.Span(isLast ? "└─" : "├─", .border)
    let stem = StyledLine.Span(isLast ? "  " : "│ ", .border)
    let mark = row.mark
    var line = StyledLine([branch, .init("\(mark.sign) ", mark.role), .init(row.name, .text)])
    var below: [StyledLine] = []
    switch row.wire {
    case .satisfied(let path, let export):
      var text = [
        stem, StyledLine.Span("╰─▸ ", .success), .init(sheet.name(of: path), .success),
      ]
      if export != row.name { text.append(.init("  \(export)", .dim)) }
      if row.isByHand { text.append(.init("  by hand", .warning)) }
      below = [StyledLine(text)]
    case .open:
      line.append(row.isByHand ? "  left open by hand" : "  host", row.isByHand ? .warning : .dim)
      if let merged = row.mergedName, merged != row.name { line.append(" as \(merged)", .dim) }
      if let service = row.service, !service.isServedHere {
        line.append("  ✗ not served here", .error)
      }
    case .refused(let paths, _):
      let names = paths.map { sheet.name(of: $0) }.joined(separator: ", ")
      below = [
        StyledLine([
          stem, .init("╰─✗ ", .error),
          .init(paths.count > 1 ? "choose one: " : "does not fit: ", .error),
          .init(names, .text),
        ])
      ]
    }
    places.append(.init(key: row.key, row: lines.count, text: row.name))
    lines.append(line)
    lines += below
  }
}

extension WiringSheet.Row {
  var mark: WireGraph.Mark {
    switch wire {
    case .satisfied: isByHand ? .satisfiedByHand : .satisfied
    case .open: isByHand ? .openByHand : .open
    case .refused: .refused
    }
  }
}
