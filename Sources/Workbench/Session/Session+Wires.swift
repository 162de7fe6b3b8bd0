// Wires by hand.
extension Session {
  /// Asks who shall give the import under the cursor.
  mutating func chooseWire() {
    guard let row = wiringRow, let sheet = composing.sheet else { return }
    var items: [WireOption] = row.offers.map { offer in
      WireOption(
        choice: WireChoice(
          importer: row.importer, name: row.name,
          provider: .plug(offer.path, export: offer.export)),
        text: Self.text(of: offer, for: row, sheet), problem: offer.problem)
    }
    items.append(
      WireOption(
        choice: WireChoice(importer: row.importer, name: row.name, provider: .nobody),
        text: "leave it open, for the host"))
    if row.isByHand {
      items.append(WireOption(choice: nil, text: "as it was: chosen by its name"))
    }
    let current = items.firstIndex { Self.isCurrent($0, row) } ?? 0
    popups.append(
      .choice(
        title: row.name, names: items.map(\.line), selection: current, .wire(row.key, items)))
  }

  private static func text(
    of offer: WiringSheet.Offer, for row: WiringSheet.Row, _ sheet: WiringSheet
  ) -> String {
    let name = sheet.name(of: offer.path)
    let export = offer.export == row.name ? "" : "  \(offer.export)"
    return name + export + (offer.isPlugged ? "" : "  (plugs it in)")
  }

  private static func isCurrent(_ option: WireOption, _ row: WiringSheet.Row) -> Bool {
    switch (row.wire, option.choice?.provider) {
    case (.satisfied(let path, let export), .plug(let other, let name)?):
      path == other && export == name
    case (.refused(let paths, _), .plug(let other, _)?): paths.first == other
    case (.open, .nobody?): row.isByHand
    default: false
    }
  }

  /// Does what was chosen in the popup.
  mutating func wire(_ key: String, _ option: WireOption) {
    guard let row = composing.sheet?.rows.first(where: { $0.key == key }) else { return }
    if let choice = option.choice {
      composing.wire(choice)
    } else {
      composing.unwire(row)
    }
    composingChanged()
  }

  /// Goes to the box that gives the import, or back to who needs it.
  mutating func moveAlongWires(_ count: Int) -> Bool {
    guard composing.view == .graph, let key = panes[PanePlace(.compose, .main)]?.key,
      let sheet = composing.sheet, let places = mainPlaces,
      let wanted = otherEnd(of: key, sheet, forward: count > 0)
    else { return false }
    guard let item = places.firstIndex(where: { $0.key == wanted }) else { return false }
    setSelection(.compose, .main, to: item)
    return true
  }

  /// The key of what stands at the other end of a wire.
  private func otherEnd(of key: String, _ sheet: WiringSheet, forward: Bool) -> String? {
    guard let row = sheet.rows.first(where: { $0.key == key }) else {
      return forward ? nil : sheet.openRows(key).first?.key
    }
    guard forward else {
      return sheet.rows.first {
        if case .satisfied(row.importer, _) = $0.wire { true } else { false }
      }?.key
    }
    switch row.wire {
    case .open: return WiringSheet.hostKey(row.mergedName ?? row.name)
    case .satisfied(let path, _): return sheet.rows.first { $0.importer == path }?.key
    case .refused(let paths, _):
      return paths.count == 1 ? sheet.rows.first { $0.importer == paths[0] }?.key : nil
    }
  }

  private var mainPlaces: [PaneContent.Place]? {
    layout.areas[.main].flatMap { content(of: .main, columns: $0.inside.columns).places }
  }
}

/// A row of the popup in which a wire is chosen.
package struct WireOption: Hashable, Sendable {
  /// Nil takes the choice back.
  package var choice: WireChoice?
  package var text: String
  /// Why it does not fit.
  package var problem: String?

  package init(choice: WireChoice?, text: String, problem: String? = nil) {
    self.choice = choice
    self.text = text
    self.problem = problem
  }

  var line: String {
    switch (choice?.provider, problem) {
    case (_, let problem?): "✗ \(text): \(problem)"
    case (.nobody?, nil): "○ \(text)"
    case (.plug?, nil): "● \(text)"
    case (nil, nil): "↺ \(text)"
    }
  }
}
