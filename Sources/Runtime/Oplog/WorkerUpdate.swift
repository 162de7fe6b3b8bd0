import Component

/// How a worker gets to another version of its template.
package enum UpdateMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// Its past is run again on the new version, which must do the same.
  case automatic
  /// The old version saves a snapshot, and the new one loads it.
  case manual
}

/// The version that a worker is to have.
package struct UpdateTarget: Hashable, Sendable {
  package var version: Int
  /// Of that version's component.
  package var sha256: String
  package var mode: UpdateMode
}

/// An update that was asked for, and what became of it.
package struct WorkerUpdate: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// It waits until no call runs.
    case pending
    case updated
    /// The worker stayed what it was; why.
    case failed(String)
  }

  package var version: Int
  package var mode: UpdateMode
  package var outcome: Outcome
}

extension OplogEntry.Creation {
  /// The same worker on another version. What it was told of its version follows, where nobody gave it
  /// something else to read there.
  mutating func adopt(_ target: UpdateTarget) {
    let old = "\(templateVersion)"
    let names: Set = ["GOLEM_TEMPLATE_VERSION", "GOLEM_COMPONENT_VERSION"]
    for place in environment.indices
    where names.contains(environment[place].name) && environment[place].value == old {
      environment[place].value = "\(target.version)"
    }
    templateVersion = target.version
    sha256 = target.sha256
  }
}

// The stored form.
extension UpdateTarget {
  var parts: [Value] { [.u64(UInt64(version)), .string(sha256), .string(mode.rawValue)] }

  init(_ parts: inout StoredParts) throws(ValueCodingError) {
    self.init(
      version: try parts.integer(), sha256: try parts.string(), mode: try parts.updateMode())
  }

  init(_ value: Value) throws(ValueCodingError) {
    var one = StoredParts([value])
    var parts = try one.tuple()
    try self.init(&parts)
  }
}

extension WorkerUpdate {
  var value: Value {
    let reason: Value? = if case .failed(let reason) = outcome { .string(reason) } else { nil }
    return .tuple([.u64(UInt64(version)), .string(mode.rawValue), .option(reason)])
  }

  /// One that is over.
  init(_ stored: StoredParts) throws(ValueCodingError) {
    var parts = stored
    let (version, mode) = (try parts.integer(), try parts.updateMode())
    let reason = try parts.optionalString()
    self.init(version: version, mode: mode, outcome: reason.map { .failed($0) } ?? .updated)
  }
}

extension StoredParts {
  fileprivate mutating func updateMode() throws(ValueCodingError) -> UpdateMode {
    guard let mode = UpdateMode(rawValue: try string()) else {
      throw ValueCodingError(offset: 0, message: "expected a mode of updating")
    }
    return mode
  }
}
