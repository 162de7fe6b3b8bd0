import CWasmtime
package import Component

/// The resources of one guest that others hold, by the number they were given.
///
/// Numbers count up and are never used again; a worker that is run again gives the same ones, as
/// `next` is set before each call.
struct GuestResources: ~Copyable {
  private struct Entry {
    var pointer: OpaquePointer
    var type: ValueType.Resource
  }

  private var entries: [UInt64: Entry] = [:]
  /// The number of the next one.
  var next: UInt64 = 1
  /// What became of resources since this was last emptied, in order.
  var changes: [ResourceChange] = []

  deinit {
    for entry in entries.values { wasmtime_component_resource_any_delete(entry.pointer) }
  }

  /// Keeps a resource that the guest handed out; its number.
  mutating func keep(_ resource: OpaquePointer, _ type: ValueType.Resource) -> UInt64 {
    let id = next
    next += 1
    entries[id] = Entry(pointer: wasmtime_component_resource_any_clone(resource), type: type)
    changes.append(.created(id: id, type))
    return id
  }

  /// The resource for one use; the caller deletes it. An owned one goes back to the guest.
  mutating func use(_ id: UInt64, takesOver: Bool) -> OpaquePointer? {
    guard let entry = entries[id] else { return nil }
    guard takesOver else { return wasmtime_component_resource_any_clone(entry.pointer) }
    entries[id] = nil
    changes.append(.dropped(id: id))
    return entry.pointer
  }

  func type(of id: UInt64) -> ValueType.Resource? { entries[id]?.type }
}

/// A resource of the guest came into other hands, or back.
package enum ResourceChange: Hashable, Sendable {
  case created(id: UInt64, ValueType.Resource)
  case dropped(id: UInt64)
}

// Checks before the guest is entered.
extension ComponentInstance {
  /// Whether arguments can be given to a function: their types, and that every handle stands for a
  /// resource that is there. A call that does not pass leaves the guest alone.
  package func check(_ arguments: [Value], for function: FunctionType) throws(Trap) {
    guard arguments.count == function.parameters.count else {
      throw Trap(
        kind: .arguments,
        message: "expected \(function.parameters.count) arguments, found \(arguments.count)")
    }
    // By number; true where the call gives it away.
    var used: [UInt64: Bool] = [:]
    for (argument, parameter) in zip(arguments, function.parameters) {
      if let mismatch = argument.mismatch(with: parameter.type) {
        throw Trap(
          kind: .arguments, message: mismatch.inside("parameter `\(parameter.name)`").text)
      }
      try argument.eachHandle(parameter.type) { handle, type throws(Trap) in
        if let problem = problem(handle, type, &used) {
          throw Trap(kind: .arguments, message: "parameter `\(parameter.name)`: \(problem)")
        }
      }
    }
  }

  private func problem(
    _ handle: ResourceHandle, _ type: ValueType, _ used: inout [UInt64: Bool]
  ) -> String? {
    let (expected, isOwned): (ValueType.Resource, Bool)
    switch type {
    case .own(let resource): (expected, isOwned) = (resource, true)
    case .borrow(let resource): (expected, isOwned) = (resource, false)
    default: return nil
    }
    // The host's own numbers are checked by those who gave them.
    guard component.hostNumber(of: expected, .exports) == nil else { return nil }
    guard handle.uri.isEmpty else { return "\(handle.text) belongs to another worker" }
    guard let found = guestResources.type(of: handle.id) else {
      return "there is no \(expected.name) \(handle.id) in this worker, or it was dropped"
    }
    guard found == expected else {
      return "resource \(handle.id) is of type \(found.name), not \(expected.name)"
    }
    if let before = used.updateValue(isOwned, forKey: handle.id), before || isOwned {
      return "\(found.name) \(handle.id) is given away by this call, and used in it again"
    }
    return nil
  }
}
