// Compose: the caller, its imports as wires, and what would be written.
extension Session {
  func composeContent(of pane: Pane, columns: Int) -> PaneContent {
    switch pane {
    case .list: templateList(title: "Caller")
    case .main: wiring(columns: columns)
    case .second, .details: composeDetails(columns: columns)
    }
  }

  private func wiring(columns: Int) -> PaneContent {
    guard let template = callerTemplate else {
      return PaneContent(title: "Wiring", lines: [], empty: waitingLines)
    }
    guard let sheet = wiringSheet else {
      if let reason = failures[.planComposition(template: template.name)] {
        return PaneContent(title: "Wiring", problem: reason)
      }
      return PaneContent(title: "Wiring", lines: [], empty: ["Looking at \(template.name)…"])
    }
    var lines = [StyledLine([.init("┌ ", .border), .init(template.name, .title)])]
    for (index, wire) in sheet.imports.enumerated() {
      lines += Self.lines(of: wire, isLast: index == sheet.imports.count - 1, columns: columns)
    }
    if sheet.imports.isEmpty { lines.append(StyledLine("└ imports nothing", .dim)) }
    lines.append(StyledLine())
    lines.append(StyledLine("Exports", .title))
    lines += sheet.exports.map { StyledLine([.init("  ▸ ", .border), .init($0, .text)]) }
    return PaneContent(title: "Wiring", lines: lines, isSelectable: true)
  }

  /// An import, and below it what it is wired to.
  private static func lines(
    of wire: WiringSheet.Import, isLast: Bool, columns: Int
  ) -> [StyledLine] {
    let branch = StyledLine.Span(isLast ? "└─" : "├─", .border)
    let stem = StyledLine.Span(isLast ? "  " : "│ ", .border)
    switch wire.wire {
    case .satisfied(let plug):
      return [
        StyledLine([branch, .init("● ", .success), .init(wire.name, .text)]),
        StyledLine([
          stem, .init("╰─▸ ", .success), .init("the stub of ", .dim), .init(plug, .success),
        ]),
      ]
    case .open:
      return [
        StyledLine([
          branch, .init("○ ", .dim), .init(wire.name, .text), .init("  host", .dim),
        ])
      ]
    case .refused(let plug, let reason):
      return [
        StyledLine([branch, .init("✗ ", .error), .init(wire.name, .text)]),
        StyledLine([
          stem, .init("╰─✗ ", .error), .init("does not fit: ", .error), .init(plug, .text),
        ]),
      ]
        + StyledLine.wrapped(reason, columns: columns - 6, role: .error).map {
          StyledLine([stem, .init("    ", .text)] + $0.spans)
        }
    }
  }

  private func composeDetails(columns: Int) -> PaneContent {
    guard let sheet = wiringSheet else { return PaneContent(title: "Parts", lines: []) }
    var lines: [StyledLine] = []
    if let problem = sheet.problem {
      lines += StyledLine.wrapped(problem, columns: columns, role: .warning) + [StyledLine()]
    }
    lines.append(StyledLine("Socket", .title))
    lines += StyledLine.wrapped(sheet.socketPath, columns: columns, indent: "  ")
    lines.append(StyledLine("Plugs", .title))
    if sheet.plugs.isEmpty {
      lines += StyledLine.wrapped(
        "none: `calls` of \(sheet.template) in witbench.toml names whom it calls",
        columns: columns, role: .dim, indent: "  ")
    }
    for plug in sheet.plugs {
      lines += StyledLine.wrapped(plug.path, columns: columns, indent: "  ")
      lines += plug.exports.flatMap {
        StyledLine.wrapped($0, columns: columns, role: .dim, indent: "    ")
      }
      if let problem = plug.problem {
        lines += StyledLine.wrapped("✗ \(problem)", columns: columns, role: .error, indent: "    ")
      }
    }
    lines.append(StyledLine("c writes", .title))
    lines += StyledLine.wrapped(sheet.destinationPath, columns: columns, indent: "  ")
    return PaneContent(title: "Parts", lines: lines)
  }
}
