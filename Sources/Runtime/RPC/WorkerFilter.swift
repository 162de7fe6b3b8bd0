import Component

/// A `golem:api/host.worker-any-filter`: some of its parts accepts a worker with all it asks.
struct WorkerFilter {
  fileprivate enum Property {
    case name(Text)
    case status(Comparison, WorkerStatus)
    case version(Comparison, UInt64)
    case createdAt(Comparison, UInt64)
    case variable(String, Text)
  }

  fileprivate enum Comparison: String {
    case equal
    case notEqual = "not-equal"
    case greaterEqual = "greater-equal"
    case greater
    case lessEqual = "less-equal"
    case less
  }

  fileprivate struct Text {
    var comparator: String
    var value: String
  }

  /// Of each part, what it asks.
  private let parts: [[Property]]

  init(_ value: Value) throws(HostError) {
    var parts: [[Property]] = []
    for part in try WorkerFilter.items(value) {
      var properties: [Property] = []
      for item in try WorkerFilter.items(part) { properties.append(try Property(item)) }
      parts.append(properties)
    }
    self.parts = parts
  }

  /// The list in `{filters: [...]}`.
  private static func items(_ value: Value) throws(HostError) -> [Value] {
    guard case .record(let fields) = value, case .list(let items)? = fields.first?.value else {
      throw HostError("get-workers: expected a list of filters")
    }
    return items
  }

  func accepts(_ state: WorkerState) -> Bool {
    parts.contains { $0.allSatisfy { $0.accepts(state) } }
  }
}

extension WorkerFilter.Property {
  fileprivate init(_ value: Value) throws(HostError) {
    let wrong = HostError("get-workers: expected a worker-property-filter")
    guard case .variant(let name, .record(let fields)?) = value else { throw wrong }
    let values = fields.map(\.value)
    switch (name, values.count, values.first, values.last) {
    case ("name", 2, .enum(let comparator)?, .string(let text)?):
      self = .name(.init(comparator: comparator, value: text))
    case ("status", 2, .enum(let comparator)?, .enum(let status)?):
      guard let comparison = WorkerFilter.Comparison(rawValue: comparator),
        let status = WorkerStatus.allCases.first(where: { $0.rawValue.lowercased() == status })
      else { throw wrong }
      self = .status(comparison, status)
    case ("version", 2, .enum(let comparator)?, .u64(let number)?):
      guard let comparison = WorkerFilter.Comparison(rawValue: comparator) else { throw wrong }
      self = .version(comparison, number)
    case ("created-at", 2, .enum(let comparator)?, .u64(let number)?):
      guard let comparison = WorkerFilter.Comparison(rawValue: comparator) else { throw wrong }
      self = .createdAt(comparison, number)
    case ("env", 3, .string(let variable)?, .string(let text)?):
      guard case .enum(let comparator) = values[1] else { throw wrong }
      self = .variable(variable, .init(comparator: comparator, value: text))
    default: throw wrong
    }
  }

  fileprivate func accepts(_ state: WorkerState) -> Bool {
    switch self {
    case .name(let text): text.accepts(state.address.name)
    case .status(let comparison, let status):
      comparison.accepts(state.status.order, status.order)
    case .version(let comparison, let number):
      comparison.accepts(UInt64(state.creation.templateVersion), number)
    case .createdAt(let comparison, let milliseconds):
      comparison.accepts(UInt64(max(0, state.createdAt * 1000)), milliseconds)
    case .variable(let name, let text):
      state.creation.environment.first { $0.name == name }.map { text.accepts($0.value) } ?? false
    }
  }
}

extension WorkerFilter.Comparison {
  fileprivate func accepts<Item: Comparable>(_ left: Item, _ right: Item) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .greaterEqual: left >= right
    case .greater: left > right
    case .lessEqual: left <= right
    case .less: left < right
    }
  }
}

extension WorkerFilter.Text {
  /// `like` means that the text occurs.
  fileprivate func accepts(_ text: String) -> Bool {
    switch comparator {
    case "equal": text == value
    case "not-equal": text != value
    case "like": value.isEmpty || text.contains(value)
    case "not-like": !value.isEmpty && !text.contains(value)
    default: false
    }
  }
}

extension WorkerStatus {
  /// Golem's numbers, by which filters compare.
  fileprivate var order: Int { WorkerStatus.allCases.firstIndex(of: self) ?? 0 }
}
