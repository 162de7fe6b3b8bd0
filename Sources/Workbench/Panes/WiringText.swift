/// What is to be said of a plan and its parts, in lines of a pane.
struct WiringText {
  private let sheet: WiringSheet
  private let columns: Int

  init(_ sheet: WiringSheet, columns: Int) {
    self.sheet = sheet
    self.columns = columns
  }

  private func text(_ text: String, _ role: Role = .text, indent: String = "") -> [StyledLine] {
    StyledLine.wrapped(text, columns: columns, role: role, indent: indent)
  }

  // One import.

  func row(_ row: WiringSheet.Row) -> [StyledLine] {
    var lines = text(row.name, .title)
    lines += text("imported by \(sheet.name(of: row.importer))", .dim)
    switch row.wire {
    case .satisfied(let path, let export):
      lines += text("\(row.mark.sign) given by \(sheet.name(of: path))", .success)
      if export != row.name {
        lines += text(
          "as `\(export)`" + (row.isByHand ? "" : ", a version that may stand in"), .dim)
      }
      if row.isByHand { lines += text("chosen by hand; w chooses again, r forgets", .warning) }
    case .open:
      if row.isByHand {
        lines += text("◇ left open by hand; w chooses again, r forgets", .warning)
      } else {
        lines += text("○ stays open: no plug exports it", .dim)
      }
      if let merged = row.mergedName, merged != row.name {
        lines += text("imported as `\(merged)`, the latest of its versions", .dim)
      }
      if let service = row.service {
        lines += text(
          "\(service.sign.text) \(service.sentence)", service.isServedHere ? .text : .error)
      }
    case .refused(let paths, let reason):
      let names = paths.map { sheet.name(of: $0) }.joined(separator: ", ")
      lines += text(
        paths.count > 1 ? "✗ several provide it: \(names)" : "✗ \(names) does not fit:", .error)
      lines += text(paths.count > 1 ? "w chooses one of them" : reason, .error, indent: "  ")
    }
    for miss in row.nearMisses { lines += text("near: \(miss)", .warning) }
    let others = row.offers.filter { !isGiver($0, of: row) }
    guard !others.isEmpty else { return lines }
    lines += text("Others (w)", .title)
    for offer in others.prefix(Self.offersMax) {
      let name = sheet.name(of: offer.path)
      if let problem = offer.problem {
        lines += text("✗ \(name): \(problem)", .dim, indent: "  ")
      } else {
        let how = offer.isNamed ? "fits" : "has the same types in `\(offer.export)`"
        lines += text("● \(name) \(how)" + (offer.isPlugged ? "" : ", not plugged"), indent: "  ")
      }
    }
    if others.count > Self.offersMax {
      lines += text("and \(others.count - Self.offersMax) more", .dim, indent: "  ")
    }
    return lines
  }

  private static let offersMax = 4

  /// An import of the composed component.
  func host(_ rows: [WiringSheet.Row]) -> [StyledLine] {
    guard let first = rows.first else { return [] }
    var lines = text(first.mergedName ?? first.name, .title)
    for row in rows {
      let name = row.name == first.mergedName ?? first.name ? "" : " as `\(row.name)`"
      lines += text("imported by \(sheet.name(of: row.importer))\(name)", .dim)
      if let service = row.service {
        lines += text(
          "\(service.sign.text) \(service.sentence)", service.isServedHere ? .text : .error,
          indent: "  ")
      }
    }
    return lines
  }

  private func isGiver(_ offer: WiringSheet.Offer, of row: WiringSheet.Row) -> Bool {
    switch row.wire {
    case .satisfied(let path, let export): offer.path == path && offer.export == export
    case .refused(let paths, _): paths.count == 1 && paths[0] == offer.path
    case .open: false
    }
  }

  // One plug.

  func plug(_ path: String, _ session: Session) -> [StyledLine] {
    var lines = text(path, .dim)
    if let part = sheet.part(path), session.composing.isPlugged(path) {
      if let problem = part.problem {
        lines += text("✗ \(problem)", part.isUsed ? .error : .warning)
      }
      let given = sheet.rows.filter { row in
        if case .satisfied(path, _) = row.wire { true } else { false }
      }
      if !given.isEmpty { lines.append(StyledLine("Gives", .title)) }
      for row in given {
        lines += text("● \(row.name) to \(sheet.name(of: row.importer))", indent: "  ")
      }
      let other = part.exports.filter { export in !given.contains { $0.name == export } }
      if !other.isEmpty { lines.append(StyledLine("Also exports", .title)) }
      for export in other { lines += text(export, .dim, indent: "  ") }
      return lines
    }
    let offers = sheet.rows.flatMap { row in
      row.offers.filter { $0.path == path }.map { (row, $0) }
    }
    if offers.isEmpty {
      return lines + text("exports nothing that is imported here; space plugs it in all the same")
    }
    for (row, offer) in offers {
      if let problem = offer.problem {
        lines += text("✗ \(row.name): \(problem)", .error)
      } else {
        lines += text(
          "● fits \(row.name) of \(sheet.name(of: row.importer)); space plugs it in", .success)
      }
    }
    return lines
  }

  // All of it.

  func overview(_ composed: ComposedSheet?) -> [StyledLine] {
    var lines: [StyledLine] = []
    if let problem = sheet.problem { lines += text(problem, .warning) + [StyledLine()] }
    lines += field("socket", sheet.request.socket.path)
    for part in sheet.parts.dropFirst() {
      lines += field("plug", part.path)
      if let problem = part.problem { lines += text("✗ \(problem)", .error, indent: "        ") }
    }
    lines += field("c writes", sheet.request.socket.destination)
    if sheet.problem == nil {
      lines += text(summary)
    }
    for note in sheet.notes { lines += text(note, .dim) }
    if let composed { lines += text(composed.sentence, .success) }
    return lines
  }

  /// Where what is planned would run.
  private var summary: String {
    let summary = sheet.rows.compactMap { $0.wire == .open ? $0.service : nil }.summary
    return summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  private func field(_ name: String, _ value: String) -> [StyledLine] {
    let lead = name.padding(to: 9)
    return text(value, indent: lead).enumerated().map { index, line in
      StyledLine([
        .init(index == 0 ? lead : String(repeating: " ", count: lead.count), .dim),
        .init(String(line.text.dropFirst(lead.count)), .text),
      ])
    }
  }
}

extension String {
  fileprivate func padding(to count: Int) -> String {
    self + String(repeating: " ", count: max(1, count - self.count))
  }
}
