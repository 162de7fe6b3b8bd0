import Component

/// One worker's oplog as its guest meets it: what is recorded is given again, what is new is kept.
///
/// It belongs to the worker's actor. New entries are held back until something of the worker is
/// seen outside: a call to another worker, the end of an invocation, a failure.
final class WorkerJournal: HostJournal {
  private let row: Int64
  private let store: OplogStore
  private let onLog: (LogLine) -> Void
  /// Told once that the guest has met all its past again: how many entries that were.
  private let onPresent: (Int) -> Void
  /// What the guest must meet again.
  private var script: ArraySlice<StoredEntry>
  private var buffer: [OplogEntry] = []
  /// How many entries were met again or made since the worker was loaded.
  private(set) var position = 0
  /// How many log lines the worker has written, those of its past among them.
  private var lineCount: Int
  private var callLog: CallLog
  /// The last lines on stderr: a guest's own words about a trap.
  private(set) var lastErrorLines: [String] = []

  init(
    row: Int64, store: OplogStore, script: [StoredEntry], lineCount: Int,
    limits: WorkerLimits, onLog: @escaping (LogLine) -> Void,
    onPresent: @escaping (Int) -> Void
  ) {
    self.row = row
    self.store = store
    self.script = script[...]
    self.lineCount = lineCount
    callLog = CallLog(limits: limits)
    self.onLog = onLog
    self.onPresent = onPresent
  }

  /// Where the atomic regions began that the guest is in, the outermost first.
  var regions: [Int] = []
  /// Calls that were sent in the outermost of them.
  private var callsInRegion = 0

  /// Why nothing may be written now, nor anything leave the worker; nil where it may. What happens
  /// meanwhile is held back, and dropped with the guest where it comes to nothing.
  var seal: String?

  var isReplaying: Bool { !script.isEmpty }
  var isAtomic: Bool { !regions.isEmpty }

  func record(
    _ name: ImportName, request: [Value], live: () async throws -> Value?
  ) async throws -> Value? {
    if let entry = take() {
      guard case .hostCall(let call) = entry.entry, call.name == name, call.request == request
      else { throw divergence(entry, "calls \(name.interface).{\(name.function)}") }
      return call.response
    }
    let value = try await live()
    append(.hostCall(.init(name: name, request: request, response: value)))
    if buffer.count >= Limits.bufferedEntriesMax { try await flush() }
    return value
  }

  /// The same for a response that follows from the entry's own index; it is written at once.
  func record(
    _ name: ImportName, request: [Value], response: @escaping @Sendable (Int) -> Value
  ) async throws -> Value {
    if isReplaying, let value = try await record(name, request: request, live: { nil }) {
      return value
    }
    let row = row
    let value = try await flush { transaction in
      let value = response(try transaction.state(row).lastIndex + 1)
      let call = OplogEntry.HostCallRecord(name: name, request: request, response: value)
      try transaction.append(.hostCall(call), to: row)
      return value
    }
    passWritten()
    return value
  }

  /// An entry that the guest makes by what it does: the same again, or a new one.
  func meet(_ entry: OplogEntry) throws {
    guard let before = take() else { return append(entry) }
    guard before.entry == entry else { throw divergence(before, "makes a \(entry.kind)") }
  }

  /// Makes a promise; its index.
  func createPromise() async throws -> Int {
    if let entry = take() {
      guard entry.entry == .promiseCreated else { throw divergence(entry, "makes a promise") }
      return entry.index
    }
    let row = row
    let index = try await flush { try $0.append(.promiseCreated, to: row) }
    passWritten()
    return index
  }

  func begin(region: Int) {
    if regions.isEmpty { callsInRegion = 0 }
    regions.append(region)
  }

  /// What the key of the next call to another worker is made of. A region that is run again makes
  /// the same keys again, so that nothing in it is done twice.
  func nextCallName() -> String? {
    guard let region = regions.first else { return nil }
    callsInRegion += 1
    return "oplog-index-\(region) call-\(callsInRegion)"
  }

  /// The next entry to be met again; nil when the guest has come to the end of its past.
  func take() -> StoredEntry? {
    guard let entry = script.popFirst() else { return nil }
    position += 1
    if case .started = entry.entry { callLog.begin() }
    if script.isEmpty { onPresent(position) }
    return entry
  }

  var next: OplogEntry? { script.first?.entry }

  /// Whether the next entry is the last to be met again.
  var isAtLast: Bool { script.count == 1 }

  private func append(_ entry: OplogEntry) {
    buffer.append(entry)
    position += 1
  }

  /// Counts an entry that was written elsewhere: the `started` of a call whose turn it is.
  func passStarted() {
    position += 1
    lastErrorLines = []
    callLog.begin()
  }

  /// Writes what was held back, and `body`'s entries behind it, in one transaction.
  @discardableResult
  func flush<Result: Sendable>(
    _ body: @escaping @Sendable (inout OplogTransaction) throws -> Result
  ) async throws -> Result {
    if let seal { throw HostError(seal) }
    let entries = buffer
    let row = row
    let result = try await store.commit { transaction in
      for entry in entries { try transaction.append(entry, to: row) }
      return try body(&transaction)
    }
    buffer.removeFirst(entries.count)
    return result
  }

  func flush() async throws {
    guard !buffer.isEmpty, seal == nil else { return }
    try await flush { _ in }
  }

  /// Counts the replayed entry that a flush's own closure has written: `calling`, `completed`.
  func passWritten() {
    position += 1
  }

  func divergence(_ entry: StoredEntry, _ actual: String) -> Divergence {
    Divergence(
      index: entry.index, expected: "\(entry.line.kind) \(entry.line.text)", actual: actual)
  }
}

extension WorkerJournal: GuestOutput {
  func write(_ line: LogLine) throws {
    if line.source == .stderr {
      lastErrorLines.append(line.text)
      if lastErrorLines.count > Limits.trapErrorLinesMax { lastErrorLines.removeFirst() }
    }
    if callLog.isFull { return }
    if let entry = take() {
      switch entry.entry {
      case .log(line.source, line.text): callLog.add(line)
      case .logCut: callLog.isFull = true
      default: throw divergence(entry, "writes to \(line.source.rawValue): \(line.text)")
      }
    } else if callLog.add(line) {
      append(.log(line.source, line.text))
      tell(line)
    } else {
      callLog.isFull = true
      append(.logCut(callLog.text))
      tell(LogLine(source: .warn, text: callLog.text, time: line.time))
    }
  }

  private func tell(_ line: LogLine) {
    guard seal == nil else { return }
    lineCount += 1
    var line = line
    line.number = lineCount
    onLog(line)
  }
}

/// A worker that is run again does something else than it did the first time.
package struct Divergence: Error, Hashable, Sendable, CustomStringConvertible {
  /// The oplog entry that was to be met again.
  package var index: Int
  package var expected: String
  package var actual: String

  package var description: String {
    "the worker does not repeat its oplog: entry \(index) is «\(expected)», but the guest \(actual)"
  }
}
