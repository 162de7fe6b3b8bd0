import Component

/// An oplog entry as a query looks at it.
struct OplogSubject {
  /// Ours, and what Golem calls it.
  private let kinds: [String]
  /// In canonical form, or the name of a host function.
  var function: String?
  /// The idempotency key.
  private(set) var key: String?
  private let index: Int
  private let values: [Value]
  private let text: String

  init(_ line: OplogLine) {
    index = line.index
    guard let entry = line.entry else {
      (kinds, values, text) = ([line.kind], [], line.text)
      return
    }
    kinds = [entry.kind] + (entry.golemKind.map { [$0] } ?? [])
    function = entry.function
    key = entry.key
    values = entry.values
    text = entry.text
  }

  func mentions(_ word: String) -> Bool {
    let word = word.lowercased()
    let texts = kinds + [text] + [function, key].compactMap { $0 }
    return texts.contains { $0.lowercased().contains(word) }
      || values.contains { WAVE.text(of: $0).lowercased().contains(word) }
  }

  func has(_ path: [String], _ wanted: String) -> Bool {
    let isOwn =
      switch path {
      case ["kind"]: kinds.contains { $0.matches(wanted) }
      case ["function"]: function.map { $0.matches(wanted) || $0.names(wanted) } ?? false
      case ["key"]: key?.matches(wanted) ?? false
      case ["index"]: "\(index)" == wanted
      default: false
      }
    // A name like `a:b/c` is no field with a value.
    return isOwn || values.contains { $0.has(path, wanted) }
      || mentions(path.joined(separator: ".") + ":" + wanted)
  }
}

extension OplogEntry {
  /// What Golem calls such an entry; nil where it says the same, or has none.
  fileprivate var golemKind: String? {
    switch self {
    case .created: "create"
    case .enqueued: "pending-worker-invocation"
    case .started: "exported-function-invoked"
    case .completed, .rejected: "exported-function-completed"
    case .hostCall, .calling: "imported-function-invoked"
    case .failed: "error"
    case .suspended: "suspend"
    case .resumed, .crashed: "restart"
    case .jumped: "jump"
    case .reverted: "revert"
    case .promiseCreated: "create-promise"
    case .promiseCompleted: "complete-promise"
    case .retryPolicy: "change-retry-policy"
    case .cancelled: "cancel-pending-invocation"
    case .resourceCreated: "create-resource"
    case .resourceDropped: "drop-resource"
    case .updatePending: "pending-update"
    case .updated: "successful-update"
    case .updateFailed: "failed-update"
    case .log, .logCut, .promiseDeleted, .interrupted, .exited, .renewed, .forked, .snapshot: nil
    }
  }

  /// The function that it is about.
  package var function: String? {
    switch self {
    case .enqueued(let call): call.function
    case .calling(let call): call.function
    case .hostCall(let call):
      call.name.interface.isEmpty
        ? call.name.function : "\(call.name.interface).{\(call.name.function)}"
    default: nil
    }
  }

  /// The idempotency key of the call that it is about.
  package var key: String? {
    switch self {
    case .enqueued(let call): call.key
    case .calling(let call): call.key
    case .started(let key, _), .completed(let key, _, _), .cancelled(let key),
      .rejected(let key, _):
      key
    default: nil
    }
  }

  /// The values that it holds.
  fileprivate var values: [Value] {
    switch self {
    case .enqueued(let call): call.arguments
    case .calling(let call): call.arguments
    case .hostCall(let call): call.request + (call.response.map { [$0] } ?? [])
    case .completed(_, let result, _): result.map { [$0] } ?? []
    case .log(_, let text), .logCut(let text): [.string(text)]
    default: []
    }
  }
}

extension Value {
  /// Whether somewhere in it a path of names leads to a value that is written so. Lists, tuples,
  /// options and results are looked through.
  fileprivate func has(_ path: [String], _ wanted: String) -> Bool {
    if path.isEmpty, isWritten(wanted) { return true }
    switch self {
    case .list(let items), .tuple(let items):
      return items.contains { $0.has(path, wanted) }
    case .option(let item?), .ok(let item?), .error(let item?): return item.has(path, wanted)
    case .record(let fields):
      return fields.contains { $0.value.follows(path, $0.name, wanted) }
    case .variant(let name, let payload?): return payload.follows(path, name, wanted)
    case .map(let entries):
      return entries.contains { $0.key.has(path, wanted) || $0.value.has(path, wanted) }
    default: return false
    }
  }

  /// The same for a value that has a name where it stands: the path may begin there, or further in.
  private func follows(_ path: [String], _ name: String, _ wanted: String) -> Bool {
    if let first = path.first, first.lowercased() == name.lowercased(),
      has(Array(path.dropFirst()), wanted)
    {
      return true
    }
    return !path.isEmpty && has(path, wanted)
  }

  private func isWritten(_ wanted: String) -> Bool {
    switch self {
    case .string(let text), .enum(let text): text.matches(wanted)
    case .variant(let name, _): name.matches(wanted)
    case .flags(let names): names.contains { $0.matches(wanted) }
    default: WAVE.text(of: self).matches(wanted)
    }
  }
}

extension String {
  /// Whether it is that, in whatever case; `*` at either end stands for anything.
  fileprivate func matches(_ wanted: String) -> Bool {
    let (own, all) = (lowercased(), wanted.lowercased())
    let middle = all.drop { $0 == "*" }
    let isOpenAhead = middle.count < all.count
    guard let last = middle.last(where: { $0 != "*" }), let end = middle.lastIndex(of: last) else {
      return isOpenAhead || own.isEmpty
    }
    let word = String(middle[...end])
    let isOpenBehind = middle.index(after: end) < middle.endIndex
    return switch (isOpenAhead, isOpenBehind) {
    case (false, false): own == word
    case (false, true): own.hasPrefix(word)
    case (true, false): own.hasSuffix(word)
    case (true, true): own.contains(word)
    }
  }

  /// Whether a canonical function's own name is that: `add-item` of `shop:cart/api.{add-item}`.
  fileprivate func names(_ wanted: String) -> Bool {
    guard let brace = firstIndex(of: "{"), hasSuffix("}") else { return false }
    return String(self[index(after: brace)...].dropLast()).matches(wanted)
  }
}
