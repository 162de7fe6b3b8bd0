import Component

/// What a guest holds of a stub: the way to a worker, or a resource that lives in one.
final class StubObject: HostResource {
  let worker: WorkerURI
  /// The resource, and the remote name of what drops it; nil where the object stands for the worker.
  let resource: Resource?
  private weak var calls: StubCalls?

  struct Resource: Sendable {
    var handle: ResourceHandle
    /// The stub's interface and the resource's name there.
    var origin: ValueType.Resource
    var drop: String
  }

  init(worker: WorkerURI, resource: Resource? = nil, calls: StubCalls) {
    self.worker = worker
    self.resource = resource
    self.calls = calls
  }

  /// The worker's resource is dropped too; by the first opportunity, for a guest's drop cannot wait.
  func dropped() {
    if resource != nil { calls?.owe(self) }
  }
}
