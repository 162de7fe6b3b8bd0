/// Whether types of two graphs are the same to whoever passes their values.
///
/// What has a name is the same under the same name of the same interface; whether its definition
/// changed is said once, there. Aliases are seen through.
struct TypeEquality {
  let old: PackageGraph
  let new: PackageGraph
  /// The packages that are compared: their own versions are expected to differ.
  let home: (old: PackageID?, new: PackageID?)

  func same(_ one: Type?, _ other: Type?) -> Bool {
    switch (one, other) {
    case (nil, nil): true
    case (let one?, let other?): same(one, other)
    default: false
    }
  }

  func same(_ one: Type, _ other: Type) -> Bool {
    switch (one, other) {
    case (.list(let one), .list(let other)), (.option(let one), .option(let other)):
      return same(one, other)
    case (.fixedLengthList(let one, let count), .fixedLengthList(let other, let otherCount)):
      return count == otherCount && same(one, other)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return same(key, otherKey) && same(value, otherValue)
    case (.tuple(let ones), .tuple(let others)):
      return ones.count == others.count && zip(ones, others).allSatisfy { same($0, $1) }
    case (.result(let ok, let error), .result(let otherOk, let otherError)):
      return same(ok, otherOk) && same(error, otherError)
    case (.future(let one), .future(let other)), (.stream(let one), .stream(let other)):
      return same(one, other)
    case (.named(let one), .named(let other)) where isSameName(one, other): return true
    case (.own(let one), .own(let other)), (.borrow(let one), .borrow(let other)):
      return isSameName(one, other) || isSameName(old.root(of: one), new.root(of: other))
    default: break
    }
    if case .named(let id) = one, case .alias(let target) = old[id].kind {
      return same(target, other)
    }
    if case .named(let id) = other, case .alias(let target) = new[id].kind {
      return same(one, target)
    }
    // What is left are primitives, which no graph is needed for, or things of different kinds.
    return one.isPrimitive && one == other
  }

  /// Whether two names stand for the same: as they are written, or where they are declared.
  ///
  /// What an interface `use`s is the same under the same name: that it comes from elsewhere now is
  /// said once, of the `use`.
  private func isSameName(_ one: TypeID, _ other: TypeID) -> Bool {
    isSameDefinition(one, other)
      || isSameDefinition(old.declaration(of: one), new.declaration(of: other))
  }

  /// Whether two definitions have the same name in the same interface.
  func isSameDefinition(_ one: TypeID, _ other: TypeID) -> Bool {
    let (one, other) = (old[one], new[other])
    guard one.name == other.name else { return false }
    switch (one.owner, other.owner) {
    case (.interface(let one), .interface(let other)): return isSame(one, other)
    case (.world, .world): return true
    default: return false
    }
  }

  /// Whether two interfaces may stand in for each other.
  func isSame(_ one: InterfaceID, _ other: InterfaceID) -> Bool {
    guard old[one].name == new[other].name else { return false }
    guard old[one].name != nil else { return true }
    return isSame(old[one].package, new[other].package)
  }

  func isSame(_ one: PackageID, _ other: PackageID) -> Bool {
    if one == home.old, other == home.new { return true }
    let (one, other) = (old[one].name, new[other].name)
    guard one.namespace == other.namespace, one.name == other.name else { return false }
    return one.version == other.version
      || (one.version?.track != nil && one.version?.track == other.version?.track)
  }
}

extension Type {
  fileprivate var isPrimitive: Bool {
    switch self {
    case .named, .own, .borrow: false
    default: parts.isEmpty
    }
  }
}
