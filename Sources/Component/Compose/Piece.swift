/// Where a named type comes into a component: an import, and the way inside it.
struct TypeSlot: Hashable {
  var importName: String
  /// The names inside the imported interface; empty where the import is the type itself.
  var path: [String]
}

/// A component in a composition, decoded.
///
/// Its resources are told apart by where they come from: a type index in `slots` is what the
/// import gives, every other resource is the component's own.
struct Piece {
  let name: String
  let bytes: [UInt8]
  let arena: TypeArena
  let shape: ComponentShape
  let importNames: [String: VersionedName]
  let exportPlaces: [String: Int]
  private(set) var slots: [TypeIndex: TypeSlot] = [:]
  /// What types are called, for messages.
  private(set) var typeNames: [TypeIndex: String] = [:]

  init(_ part: CompositionPart) throws(CompositionError) {
    name = part.name
    bytes = part.bytes
    var decoder = BinaryDecoder()
    do {
      shape = try decoder.decode(part.bytes)
    } catch {
      throw .unreadable(part: part.name, reason: error.text)
    }
    arena = decoder.arena
    var importNames: [String: VersionedName] = [:]
    var exportPlaces: [String: Int] = [:]
    for item in shape.imports {
      guard importNames.updateValue(VersionedName(item), forKey: item.name) == nil else {
        throw .unreadable(part: part.name, reason: "it imports `\(item.name)` twice")
      }
    }
    for (place, item) in shape.exports.enumerated() {
      guard exportPlaces.updateValue(place, forKey: item.name) == nil else {
        throw .unreadable(part: part.name, reason: "it exports `\(item.name)` twice")
      }
    }
    self.importNames = importNames
    self.exportPlaces = exportPlaces
    try refuseWhatHasNoWIT()
    for item in shape.imports { noteSlots(of: item, TypeSlot(importName: item.name, path: [])) }
    for item in shape.exports { noteNames(of: item) }
  }

  /// The export of a name, or what is inside an exported interface.
  func export(_ name: String, path: [String] = []) -> BinaryItem? {
    guard let place = exportPlaces[name] else { return nil }
    return shape.exports[place].item.item(at: path)
  }

  /// The nearest name along a chain of aliases.
  func typeName(of type: TypeIndex) -> String? {
    var current = type
    while true {
      if let name = typeNames[current] { return name }
      guard case .alias(let next) = arena[current] else { return nil }
      current = next
    }
  }

  private func refuseWhatHasNoWIT() throws(CompositionError) {
    for item in shape.imports {
      switch item.item {
      case .function, .type: continue
      case .instance(let exports):
        for inner in exports where inner.item.hasNoWIT {
          throw .unsupported(
            part: name,
            what: "imports the interface `\(item.name)` with the "
              + "\(inner.item.kindText) `\(inner.name)` in it")
        }
      case .component, .coreModule, .other:
        throw .unsupported(part: name, what: "imports the \(item.item.kindText) `\(item.name)`")
      }
    }
  }

  /// Exports are passed on as they are, which takes no types. Where one is made of another export,
  /// a type of the component's own, that would not do: the type has a new identity outside.
  func refuseExportsWithoutWIT() throws(CompositionError) {
    var exported: [TypeIndex: String] = [:]
    for export in shape.exports {
      guard export.item.sort != nil else {
        throw .unsupported(
          part: name, what: "exports the \(export.item.kindText) `\(export.name)`")
      }
      var parts = export.item.parts
      if case .type(let type) = export.item { parts = arena[arena.root(of: type)].parts }
      if !exported.isEmpty,
        let used = arena.reachable(from: parts).first(where: { exported[$0] != nil })
      {
        throw .unsupported(
          part: name,
          what:
            "exports `\(export.name)`, which is made of its export `\(exported[used, default: ""])`"
        )
      }
      if case .type(let type) = export.item { exported[type] = export.name }
    }
  }

  private mutating func noteSlots(of extern: BinaryExtern, _ slot: TypeSlot) {
    switch extern.item {
    case .type(let type):
      slots[type] = slot
      name(type, extern.name)
    case .instance(let exports):
      for inner in exports {
        noteSlots(
          of: inner, TypeSlot(importName: slot.importName, path: slot.path + [inner.name]))
      }
    case .function, .component, .coreModule, .other: return
    }
  }

  private mutating func noteNames(of extern: BinaryExtern) {
    switch extern.item {
    case .type(let type): name(type, extern.name)
    case .instance(let exports): for inner in exports { noteNames(of: inner) }
    case .function, .component, .coreModule, .other: return
    }
  }

  /// A component refers to its own types by their first index, which only an export names.
  private mutating func name(_ type: TypeIndex, _ name: String) {
    typeNames[type] = typeNames[type] ?? name
    let root = arena.root(of: type)
    switch arena[root] {
    case .record, .variant, .enum, .flags, .resource: typeNames[root] = typeNames[root] ?? name
    default: return
    }
  }
}

extension BinaryItem {
  /// What stands inside an interface under names.
  func item(at path: some Sequence<String>) -> BinaryItem? {
    var item = self
    for name in path {
      guard case .instance(let exports) = item,
        let found = exports.first(where: { $0.name == name })
      else { return nil }
      item = found.item
    }
    return item
  }

  fileprivate var hasNoWIT: Bool {
    switch self {
    case .function, .type: false
    case .instance(let exports): exports.contains { $0.item.hasNoWIT }
    case .component, .coreModule, .other: true
    }
  }
}
