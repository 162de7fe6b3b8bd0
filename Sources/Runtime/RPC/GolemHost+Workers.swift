import Component

// What there is to know of workers. All of it is recorded.
extension GolemHost {
  static let workers: [String: Function] = [
    "get-self-uri": { golem, call, _ in
      let uri = WorkerURI(template: golem.templateID, name: golem.worker.name)
      return .record(["value": .string(uri.text(function: try call.string(0)))])
    },
    "get-self-metadata": { golem, call, _ in
      try await golem.journal.record(call.name, request: []) {
        try golem.metadata(try golem.runtime.store.state(of: golem.row))
      }
    },
    "get-worker-metadata": { golem, call, _ in
      try await golem.journal.record(call.name, request: [try call[0]]) {
        guard let worker = try? golem.address(try call[0]),
          let row = try golem.runtime.store.row(of: worker)
        else { return .option(nil) }
        return .option(try golem.metadata(try golem.runtime.store.state(of: row)))
      }
    },
    "update-worker": { golem, call, _ in
      let (worker, version) = (try golem.address(try call[0]), try call.u64(1))
      let mode: UpdateMode = try call[2] == .enum("snapshot-based") ? .manual : .automatic
      return try await golem.journal.record(call.name, request: call.arguments) {
        // A guest does not wait for it: it may be its own.
        try await golem.runtime.requestUpdate(
          worker, to: .number(Int(clamping: version)), mode: mode)
        return nil
      }
    },
    "[constructor]get-workers": { golem, call, host in
      guard case .option(let filter) = try call[1] else {
        throw HostError("get-workers: expected an option of a filter")
      }
      let template = try golem.template(try call[0])
      return try host.resources.insert(
        WorkerListing(template: template, filter: try filter.map { try WorkerFilter($0) }))
    },
    "[method]get-workers.get-next": { golem, call, host in
      let listing: WorkerListing = try host.resources.find(call[0])
      let page = try await golem.journal.record(call.name, request: []) {
        .option(try golem.next(of: listing))
      }
      listing.pass(page)
      return page
    },
  ]

  /// The template's id, which the worker was told when it was made.
  private var templateID: String {
    creation.environment.first { $0.name == "GOLEM_COMPONENT_ID" }?.value
      ?? runtime.template(worker.template)?.id ?? worker.template
  }

  var workerID: Value { .workerID(template: templateID, worker.name) }

  /// The worker of a `worker-id`.
  func address(_ value: Value) throws -> WorkerAddress {
    guard case .record(let fields) = value, fields.count == 2,
      case .string(let name) = fields[1].value
    else { throw HostError("expected a worker-id") }
    // The template may be gone from the manifest since.
    if value == workerID { return worker }
    return WorkerAddress(template: try template(fields[0].value), name: name)
  }

  /// The template of a `component-id`.
  private func template(_ value: Value) throws -> String {
    guard case .record(let fields) = value, case .record(let halves)? = fields.first?.value,
      halves.count == 2, case .u64(let high) = halves[0].value, case .u64(let low) = halves[1].value
    else { throw HostError("expected a component-id") }
    let id = UUIDv5.text(high: high, low: low)
    guard let template = runtime.template(id) else {
      throw HostError("there is no template with the id \(id)")
    }
    return template.name
  }

  private func metadata(_ state: WorkerState) throws -> Value {
    let id = state.address == worker ? templateID : runtime.template(state.address.template)?.id
    return .record([
      "worker-id": .workerID(template: id ?? "", state.address.name),
      "args": .list(state.creation.arguments.map { .string($0) }),
      "env": .variables(state.creation.environment),
      "status": .enum(state.status.rawValue.lowercased()),
      "component-version": .u64(UInt64(state.creation.templateVersion)),
      "retry-count": .u64(UInt64(state.retryCount)),
    ])
  }

  /// The next workers of a listing; nil where there are no more.
  private func next(of listing: WorkerListing) throws -> Value? {
    var page: [WorkerState] = []
    var last = listing.last
    while page.count < Limits.workersPerPage {
      let states = try runtime.store.states(
        of: listing.template, after: last, atMost: Limits.workersPerPage)
      guard let behind = states.last?.address.name else { break }
      last = behind
      page += states.filter { state in listing.filter.map { $0.accepts(state) } ?? true }
        .prefix(Limits.workersPerPage - page.count)
    }
    return page.isEmpty ? nil : .list(try page.map(metadata))
  }
}

/// A `get-workers`: a template's workers, page by page.
private final class WorkerListing: HostResource {
  let template: String
  let filter: WorkerFilter?
  /// The name of the last one that was given.
  private(set) var last: String?

  init(template: String, filter: WorkerFilter?) {
    self.template = template
    self.filter = filter
  }

  func pass(_ page: Value?) {
    guard case .option(.list(let workers)?)? = page, case .record(let fields)? = workers.last,
      case .record(let id)? = fields.first?.value, case .string(let name)? = id.last?.value
    else { return }
    last = name
  }
}

extension WorkerURI {
  /// With a function behind the name, where one is meant.
  fileprivate func text(function: String) -> String {
    function.isEmpty ? text : text + "/" + WorkerURI.encode(function)
  }
}

extension Value {
  static func uuid(_ text: String) -> Value {
    let (high, low) = UUIDv5.halves(of: text) ?? (0, 0)
    return .record(["high-bits": .u64(high), "low-bits": .u64(low)])
  }

  static func workerID(template: String, _ name: String) -> Value {
    .record([
      "component-id": .record(["uuid": .uuid(template)]), "worker-name": .string(name),
    ])
  }
}
