/// A function that a component exports, and where.
package struct ExportedFunction: Hashable, Sendable {
  /// The interface as the component exports it; nil for a world's own function.
  package var interface: String?
  /// As it is called: without `self` where the instance is part of the name.
  package var type: FunctionType
  /// The instance whose member it is, where the name says which: `counter("x").inc-by`.
  package var instance: IndexedResource?

  package init(interface: String?, type: FunctionType, instance: IndexedResource? = nil) {
    self.interface = interface
    self.type = type
    self.instance = instance
  }

  /// The one spelling that is stored and shown: `ns:package/interface@1.0.0.{function}`.
  package var canonicalName: String {
    let name = instance.map { "\($0.text).\(type.memberName)" } ?? type.name
    return interface.map { "\($0).{\(name)}" } ?? name
  }

  /// The canonical name with its parameters and result.
  package var signature: String {
    let list = type.parameters.map { "\($0.name): \($0.type.text)" }.joined(separator: ", ")
    return "\(canonicalName): func(\(list))" + (type.result.map { " -> \($0.text)" } ?? "")
  }

  /// The member as the component has it: a method takes its resource as `self`.
  package var member: FunctionType {
    guard let instance, !type.isConstructor else { return type }
    var member = type
    let handle: ValueType = type.isDrop ? .own(instance.resource) : .borrow(instance.resource)
    member.parameters.insert(.init(name: "self", type: handle), at: 0)
    return member
  }
}

/// The one instance of a resource that a worker keeps for a list of constructor arguments.
///
/// It is made by the constructor when it is first named. (Golem 1.0, "indexed resources".)
package struct IndexedResource: Hashable, Sendable {
  package var resource: ValueType.Resource
  package var constructor: FunctionType
  package var arguments: [Value]

  package init(
    resource: ValueType.Resource, constructor: FunctionType, arguments: [Value]
  ) {
    self.resource = resource
    self.constructor = constructor
    self.arguments = arguments
  }

  /// `counter("x")`: the same for all spellings of the arguments.
  package var text: String { "\(resource.name)(\(argumentText))" }

  package var argumentText: String {
    arguments.map { WAVE.text(of: $0) }.joined(separator: ", ")
  }
}

extension FunctionType {
  package var isConstructor: Bool { name.hasPrefix("[constructor]") }

  /// A function that ends a resource. No component exports one: the runtime adds it.
  package var isDrop: Bool { name.hasPrefix(FunctionType.dropPrefix) }

  private static let dropPrefix = "[drop]"

  /// The function that ends a resource.
  package static func drop(_ resource: ValueType.Resource) -> FunctionType {
    FunctionType(
      name: dropPrefix + resource.name, parameters: [.init(name: "self", type: .own(resource))],
      result: nil)
  }

  /// What stands behind the resource: `new`, `drop`, `inc-by`; the name of a function of no
  /// resource.
  package var memberName: String {
    if isConstructor { return "new" }
    if isDrop { return "drop" }
    guard let dot = name.firstIndex(of: "."), name.first == "[" else { return name }
    return String(name[name.index(after: dot)...])
  }

  /// The resource that it belongs to; nil for a function of no resource.
  package var resourceName: String? {
    guard name.first == "[", let close = name.firstIndex(of: "]") else { return nil }
    let rest = name[name.index(after: close)...]
    return String(rest[..<(rest.firstIndex(of: ".") ?? rest.endIndex)])
  }
}
