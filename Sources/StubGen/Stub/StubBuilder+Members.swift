import WIT

// Resources.
extension StubBuilder {
  mutating func add(
    interface id: InterfaceID, key: String, as name: String
  ) throws(StubGenError) {
    let interface = graph[id]
    let path = RemotePath(style: stub.style, interface: key)
    var resource = StubWIT.Resource(
      name: name, docs: interface.attributes.docs, origin: .interface,
      members: [open(name)], item: name)
    siblings = names(of: interface.functions.filter { $0.resource == nil })
    for function in interface.functions where function.resource == nil {
      resource.members += try members(function, path, of: name)
    }
    stub.resources.append(resource)
    for type in interface.types where graph[type].kind == .resource {
      try add(resource: type, functions: interface.functions, path)
    }
  }

  private mutating func add(
    resource type: TypeID, functions: [Function], _ interface: RemotePath
  ) throws(StubGenError) {
    let name = graph[type].name
    let members = functions.filter { $0.resource == type }
    var path = interface
    path.resource = originalName(of: type, in: functions) ?? name
    var resource = StubWIT.Resource(
      name: name, docs: graph[type].attributes.docs,
      origin: .resource(dropName: path.name("drop"), isSent: false), members: [], item: name)
    if let constructor = members.first(where: \.isConstructor) {
      resource.members.append(try self.constructor(constructor, path, of: name))
    } else {
      sent.insert(type)
      notes.append(
        "`\(name)` has no constructor, here as in the target: workers hand it out. The original "
          + "generator writes `constructor(location: uri)`, which makes nothing that can be called."
      )
    }
    siblings = names(of: members)
    // The original generator writes the static ones last.
    for function in members where function.isMethod {
      resource.members += try self.members(function, path, of: name)
    }
    for function in members where function.isStatic {
      resource.members += try self.members(function, path, of: name)
    }
    stub.resources.append(resource)
  }

  private func names(of functions: [Function]) -> Set<String> {
    Set(functions.map(\.localName))
  }

  /// The resource's name at home: the part of its members' names between `]` and `.`.
  private func originalName(of type: TypeID, in functions: [Function]) -> String? {
    guard let name = functions.first(where: { $0.resource == type })?.name,
      let close = name.firstIndex(of: "]")
    else { return nil }
    return String(name[name.index(after: close)...].prefix { $0 != "." })
  }

  mutating func addWorld(_ functions: [Function], as name: String) throws(StubGenError) {
    notes.append(
      "The functions of the world itself are invoked by their plain names: the original generator "
        + "puts the package in front, which its own runtime does not find.")
    var resource = StubWIT.Resource(
      name: name, docs: world.attributes.docs, origin: .world, members: [open(name)], item: name)
    siblings = names(of: functions)
    for function in functions {
      let path = RemotePath(style: stub.style, interface: nil)
      resource.members += try members(function, path, of: name)
    }
    stub.resources.append(resource)
  }
}

// Members.
extension StubBuilder {
  private func open(_ resource: String) -> StubWIT.Member {
    StubWIT.Member(
      name: "constructor", binaryName: "[constructor]\(resource)",
      signature: "constructor(location: uri)", call: .open, item: "\(resource).constructor")
  }

  private mutating func constructor(
    _ original: Function, _ path: RemotePath, of resource: String
  ) throws(StubGenError) -> StubWIT.Member {
    try check(original, path)
    var function = original
    insertLocation(into: &function)
    var binaryName = "[constructor]\(resource)"
    if stub.errors == .result {
      if case .constructor(let id) = function.kind, case .result? = function.result {
        // A constructor has room for one kind of failure.
        function.kind = .static(id)
        function.name = "[static]\(resource).new"
        binaryName = function.name
        sent.insert(id)
        notes.append(
          "The constructor of `\(resource)` can fail by itself: it is the static function `new` in "
            + "the stub, whose result tells that failure from one of the call.")
      }
      if case .constructor(let id) = function.kind { function.result = .own(id) }
      addError(to: &function)
    }
    return StubWIT.Member(
      name: function.localName, binaryName: binaryName,
      signature: WITPrinter.text(of: function, in: graph), call: .make(path.name("new")),
      docs: function.attributes.docs, item: "\(resource).constructor")
  }

  /// The forms that a function has in the stub.
  private mutating func members(
    _ original: Function, _ path: RemotePath, of resource: String
  ) throws(StubGenError) -> [StubWIT.Member] {
    try check(original, path)
    var function = original
    if original.isMethod { function.parameters.removeFirst() }
    if !original.isStatic { rename("self", of: &function) }
    if original.isStatic, !isHandle(original.parameters.first?.type) {
      notes.append(
        "`\(original.localName)` of `\(resource)` is static and takes no `\(resource)`: it is given "
          + "the worker's `location`, without which the original's call reaches nobody.")
      insertLocation(into: &function)
    }
    if !original.isStatic { function.kind = .freestanding }
    function.name = original.localName
    if containsBareResult(function) {
      notes.append("`\(function.name)` has a bare `result`, at which the original generator fails.")
    }
    let remote = path.name(original.localName)
    var forms: [StubWIT.Member] = []
    switch stub.style {
    case .seed:
      forms = [member(function, resource, .invoke(remote))]
    case .golem10:
      var waiting = function
      waiting.name = blockingName(of: original)
      forms = [
        member(waiting, resource, .invoke(remote)),
        function.result == nil
          ? member(function, resource, .send(remote))
          : beginning(function, resource, remote, isMember: original.resource != nil),
      ]
    }
    return forms
  }

  /// `blocking-add-order`, or something longer where the target has a function of that name.
  private mutating func blockingName(of function: Function) -> String {
    let plain = "blocking-\(function.localName)"
    var name = plain
    while siblings.contains(name) { name += "-call" }
    if name != plain {
      notes.append("`\(plain)` is called `\(name)` in the stub: the target has a `\(plain)`.")
    }
    return name
  }

  private func member(
    _ function: Function, _ resource: String, _ call: StubWIT.Member.Call
  ) -> StubWIT.Member {
    var function = function
    if stub.errors == .result { addError(to: &function) }
    let local = function.name
    let verb = function.isStatic ? "static" : "method"
    if function.isStatic { function.name = "[static]\(resource).\(local)" }
    return StubWIT.Member(
      name: local, binaryName: "[\(verb)]\(resource).\(local)",
      signature: WITPrinter.text(of: function, in: graph), call: call,
      docs: function.attributes.docs, item: "\(resource).\(local)")
  }

  /// The form of a function that answers with a future, and the future.
  private mutating func beginning(
    _ original: Function, _ resource: String, _ remote: String, isMember: Bool
  ) -> StubWIT.Member {
    let stem = isMember ? "\(resource)-\(original.name)" : original.name
    let name = reserve(
      "future-\(stem)-result", otherwise: "future-\(resource)-\(original.name)-result")
    let future = TypeID(index: graph.types.count)
    graph.types.append(TypeDefinition(name: name, kind: .resource, owner: .world(worldID)))
    var value = original.result
    if stub.errors == .result { value = .result(ok: value, error: .named(rpcError)) }
    let get = value.map { WITPrinter.text(of: .option($0), in: graph) } ?? ""
    stub.resources.append(
      StubWIT.Resource(
        name: name, origin: .future,
        members: [
          StubWIT.Member(
            name: "subscribe", binaryName: "[method]\(name).subscribe",
            signature: "subscribe: func() -> pollable", call: .subscribe,
            item: "\(name).subscribe"),
          StubWIT.Member(
            name: "get", binaryName: "[method]\(name).get", signature: "get: func() -> \(get)",
            call: .get, item: "\(name).get"),
        ], item: name))
    var function = original
    function.result = .own(future)
    let errors = stub.errors
    // What goes wrong is in the future.
    stub.errors = .trap
    defer { stub.errors = errors }
    return member(function, resource, .begin(remote, future: name))
  }

  private func addError(to function: inout Function) {
    function.result = .result(ok: function.result, error: .named(rpcError))
  }

  private func isHandle(_ type: Type?) -> Bool {
    switch type {
    case .own, .borrow: true
    case .named(let id):
      if case .alias(let target) = graph[id].kind { isHandle(target) } else { false }
    default: false
    }
  }

  private mutating func insertLocation(into function: inout Function) {
    rename("location", of: &function)
    function.parameters.insert(Parameter(name: "location", type: .named(uri)), at: 0)
  }

  /// Renames a parameter that would stand twice in the stub.
  private mutating func rename(_ name: String, of function: inout Function) {
    guard let index = function.parameters.firstIndex(where: { $0.name == name }) else { return }
    var candidate = "\(name)-argument"
    while function.parameters.contains(where: { $0.name == candidate }) { candidate += "-too" }
    function.parameters[index].name = candidate
    notes.append(
      "The parameter `\(name)` of `\(function.localName)` is called `\(candidate)` in the stub, "
        + "where it would stand twice.")
  }

  private func containsBareResult(_ function: Function) -> Bool {
    (function.parameters.map(\.type) + [function.result].compactMap { $0 })
      .contains { $0.contains { $0 == .result(ok: nil, error: nil) } }
  }

  /// Sees to it that every type the function names can be named in the stub.
  private mutating func check(_ function: Function, _ path: RemotePath) throws(StubGenError) {
    var parameters = function.parameters
    if function.isMethod { parameters.removeFirst() }
    var types = parameters.map(\.type)
    if let result = function.result {
      switch (function.kind, result) {
      // What a constructor makes is not sent.
      case (.constructor, .result(_, let error)): types += [error].compactMap { $0 }
      case (.constructor, _): break
      default: types.append(result)
      }
    }
    for type in types {
      for id in resources(in: type) {
        guard resourceNames[id] != nil else {
          throw StubGenError(
            place: place(of: function, path), range: function.attributes.range,
            reason: .foreignResource(graph[id].name))
        }
        sent.insert(id)
      }
      for id in type.definitions { provide(id) }
    }
  }

  private func place(of function: Function, _ path: RemotePath) -> String {
    guard let interface = path.interface else { return "world \(world.name): \(function.name)" }
    return "\(interface).\(function.name)"
  }
}

/// Where a function is, for those who call it from afar.
struct RemotePath {
  var style: StubStyle
  /// `rpc:counters/api`, with its version; nil for functions of a world itself.
  var interface: String?
  var resource: String?

  func name(_ function: String) -> String {
    guard let interface else { return function }
    return switch style {
    case .seed: ([interface, resource, function].compactMap { $0 }).joined(separator: "/")
    case .golem10:
      "\(interface).{\([resource, function].compactMap { $0 }.joined(separator: "."))}"
    }
  }
}
