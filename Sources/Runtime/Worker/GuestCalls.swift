import Component

/// Calls the functions of one guest as they are named: a member of an instance that belongs to
/// constructor arguments has it made first.
final class GuestCalls {
  let instance: ComponentInstance
  /// The instances that belong to constructor arguments, by their canonical text.
  private var indexed: [String: UInt64] = [:]
  private var parameters: [UInt64: String] = [:]

  init(instance: ComponentInstance) {
    self.instance = instance
  }

  /// Calls a function.
  ///
  /// A trap of kind `arguments` from a live instance says that the guest was not entered.
  func call(
    _ function: ExportedFunction, _ arguments: [Value]
  ) async throws(Trap) -> Value? {
    // Before the constructor: a call that cannot be made leaves nothing behind.
    try instance.check(arguments, for: function.type)
    guard let named = function.instance else {
      return try await instance.call(
        interface: function.interface, function: function.type, arguments: arguments)
    }
    let key = key(named, function.interface)
    if function.type.isDrop, indexed[key] == nil {
      throw Trap(kind: .arguments, message: "there is no \(named.text) in this worker")
    }
    let handle = try await self.handle(named, key, function.interface)
    if function.type.isConstructor { return handle }
    return try await instance.call(
      interface: function.interface, function: function.member, arguments: [handle] + arguments)
  }

  private func key(_ named: IndexedResource, _ interface: String?) -> String {
    "\(interface ?? "")#\(named.text)"
  }

  private func handle(
    _ named: IndexedResource, _ key: String, _ interface: String?
  ) async throws(Trap) -> Value {
    if let id = indexed[key] { return .resource(ResourceHandle(uri: "", id: id)) }
    let made = try await instance.call(
      interface: interface, function: named.constructor, arguments: named.arguments)
    guard case .resource(let handle)? = made else {
      throw Trap(
        kind: .arguments,
        message: "the constructor of \(named.resource.name) may fail: call it by itself, and pass "
          + "on the handle that it gives")
    }
    indexed[key] = handle.id
    parameters[handle.id] = named.argumentText
    return .resource(handle)
  }

  /// What became of resources since this was last asked, as notes for the oplog.
  func takeNotes() -> [OplogEntry] {
    defer { instance.guestResources.changes = [] }
    return instance.guestResources.changes.map { change in
      switch change {
      case .created(let id, let type):
        return .resourceCreated(
          WorkerResource(
            id: id, name: type.name, interface: type.interface, parameters: parameters[id]))
      case .dropped(let id):
        if parameters.removeValue(forKey: id) != nil {
          indexed = indexed.filter { $0.value != id }
        }
        return .resourceDropped(id: id)
      }
    }
  }
}
