import Component

/// A worker in memory: its guest, and the one invocation at a time that runs in it.
///
/// What it has to do stands in its oplog; it is woken when something was added, and loads its guest
/// by running it again through its past.
actor Worker {
  /// The interfaces beside WASI that guests may import.
  static let extensions: [any HostExtension.Type] = [RemoteCalls.self, GolemHost.self]

  /// A guest that was run through its past and stands where it stopped.
  struct Guest {
    let calls: GuestCalls
    let host: GuestHost
    let journal: WorkerJournal
    /// The number of the first resource that each call of the past has given out.
    let resourceNumbers: [Int: UInt64]
    /// The first call of the past, taken out of the journal before the guest was made: what start
    /// code asked of the host stands behind it.
    var first: StoredEntry?
  }

  let row: Int64
  let address: WorkerAddress
  let store: OplogStore
  let runtime: WorkerRuntime
  private var guest: Guest?
  private(set) var stop = StopSwitch()
  /// Given when the worker stops doing what it does; nil while it does nothing.
  private var running: ReadySignal?
  private var currentKey = ""
  private var isClosed = false
  /// Tells once that the worker is where the last process left it; nil when nobody asks.
  private var onRecovered: (@Sendable (_ entries: Int) -> Void)?

  init(row: Int64, address: WorkerAddress, store: OplogStore, runtime: WorkerRuntime) {
    self.row = row
    self.address = address
    self.store = store
    self.runtime = runtime
  }

  /// Goes on with what there is to do, if it is not at it already.
  func wake() {
    guard begin() else { return }
    Task { await self.run() }
  }

  /// The same on the caller's own task, until a call is over if one is named: no thread has to be
  /// woken for it.
  func work(until key: String? = nil) async {
    guard begin() else { return }
    await run(until: key)
  }

  private func begin() -> Bool {
    guard running == nil, !isClosed else { return false }
    if stop.reason != nil { stop = StopSwitch() }
    running = ReadySignal()
    return true
  }

  /// The same after a restart; `done` is told how many entries were met again, once the worker has
  /// come to the end of its past.
  func recover(_ done: @escaping @Sendable (_ entries: Int) -> Void) {
    onRecovered = done
    wake()
  }

  private func tellRecovered(entries: Int) {
    guard let tell = onRecovered else { return }
    onRecovered = nil
    tell(entries)
  }

  /// Stops the guest where it is. Its call stays unfinished in the oplog.
  func interrupt() async throws {
    if let running {
      stop.stop(StopReason.interrupted)
      await running.wait()
    }
    let row = row
    try await store.commit { transaction in
      if try transaction.state(row).isUnfinished { try transaction.append(.interrupted, to: row) }
    }
  }

  /// Takes the guest out of memory wherever it is, and lets it come back by its oplog.
  func crash() async throws {
    _ = try await halt(StopReason.crashed) { try $0.append(.crashed, to: $1) }
    wake()
  }

  /// Puts the worker away until it is called or resumed; whether that makes sense for it.
  func suspend() async throws -> Bool {
    try await halt(StopReason.suspended) { transaction, row in
      switch try transaction.state(row).status {
      case .idle, .running, .retrying, .suspended:
        try transaction.append(.suspended(.request), to: row)
        return true
      case .interrupted, .failed, .exited: return false
      }
    }
  }

  /// Stops the guest, changes the worker's past and lets it go on from there.
  func rewrite<Result: Sendable>(
    _ body: @escaping @Sendable (inout OplogTransaction, Int64) throws -> Result
  ) async throws -> Result {
    let result = try await halt(StopReason.reverted, body)
    wake()
    return result
  }

  private func halt<Result: Sendable>(
    _ reason: String, _ body: @escaping @Sendable (inout OplogTransaction, Int64) throws -> Result
  ) async throws -> Result {
    if let running {
      stop.stop(reason)
      await running.wait()
    }
    unload()
    let row = row
    return try await store.commit { try body(&$0, row) }
  }

  /// Takes the guest out of memory if it does nothing; the next call brings it back.
  ///
  /// - Returns: whether it was in memory and is not any more
  @discardableResult
  func evict() -> Bool {
    guard running == nil, guest != nil else { return false }
    unload()
    return true
  }

  /// Stops for good; the oplog stays as it is.
  func close() async {
    isClosed = true
    stop.stop(StopReason.closing)
    await running?.wait()
    unload()
  }

  private func run(until key: String? = nil) async {
    do {
      while !isClosed, stop.reason == nil {
        let state = try store.state(of: row)
        guard state.isUnfinished, !sleeps(state) else { break }
        if let key, !state.awaits(key) {
          // The rest is others'; who called for this one has waited long enough.
          Task { await self.run() }
          return
        }
        try await proceed()
      }
    } catch {
      // The database or the component is in trouble; nothing was lost, and the next call tries anew.
      unload()
      runtime.setTrouble(RuntimeFailure.of(error).text, row: row, address)
    }
    running?.fire()
    running = nil
    // Also a worker that cannot be brought back is done with.
    tellRecovered(entries: 0)
  }

  /// Whether the worker was put away and what it waits for is not there yet.
  private func sleeps(_ state: WorkerState) -> Bool {
    guard state.status == .suspended else { return false }
    guard case .until(let instant)? = state.wait else { return state.wait != nil }
    guard instant > GuestClock.monotonic else { return false }
    let (row, address) = (row, address)
    runtime.alarms.set(row, at: instant) { [weak runtime] in runtime?.wake(row, address) }
    return true
  }

  func unload() {
    guest = nil
    runtime.setLoaded(false, row: row)
  }

  /// Brings the worker up to date and runs what is next.
  private func proceed() async throws {
    var state = try store.state(of: row)
    if state.status == .retrying, guest == nil, state.retryCount > 0 {
      let policy = state.retryPolicy ?? .standard
      try? await stop.wait(for: [], atMost: policy.delay(after: state.retryCount))
      if stop.reason != nil { return }
    }
    if state.status == .suspended {
      let row = row
      _ = try await store.commit { try $0.append(.resumed, to: row) }
      state = try store.state(of: row)
    }
    if state.status == .idle, state.current == nil, let target = state.pendingUpdate {
      return try await update(state, to: target)
    }
    do {
      let guest = try await loaded(state)
      if let entry = takeFirst() ?? guest.journal.take() {
        try await replay(entry, guest, lastResource: state.lastResource)
      } else if let current = state.current {
        guard case .enqueued(let call)? = try store.entry(current.enqueuedIndex, of: row)?.entry
        else { throw StoreError.corrupt(address, index: current.enqueuedIndex, reason: "no call") }
        guest.journal.passStarted()
        guest.calls.instance.guestResources.next = state.lastResource + 1
        try await perform(call, guest)
      }
    } catch let trap as Trap {
      try await end(with: trap)
    } catch let divergence as Divergence {
      try await fail(divergence.description, isFinal: true)
    }
  }
}

// Loading and running.
extension Worker {
  func loaded(_ state: WorkerState) async throws -> Guest {
    if let guest { return guest }
    let entries = try store.entries(of: row, address)
    return try await load(state.creation, entries, script: try await script(of: entries))
  }

  /// Makes a guest that has a script to repeat, `entries` being all of the worker's past.
  ///
  /// - Parameter prepare: done with the journal before the guest's start code runs
  func load(
    _ creation: OplogEntry.Creation, _ entries: [StoredEntry], script: [StoredEntry],
    prepare: (WorkerJournal) throws -> Void = { _ in }
  ) async throws -> Guest {
    let compiled = try await runtime.shelf.compiled(creation.sha256, template: address.template)
    try await runtime.makeRoom()
    let address = address
    let runtime = runtime
    let journal = WorkerJournal(
      row: row, store: store, script: script,
      lineCount: WorkerHistory.lines(entries).count,
      limits: limits, onLog: { runtime.report(.log(address, $0)) },
      onPresent: { count in self.assumeIsolated { $0.tellRecovered(entries: count) } })
    let remote = RemoteCalls(
      caller: address, row: row, journal: journal, runtime: runtime,
      currentKey: { self.assumeIsolated { $0.currentKey } })
    let host = GuestHost(
      settings: settings(creation),
      journal: journal, output: journal, stop: stop,
      extensions: [
        remote, StubCalls(try stubs(of: creation), remote: remote),
        GolemHost(
          worker: address, row: row, creation: creation, journal: journal, runtime: runtime,
          currentKey: { self.assumeIsolated { $0.currentKey } }),
      ])
    try prepare(journal)
    let first = journal.take()
    let instance = try await ComponentInstance.make(
      compiled, limits: limits, host: host, stop: stop)
    host.isPutAway = true
    let guest = Guest(
      calls: GuestCalls(instance: instance), host: host, journal: journal,
      resourceNumbers: WorkerHistory.resourceNumbers(entries), first: first)
    self.guest = guest
    runtime.setLoaded(true, row: row)
    return guest
  }

  /// What the guest has to meet again. An atomic region that was not ended begins anew.
  private func script(of entries: [StoredEntry]) async throws -> [StoredEntry] {
    let script = WorkerHistory.script(entries)
    guard let begin = WorkerHistory.openRegion(script) else { return script }
    let row = row
    _ = try await store.commit { try $0.append(.jumped(to: begin), to: row) }
    return script.filter { $0.index <= begin }
  }

  /// The stubs that the guest's component imports; none that differ from what it needs.
  private func stubs(of creation: OplogEntry.Creation) throws -> [StubService] {
    try runtime.shelf.stubs(of: creation.sha256, template: address.template)
  }

  var limits: WorkerLimits { runtime.shelf.limits(of: address.template) }

  private var isEphemeral: Bool { runtime.template(address.template)?.isEphemeral ?? false }

  private func settings(_ creation: OplogEntry.Creation) -> GuestHost.Settings {
    var settings = GuestHost.Settings(
      arguments: creation.arguments, environment: creation.environment)
    let shelf = runtime.initialFiles
    settings.folder = WorkerFolder(
      path: runtime.folder(of: row), initialFiles: creation.files
    ) { try shelf.bytes(of: $0) }
    return settings
  }

  private func takeFirst() -> StoredEntry? {
    defer { guest?.first = nil }
    return guest?.first
  }

  /// Brings a guest to the end of its past.
  func replayAll(_ guest: Guest, lastResource: UInt64) async throws {
    while let entry = takeFirst() ?? guest.journal.take() {
      try await replay(entry, guest, lastResource: lastResource)
    }
  }

  /// Runs one call of the past again; the last one may go on into the present.
  private func replay(
    _ entry: StoredEntry, _ guest: Guest, lastResource: UInt64
  ) async throws {
    if case .snapshot(let bytes) = entry.entry {
      do {
        return try await restore(bytes, guest)
      } catch let refusal as SnapshotRefusal {
        throw guest.journal.divergence(entry, refusal.text)
      }
    }
    guard case .started(_, let enqueued) = entry.entry,
      case .enqueued(let call)? = try store.entry(enqueued, of: row)?.entry
    else { throw guest.journal.divergence(entry, "begins a call") }
    guest.calls.instance.guestResources.next =
      guest.resourceNumbers[entry.index] ?? lastResource + 1
    try await perform(call, guest)
  }

  private func perform(_ call: OplogEntry.Invocation, _ guest: Guest) async throws {
    currentKey = call.key
    guest.journal.regions = []
    runtime.residency.touch(row)
    let instance = guest.calls.instance
    let result: Value?
    do {
      guard let function = instance.component.type.function(canonical: call.function) else {
        throw Trap(kind: .arguments, message: "there is no function \(call.function)")
      }
      result = try await guest.calls.call(function, call.arguments)
      try await guest.host.settleAtEnd()
    } catch let trap as Trap where trap.kind == .arguments && !instance.isDead {
      return try await reject(call, trap.message, guest)
    }
    let notes = guest.calls.takeNotes()
    try guest.host.flushOutput()
    if let entry = guest.journal.take() {
      guard entry.entry.completes(call.key, with: result) else {
        let text = result.map { WAVE.text(of: $0) } ?? "no result"
        throw guest.journal.divergence(entry, "returns \(text)")
      }
      return
    }
    let bytes = result?.payloadBytes ?? 0
    guard bytes <= limits.payloadBytes else {
      throw Trap(kind: .limit, message: "the result of \(bytes) bytes is \(limits.payloadRefusal)")
    }
    CrashPoint.hit("returned")
    let row = row
    let isEphemeral = isEphemeral
    let memoryBytes = instance.memory.usedBytes
    try await guest.journal.flush { transaction in
      for note in notes { try transaction.append(note, to: row) }
      try transaction.append(
        .completed(key: call.key, result: result, memoryBytes: memoryBytes), to: row)
      if isEphemeral { try transaction.append(.renewed, to: row) }
      try transaction.startNext(row)
    }
    guest.journal.passWritten()
    if isEphemeral { unload() }
  }

  /// Ends a call that the guest was not entered for.
  private func reject(
    _ call: OplogEntry.Invocation, _ message: String, _ guest: Guest
  ) async throws {
    let rejected = OplogEntry.rejected(key: call.key, message: message)
    if let entry = guest.journal.take() {
      guard entry.entry == rejected else {
        throw guest.journal.divergence(entry, "cannot be called: \(message)")
      }
      return
    }
    let row = row
    try await guest.journal.flush { transaction in
      try transaction.append(rejected, to: row)
      try transaction.startNext(row)
    }
    guest.journal.passWritten()
  }
}

// Failing.
extension Worker {
  private func end(with trap: Trap) async throws {
    switch trap.kind {
    case .stopped(StopReason.interrupted):
      let row = row
      try await guest?.journal.flush { try $0.append(.interrupted, to: row) }
      unload()
    case .stopped(StopReason.reverted): unload()
    case .stopped:
      // What was recorded need not be done again.
      try await guest?.journal.flush()
      unload()
    case .waiting(let wait): try await putAway(wait)
    case .exit(let isSuccess):
      try? guest?.host.flushOutput()
      let row = row
      try await guest?.journal.flush { try $0.append(.exited(isSuccess: isSuccess), to: row) }
      unload()
    case .stackOverflow, .limit, .arguments: try await fail(text(of: trap), isFinal: true)
    case .trap, .host: try await fail(text(of: trap), isFinal: false)
    }
  }

  /// Takes the guest out of memory until that is there for which it waits.
  private func putAway(_ wait: LongWait) async throws {
    let row = row
    try await guest?.journal.flush { transaction in
      // The promise may have got its data just now, and nobody would wake the worker.
      if case .promise(let index) = wait, try transaction.promise(index, of: row) != .open {
        return
      }
      try transaction.append(.suspended(wait), to: row)
    }
    unload()
  }

  /// The trap's own words, the end of what the guest wrote to stderr, and where it was.
  private func text(of trap: Trap) -> String {
    // What has no line feed yet may be the guest's last words.
    try? guest?.host.flushOutput()
    let lines = (guest?.journal.lastErrorLines ?? []).filter { !$0.isEmpty }
    return
      ([trap.message] + lines.map { "stderr: \($0)" } + trap.backtrace.map { "at \($0)" })
      .joined(separator: "\n")
  }

  private func fail(_ message: String, isFinal: Bool) async throws {
    let row = row
    let position = guest?.journal.position ?? 0
    let isEphemeral = isEphemeral
    let isAtomic = guest?.journal.isAtomic ?? false
    let build: @Sendable (inout OplogTransaction) throws -> Void = { transaction in
      let state = try transaction.state(row)
      // What is done anew as a whole may go otherwise.
      let isSame = state.failurePosition == position && !isAtomic
      let isLast = state.retryCount + 1 >= (state.retryPolicy ?? .standard).triesMax
      try transaction.append(
        .failed(.init(message: message, position: position, isFinal: isFinal || isSame || isLast)),
        to: row)
      if isEphemeral, try transaction.state(row).status == .failed {
        try transaction.append(.renewed, to: row)
      }
    }
    if let journal = guest?.journal {
      try await journal.flush(build)
    } else {
      try await store.commit(build)
    }
    unload()
  }
}

/// Why a guest was stopped.
enum StopReason {
  static let interrupted = "the worker was interrupted"
  static let closing = "the workspace is being closed"
  static let crashed = "a crash was simulated"
  static let suspended = "the worker is put away"
  static let reverted = "the worker is taken back"
  static let jumped = "the guest goes back in its oplog"
}
