import WIT

/// Writes WIT types as Swift, as seen from one scope.
///
/// A type has two forms. The *surface* is what people write: `(String, UInt32)`, a class for a
/// resource. The *wire* is what conforms to `ComponentValue`: `Tuple2<String, UInt32>`, the handle.
/// For most types they are the same; `toWire` and `fromWire` convert the others.
struct TypeText {
  let model: BindingModel
  /// Whose types go by their plain names; nil outside of all scopes.
  var home: BindingScope?

  init(_ model: BindingModel, in home: BindingScope? = nil) {
    self.model = model
    self.home = home
  }

  private var graph: PackageGraph { model.graph }

  /// A name of the standard library, qualified where the scope or its package has a type like it.
  func standard(_ name: String) -> String {
    guard let home, home.siblings.contains(name) || home.typeNames.values.contains(name) else {
      return name
    }
    return "Swift.\(name)"
  }

  /// A definition's name.
  func name(_ id: TypeID) -> String {
    if let name = exportedResource(id) { return name }
    let scope = model.scope(of: id)
    let name = model.name(of: id)
    return scope.owner == home?.owner ? name : "\(scope.fullName).\(name)"
  }

  /// The class that the guest's author writes for an exported resource: `Worker.Cart`.
  func exportedResource(_ id: TypeID) -> String? {
    let root = graph.root(of: id)
    guard graph[root].kind == .resource, model.scope(of: root).isExported else { return nil }
    return "\(model.implementation).\(model.name(of: root))"
  }

  /// Whether the resource stands for one of a worker, and is sent to workers.
  private func isRemote(_ id: TypeID) -> Bool {
    model.remoteObjects.contains(graph.root(of: id))
  }

  /// The type as people write it.
  func surface(_ type: Type?) -> String {
    switch type {
    case nil: "Void"
    case .bool: standard("Bool")
    case .u8: standard("UInt8")
    case .u16: standard("UInt16")
    case .u32: standard("UInt32")
    case .u64: standard("UInt64")
    case .s8: standard("Int8")
    case .s16: standard("Int16")
    case .s32: standard("Int32")
    case .s64: standard("Int64")
    case .f32: standard("Float")
    case .f64: standard("Double")
    case .char: "Unicode.Scalar"
    case .string: standard("String")
    case .list(let element): "[\(surface(element))]"
    case .option(let wrapped): "\(surface(wrapped))?"
    case .tuple(let types) where types.count == 1: surface(types[0])
    case .tuple(let types): "(\(types.map { surface($0) }.joined(separator: ", ")))"
    case .result(let ok, let error):
      "\(standard("Result"))<\(success(ok)), \(failure(error))>"
    case .named(let id), .own(let id), .borrow(let id): name(id)
    case .errorContext, .fixedLengthList, .map, .future, .stream:
      preconditionFailure("unsupported types are refused before")
    }
  }

  func success(_ type: Type?) -> String { type.map { surface($0) } ?? "Nothing" }

  /// What a `result`'s error is in Swift: something that can be thrown.
  func failure(_ type: Type?) -> String {
    guard let type else { return "Nothing" }
    return isThrowable(type) ? surface(type) : "Thrown<\(surface(type))>"
  }

  /// Whether the type conforms to `Error` by itself.
  private func isThrowable(_ type: Type) -> Bool {
    guard case .named(let id) = type else { return false }
    switch graph[graph.root(of: id)].kind {
    case .record, .variant, .enum, .flags: return true
    case .alias, .resource: return false
    }
  }

  /// The type behind aliases.
  func resolved(_ type: Type) -> Type {
    guard case .named(let id) = type, case .alias(let target) = graph[id].kind else { return type }
    return resolved(target)
  }
}

extension TypeText {
  /// Whether a value of the type has a resource in it.
  func holdsHandle(_ type: Type) -> Bool {
    switch resolved(type) {
    case .own, .borrow: true
    case .named(let id):
      switch graph[id].kind {
      case .record(let fields): fields.contains { holdsHandle($0.type) }
      case .variant(let cases): cases.compactMap(\.type).contains { holdsHandle($0) }
      case .alias, .enum, .flags, .resource: false
      }
    case let other: other.parts.contains { holdsHandle($0) }
    }
  }
}

// The wire form.
extension TypeText {
  /// Whether a type is its own wire form.
  func isPlain(_ type: Type?) -> Bool {
    guard let type else { return true }
    return switch resolved(type) {
    case .tuple, .own, .borrow: false
    case .list(let part), .option(let part): isPlain(part)
    case .result(let ok, let error): isPlain(ok) && isPlain(error)
    default: true
    }
  }

  func wire(_ type: Type?) -> String {
    guard let type else { return "Nothing" }
    if isPlain(type) { return surface(type) }
    switch resolved(type) {
    case .tuple(let types):
      return "Tuple\(types.count)<\(types.map { wire($0) }.joined(separator: ", "))>"
    case .list(let element): return "[\(wire(element))]"
    case .option(let wrapped): return "\(wire(wrapped))?"
    case .own(let id) where isRemote(id): return "Owned<\(name(id))>"
    case .borrow(let id) where isRemote(id): return "Borrowed<\(name(id))>"
    case .own, .borrow: return standard("Int32")
    case .result(let ok, let error):
      return "\(standard("Result"))<\(wire(ok)), \(wireFailure(error))>"
    default: preconditionFailure("all other types are their own wire form")
    }
  }

  func wireFailure(_ error: Type?) -> String {
    guard let error else { return "Nothing" }
    return isThrowable(error) ? wire(error) : "Thrown<\(wire(error))>"
  }

  /// Converts an expression of the surface type.
  func toWire(_ value: String, _ type: Type) -> String {
    if isPlain(type) { return value }
    switch resolved(type) {
    case .tuple(let types) where types.count == 1: return "Tuple1(\(toWire(value, types[0])))"
    case .tuple(let types):
      let parts = types.enumerated().map { toWire("\(value).\($0.offset)", $0.element) }
      return "Tuple\(types.count)(\(parts.joined(separator: ", ")))"
    case .list(let part), .option(let part): return "\(value).map { \(toWire("$0", part)) }"
    case .own(let id) where isRemote(id): return "Owned(\(value))"
    case .borrow(let id) where isRemote(id): return "Borrowed(\(value))"
    case .own(let id):
      return exportedResource(id) == nil ? "\(value).giveUp()" : "\(value).exportedHandle()"
    case .borrow: return "\(value).handle"
    case .result(let ok, let error): return converted(value, ok, error) { toWire($0, $1) }
    default: preconditionFailure("all other types are their own wire form")
    }
  }

  /// Converts an expression of the wire type.
  func fromWire(_ value: String, _ type: Type) -> String {
    if isPlain(type) { return value }
    switch resolved(type) {
    case .tuple(let types) where types.count == 1: return fromWire("\(value).values", types[0])
    case .tuple(let types):
      if types.allSatisfy({ isPlain($0) }) { return "\(value).values" }
      let parts = types.enumerated().map { fromWire("\(value).values.\($0.offset)", $0.element) }
      return "(\(parts.joined(separator: ", ")))"
    case .list(let part), .option(let part): return "\(value).map { \(fromWire("$0", part)) }"
    case .own(let id) where isRemote(id): return "\(value).object"
    case .borrow(let id) where isRemote(id): return "\(value).object"
    case .own(let id):
      guard let name = exportedResource(id) else { return "\(name(id))(adopting: \(value))" }
      return "\(name).taken(\(value))"
    case .borrow(let id):
      guard let name = exportedResource(id) else { return "\(name(id))(adopting: \(value))" }
      return "\(name).borrowed(\(value))"
    case .result(let ok, let error): return converted(value, ok, error) { fromWire($0, $1) }
    default: preconditionFailure("all other types are their own wire form")
    }
  }

  private func converted(
    _ value: String, _ ok: Type?, _ error: Type?, _ convert: (String, Type) -> String
  ) -> String {
    var text = value
    if let ok, !isPlain(ok) { text += ".map { \(convert("$0", ok)) }" }
    if let error, !isPlain(error) {
      text += ".mapError { Thrown(\(convert("$0.reason", error))) }"
    }
    return text
  }

  /// Whether `toWire` names its expression more than once.
  func writesTwice(_ type: Type) -> Bool {
    guard case .tuple(let types) = resolved(type) else { return false }
    return types.count > 1
  }

  /// Whether `fromWire` names its expression more than once.
  func readsTwice(_ type: Type) -> Bool {
    guard case .tuple(let types) = resolved(type), types.count > 1 else { return false }
    return !types.allSatisfy { isPlain($0) }
  }
}
