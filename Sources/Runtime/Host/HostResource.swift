package import Component

/// Something of the host that a guest holds a handle of.
package protocol HostResource: AnyObject {
  /// The guest has dropped its handle.
  func dropped()
}

extension HostResource {
  package func dropped() {}
}

/// The host's resources of one instance, by the number that the guest's handles stand for.
///
/// Numbers count up from 1 and are never used again, so that a replay gives the same ones.
package struct ResourceTable {
  private var resources: [UInt32: any HostResource] = [:]
  private var last: UInt32 = 0

  package init() {}

  /// Takes a resource in; the value to hand to the guest.
  package mutating func insert(_ resource: some HostResource) throws(HostError) -> Value {
    guard resources.count < Limits.hostResourcesMax, last < .max else {
      throw HostError(
        "the worker holds \(resources.count) resources of the host, which is too many")
    }
    last += 1
    resources[last] = resource
    return .resource(ResourceHandle(uri: "", id: UInt64(last)))
  }

  /// The resource that an own or borrow argument stands for.
  package func find<Resource: HostResource>(
    _ value: Value, as type: Resource.Type = Resource.self
  ) throws(HostError) -> Resource {
    guard case .resource(let handle) = value else {
      throw HostError("expected a resource, found \(value.kind)")
    }
    guard let resource = resources[UInt32(truncatingIfNeeded: handle.id)] as? Resource else {
      throw HostError("there is no resource \(handle.id) of this type")
    }
    return resource
  }

  /// Forgets a resource: the guest dropped it, or handed it over.
  @discardableResult
  package mutating func remove(_ number: UInt32) -> (any HostResource)? {
    resources.removeValue(forKey: number)
  }
}

/// Why a host function cannot answer: the guest traps with this text.
package struct HostError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}
