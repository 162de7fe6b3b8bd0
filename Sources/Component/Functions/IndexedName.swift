/// A name whose instance is given by constructor arguments, taken apart:
/// `ns:pkg/interface.{counter("x").inc-by}`, `ns:pkg/interface/counter("x")/inc-by`.
struct IndexedName {
  /// The whole name, for messages.
  var name: String
  var interface: String?
  var resource: String
  /// From the `(` on, to the end of the name.
  var rest: String

  /// Nil where the name holds no arguments.
  init?(_ name: String) {
    guard let open = name.firstIndex(of: "("), open > name.startIndex else { return nil }
    self.name = name
    let head = name[..<open]
    if let brace = String(head).firstRange(of: ".{"), name.last == "}" {
      interface = String(head[..<brace.lowerBound])
      resource = String(head[brace.upperBound...])
      rest = String(name[open...].dropLast())
    } else {
      let slash = head.lastIndex(of: "/")
      interface = slash.map { String(head[..<$0]) }
      resource = String(slash.map { head[head.index(after: $0)...] } ?? head)
      rest = String(name[open...])
    }
  }
}

extension ComponentType {
  func function(_ indexed: IndexedName) throws(FunctionNameError) -> ExportedFunction {
    let constructor = try constructor(of: indexed)
    let resource = ValueType.Resource(
      name: indexed.resource, interface: constructor.interface)
    let types = constructor.type.parameters.map(\.type)
    guard !types.contains(where: \.holdsResources) else {
      throw FunctionNameError(
        name: indexed.name,
        problem: .malformed(
          "`\(indexed.resource)` is made from other resources and cannot be named by arguments; "
            + "call its constructor, and pass on the handle that it gives"), candidates: [])
    }
    let arguments: [Value]
    let member: Substring
    do {
      let (value, rest) = try WAVE.parsePrefix(of: indexed.rest, as: .tuple(types))
      guard case .tuple(let values) = value else { return constructor }
      (arguments, member) = (values, rest)
    } catch {
      throw FunctionNameError(
        name: indexed.name,
        problem: .malformed("the arguments of `\(indexed.resource)`: \(error.text)"),
        candidates: [constructor])
    }
    let instance = IndexedResource(
      resource: resource, constructor: constructor.type, arguments: arguments)
    return try self.member(member, of: instance, constructor.interface, indexed)
  }

  private func constructor(
    of indexed: IndexedName
  ) throws(FunctionNameError) -> ExportedFunction {
    let spelling = FunctionSpelling(
      interface: indexed.interface, function: "\(indexed.resource).new")
    let all = functions
    let found = all.filter { $0.type.isConstructor && spelling.fits($0) }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw FunctionNameError(
        name: indexed.name,
        problem: .malformed("there is no resource `\(indexed.resource)` with a constructor"),
        candidates: sorted(all, by: indexed.resource))
    }
    throw FunctionNameError(name: indexed.name, problem: .ambiguous, candidates: found)
  }

  private func member(
    _ text: Substring, of instance: IndexedResource, _ interface: String?, _ indexed: IndexedName
  ) throws(FunctionNameError) -> ExportedFunction {
    let name = instance.resource.name
    let members = functions.filter {
      $0.interface == interface && $0.type.resourceName == name
    }
    guard let first = text.first, first == "." || first == "/" else {
      throw FunctionNameError(
        name: indexed.name, problem: .malformed("expected `.` and a method behind the arguments"),
        candidates: members)
    }
    let member = String(text.dropFirst())
    if let method = members.first(where: { $0.type.name == "[method]\(name).\(member)" }) {
      var type = method.type
      type.parameters.removeFirst()
      return ExportedFunction(interface: interface, type: type, instance: instance)
    }
    switch member {
    case "new":
      var type = instance.constructor
      type.parameters = []
      return ExportedFunction(interface: interface, type: type, instance: instance)
    case "drop":
      var type = FunctionType.drop(instance.resource)
      type.parameters = []
      return ExportedFunction(interface: interface, type: type, instance: instance)
    default:
      throw FunctionNameError(
        name: indexed.name, problem: .malformed("`\(name)` has no method `\(member)`"),
        candidates: sorted(members, by: member))
    }
  }
}
