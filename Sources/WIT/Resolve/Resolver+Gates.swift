// What gates hide, and what may not be seen of it.
extension Resolver {
  /// An item that a gate hides.
  struct HiddenItem {
    var feature: String
    var range: SourceRange
  }

  /// The feature without which these gates hide their item.
  func hidingFeature(_ leading: Leading) -> String? {
    for gate in leading.gates {
      if case .unstable(let feature) = gate.kind, !options.shows(feature) { return feature }
    }
    return nil
  }

  func hiddenItem(_ name: Identifier, _ leading: Leading) -> HiddenItem? {
    hidingFeature(leading).map { HiddenItem(feature: $0, range: name.range) }
  }

  mutating func hide(_ name: Identifier, _ leading: Leading, in package: PackageID) {
    packages[Int(package.index)].hidden[name.text] = hiddenItem(name, leading)
  }

  /// Why something is not there although it is declared.
  func hiddenNote(_ item: HiddenItem?) -> [Diagnostic.Note] {
    guard let item else { return [] }
    return [
      Diagnostic.Note(
        range: item.range, text: "hidden here: the feature `\(item.feature)` is not switched on")
    ]
  }

  /// What stands in something hidden must be gated itself. The reference refuses the rest; here it is
  /// hidden too, which is what its writer meant.
  mutating func checkGates(
    of items: [(name: Identifier, leading: Leading)], inside hidden: Identifier
  ) {
    for (name, leading) in items where hidingFeature(leading) == nil {
      report(
        .ungatedInHidden(name.text, in: hidden.text), at: name.range,
        severity: options.parse.acceptsLegacy ? .warning : .error,
        notes: [Diagnostic.Note(range: hidden.range, text: "hidden here")])
    }
  }
}

extension InterfaceItem {
  /// The type that it declares, if it does.
  var typeDeclaration: (name: Identifier, leading: Leading)? {
    if case .type(let definition) = self { (definition.name, definition.leading) } else { nil }
  }
}

extension WorldItemSyntax {
  var typeDeclaration: (name: Identifier, leading: Leading)? {
    if case .type(let definition) = self { (definition.name, definition.leading) } else { nil }
  }
}
