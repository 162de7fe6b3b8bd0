extension ValueType {
  /// Whether a value of it may hold a resource.
  package var holdsResources: Bool {
    switch self {
    case .own, .borrow: true
    case .list(let element), .fixedLengthList(let element, _), .option(let element):
      element.holdsResources
    case .map(let key, let value): key.holdsResources || value.holdsResources
    case .tuple(let types): types.contains(where: \.holdsResources)
    case .result(let ok, let error):
      ok?.holdsResources ?? false || error?.holdsResources ?? false
    case .record(let record): record.fields.contains { $0.type.holdsResources }
    case .variant(let variant): variant.cases.contains { $0.type?.holdsResources ?? false }
    default: false
    }
  }
}

extension Value {
  /// The value with every handle in it, of either mode, as `change` gives it.
  package func mapHandles<Failure: Error>(
    _ change: (ResourceHandle) throws(Failure) -> ResourceHandle
  ) throws(Failure) -> Value {
    switch self {
    case .resource(let handle): return .resource(try change(handle))
    case .list(let items): return .list(try Value.map(items, change))
    case .tuple(let items): return .tuple(try Value.map(items, change))
    case .map(let entries):
      var changed: [MapEntry] = []
      for entry in entries {
        let key = try entry.key.mapHandles(change)
        changed.append(.init(key: key, value: try entry.value.mapHandles(change)))
      }
      return .map(changed)
    case .record(let fields):
      var changed: [FieldValue] = []
      for field in fields {
        changed.append(.init(name: field.name, value: try field.value.mapHandles(change)))
      }
      return .record(changed)
    case .variant(let name, let payload?):
      return .variant(name: name, payload: try payload.mapHandles(change))
    case .option(let value?): return .option(try value.mapHandles(change))
    case .ok(let value?): return .ok(try value.mapHandles(change))
    case .error(let value?): return .error(try value.mapHandles(change))
    default: return self
    }
  }

  private static func map<Failure: Error>(
    _ items: [Value], _ change: (ResourceHandle) throws(Failure) -> ResourceHandle
  ) throws(Failure) -> [Value] {
    var changed: [Value] = []
    for item in items { changed.append(try item.mapHandles(change)) }
    return changed
  }

  /// Every handle in a value of the type, with the type that it stands for there.
  package func eachHandle<Failure: Error>(
    _ type: ValueType, _ body: (ResourceHandle, ValueType) throws(Failure) -> Void
  ) throws(Failure) {
    guard type.holdsResources else { return }
    switch (self, type) {
    case (.resource(let handle), .own), (.resource(let handle), .borrow): try body(handle, type)
    case (.list(let items), .list(let element)),
      (.list(let items), .fixedLengthList(let element, _)):
      for item in items { try item.eachHandle(element, body) }
    case (.tuple(let items), .tuple(let types)):
      for (item, type) in zip(items, types) { try item.eachHandle(type, body) }
    case (.map(let entries), .map(let key, let value)):
      for entry in entries {
        try entry.key.eachHandle(key, body)
        try entry.value.eachHandle(value, body)
      }
    case (.record(let fields), .record(let record)):
      for (field, type) in zip(fields, record.fields) {
        try field.value.eachHandle(type.type, body)
      }
    case (.variant(let name, let payload?), .variant(let variant)):
      guard let type = variant.cases.first(where: { $0.name == name })?.type else { return }
      try payload.eachHandle(type, body)
    case (.option(let value?), .option(let type)): try value.eachHandle(type, body)
    case (.ok(let value?), .result(let type?, _)): try value.eachHandle(type, body)
    case (.error(let value?), .result(_, let type?)): try value.eachHandle(type, body)
    default: break
    }
  }
}
