package import Component

// A handle carries its worker's URI outside and none inside: a worker that is forked has its past
// under another name.
extension Value {
  /// As it leaves the worker.
  package func owned(by worker: WorkerAddress) -> Value {
    guard holdsHandles else { return self }
    let uri = WorkerURI(template: worker.template, name: worker.name).text
    return mapHandles { $0.uri.isEmpty ? ResourceHandle(uri: uri, id: $0.id) : $0 }
  }

  /// Whether a resource is in it; of a list, one item tells where items hold nothing themselves.
  private var holdsHandles: Bool {
    switch self {
    case .resource: true
    case .list(let items):
      items.first.map { $0.isCompound && items.contains(where: \.holdsHandles) } ?? false
    case .tuple(let items): items.contains(where: \.holdsHandles)
    case .map(let entries): entries.contains { $0.key.holdsHandles || $0.value.holdsHandles }
    case .record(let fields): fields.contains { $0.value.holdsHandles }
    case .variant(_, let payload): payload?.holdsHandles ?? false
    case .option(let value), .ok(let value), .error(let value): value?.holdsHandles ?? false
    default: false
    }
  }

  private var isCompound: Bool {
    switch self {
    case .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string, .enum,
      .flags:
      false
    default: true
    }
  }
}

extension WorkerRuntime {
  /// Arguments as they enter the worker; refused where one is a handle of another worker.
  func inside(
    _ worker: WorkerAddress, _ arguments: [Value], of function: FunctionType
  ) throws(RuntimeFailure) -> [Value] {
    var inside: [Value] = []
    for (argument, parameter) in zip(arguments, function.parameters) {
      guard parameter.type.holdsResources else {
        inside.append(argument)
        continue
      }
      inside.append(
        try argument.mapHandles { handle throws(RuntimeFailure) in
          guard handle.uri.isEmpty || names(handle.uri, worker) else {
            throw RuntimeFailure(
              .request,
              "parameter `\(parameter.name)`: \(handle.text) is no resource of "
                + "\(worker.template)/\(worker.name)")
          }
          return ResourceHandle(uri: "", id: handle.id)
        })
    }
    return inside
  }

  private func names(_ uri: String, _ worker: WorkerAddress) -> Bool {
    guard let uri = WorkerURI(uri), uri.name == worker.name else { return false }
    return uri.template == worker.template || template(uri.template)?.name == worker.template
  }
}
