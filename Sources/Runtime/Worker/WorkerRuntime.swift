import Component
import Foundation
import Synchronization

/// A workspace's workers: invokes them, keeps them, tells what they do.
///
/// One process at a time has it open. What was under way when the last one ended goes on when it is
/// opened again.
package final class WorkerRuntime: Sendable {
  package struct Settings: Sendable {
    /// Where everything is kept; made when it is not there.
    package var folder: String
    package var durability: Durability
    package var templates: [WorkerTemplate]
    /// Who serves the stubs that components still import.
    package var stubs: StubSource
    /// How long to wait for another process that has the workers open.
    package var waitSeconds: Double
    /// How many workers may be in memory.
    var bounds = Residency.Bounds.ofThisMachine

    package init(
      folder: String, durability: Durability, templates: [WorkerTemplate],
      stubs: @escaping StubSource = { _, _ in nil },
      waitSeconds: Double = Limits.lockWaitSeconds
    ) {
      self.folder = folder
      self.durability = durability
      self.templates = templates
      self.stubs = stubs
      self.waitSeconds = waitSeconds
    }
  }

  /// What only this process knows of a worker.
  struct Live: Sendable {
    var isLoaded = false
    /// Why the worker cannot go on, though its oplog says that it could.
    var trouble: String?
  }

  private struct Registry {
    var workers: [Int64: Worker] = [:]
    var live: [Int64: Live] = [:]
    var signals: [Int64: [String: ReadySignal]] = [:]
    var isClosed = false
  }

  let store: OplogStore
  let shelf: TemplateShelf
  let initialFiles: InitialFileShelf
  /// Where workers have their folders; in memory mode a scratch folder that is gone at the end.
  private let workerFolders: String
  private let isKept: Bool
  let waits = WaitGraph()
  let alarms = AlarmClock()
  let residency: Residency
  /// Under way; who needs room meanwhile waits for it.
  private let eviction = Mutex<Task<Int, Never>?>(nil)
  private let registry = Mutex(Registry())
  private let feed: EventFeed
  /// Held until `close`.
  private let lock: Mutex<LockBox?>

  private final class LockBox: Sendable {
    let lock: WorkspaceLock

    init(_ lock: consuming WorkspaceLock) {
      self.lock = lock
    }
  }

  /// Opens a workspace's state. `report` is called for every change, from any thread; what concerns
  /// one worker comes in order.
  package init(
    _ settings: Settings, report: (@Sendable (WorkerEvent) -> Void)? = nil
  ) throws(RuntimeFailure) {
    do {
      let isKept = settings.durability != .memory
      self.isKept = isKept
      workerFolders = isKept ? StateFolder.workers(settings.folder) : StateFolder.scratch()
      initialFiles = InitialFileShelf(
        folder: isKept ? StateFolder.initialFiles(settings.folder) : nil)
      if isKept { try StateFolder.make(settings.folder) }
      lock = Mutex(
        isKept
          ? LockBox(
            try WorkspaceLock(
              path: StateFolder.lock(settings.folder), seconds: settings.waitSeconds))
          : nil)
      residency = Residency(bounds: settings.bounds)
      let feed = EventFeed(report: report)
      self.feed = feed
      store =
        isKept
        ? OplogStore(
          database: try StateDatabase(
            path: StateFolder.database(settings.folder), durability: settings.durability)
        ) { feed.tell($0) }
        : OplogStore { feed.tell($0) }
      shelf = TemplateShelf(
        templates: settings.templates,
        folder: isKept ? StateFolder.components(settings.folder) : nil,
        stubs: StubShelf(settings.stubs), store: store,
        report: report ?? { _ in })
    } catch {
      throw .of(error)
    }
    feed.runtime = self
  }

  /// Takes over what the workspace's manifest says now; workers stay what they were made of.
  package func setTemplates(_ templates: [WorkerTemplate]) {
    shelf.set(templates)
  }

  func report(_ event: WorkerEvent) {
    feed.report?(event)
  }

  /// Tells other processes on which socket this one answers for the workspace.
  package func publish(socket: String) {
    lock.withLock { $0?.lock.publish(socket: socket) }
  }

  /// Lets the workers go on that were in the middle of something; how many.
  @discardableResult
  package func recover() throws(RuntimeFailure) -> Int {
    do {
      let unfinished = try store.unfinished()
      // Before any of them goes on: who calls now must not wait for one that waits for it.
      for (row, address) in unfinished {
        if let callee = (try? store.state(of: row))?.awaited {
          waits.expect(address, toWaitFor: callee)
        }
      }
      let recovery = Recovery(workers: unfinished.count) { self.report($0) }
      for (row, address) in unfinished {
        guard let worker = worker(row, address) else { continue }
        Task {
          await worker.recover { entries in
            self.waits.expectNoMore(of: address)
            recovery.add(entries: entries)
          }
        }
      }
      return unfinished.count
    } catch {
      throw RuntimeFailure(error)
    }
  }

  /// Stops all workers where they are and lets the workspace go. What was under way goes on when it
  /// is opened again.
  @concurrent
  package func close() async {
    let workers = registry.withLock { registry in
      registry.isClosed = true
      defer { registry.workers = [:] }
      return Array(registry.workers.values)
    }
    alarms.close()
    for worker in workers { await worker.close() }
    if !isKept { StateFolder.remove(workerFolders) }
    lock.withLock { $0 = nil }
  }

  func folder(of row: Int64) -> String { "\(workerFolders)/\(row)" }

  func worker(_ row: Int64, _ address: WorkerAddress) -> Worker? {
    registry.withLock { registry in
      if let worker = registry.workers[row] { return worker }
      guard !registry.isClosed else { return nil }
      let worker = Worker(row: row, address: address, store: store, runtime: self)
      registry.workers[row] = worker
      return worker
    }
  }

  func forget(_ row: Int64) -> Worker? {
    registry.withLock { registry in
      registry.live[row] = nil
      return registry.workers.removeValue(forKey: row)
    }
  }

  func wake(_ row: Int64, _ address: WorkerAddress) {
    guard let worker = worker(row, address) else { return }
    setTrouble(nil, row: row, address)
    Task { await worker.wake() }
  }

  /// The same for a worker whose answer the caller waits for next: it runs on the caller's thread.
  func wakeAtHand(_ row: Int64, _ address: WorkerAddress) {
    guard let worker = worker(row, address) else { return }
    setTrouble(nil, row: row, address)
    Handoff.run { Task(executorPreference: Handoff.shared) { await worker.work() } }
  }
}

// What only this process knows.
extension WorkerRuntime {
  func live(_ row: Int64) -> Live { registry.withLock { $0.live[row] } ?? Live() }

  func setLoaded(_ isLoaded: Bool, row: Int64) {
    if isLoaded { residency.touch(row) } else { residency.remove(row) }
    registry.withLock { $0.live[row, default: Live()].isLoaded = isLoaded }
    guard feed.report != nil, let state = try? store.state(of: row) else { return }
    report(.changed(snapshot(state, row: row)))
  }

  func setTrouble(_ trouble: String?, row: Int64, _ address: WorkerAddress) {
    let isNews = registry.withLock { registry in
      defer { registry.live[row, default: Live()].trouble = trouble }
      return registry.live[row]?.trouble != trouble
    }
    guard isNews else { return }
    fireAll(row)
    if let state = try? store.state(of: row) { report(.changed(snapshot(state, row: row))) }
  }

  func snapshot(_ state: WorkerState, row: Int64) -> WorkerSnapshot {
    let live = live(row)
    var snapshot = WorkerSnapshot(state)
    snapshot.isLoaded = live.isLoaded
    if let trouble = live.trouble { snapshot.lastError = trouble }
    return snapshot
  }
}

// Room in memory.
extension WorkerRuntime {
  /// Makes sure that one more worker can be loaded: idle ones that were used longest ago go.
  func makeRoom() async throws(RuntimeFailure) {
    while let reason = residency.shortage() {
      let task = eviction.withLock { eviction in
        if let running = eviction { return running }
        let task = Task { await self.evictOldest() }
        eviction = task
        return task
      }
      guard await task.value == 0, residency.shortage() != nil else { continue }
      throw RuntimeFailure(
        .environment,
        "no further worker can be loaded, and all \(residency.count) that are do something: "
          + reason)
    }
  }

  /// Takes workers out of memory that do nothing, some at once; how many there were.
  private func evictOldest() async -> Int {
    defer { eviction.withLock { $0 = nil } }
    let batch = residency.batch
    var evicted = 0
    for row in residency.oldest() {
      guard let worker = registry.withLock({ $0.workers[row] }) else { continue }
      if await worker.evict() { evicted += 1 }
      if evicted == batch { break }
    }
    return evicted
  }
}

// Signals: given when something happened to a call that somebody waits for.
extension WorkerRuntime {
  func signal(_ key: String, row: Int64) -> ReadySignal {
    registry.withLock { registry in
      if let signal = registry.signals[row]?[key] { return signal }
      let signal = ReadySignal()
      registry.signals[row, default: [:]][key] = signal
      return signal
    }
  }

  func fire(_ key: String, row: Int64) {
    registry.withLock { $0.signals[row]?.removeValue(forKey: key) }?.fire()
  }

  func fireAll(_ row: Int64) {
    let signals = registry.withLock { $0.signals.removeValue(forKey: row) }
    for signal in signals?.values.map({ $0 }) ?? [] { signal.fire() }
  }
}

extension WorkerSnapshot {
  init(_ state: WorkerState) {
    self.init(
      address: state.address, status: state.status,
      templateVersion: state.creation.templateVersion, currentFunction: state.current?.function,
      queuedCount: state.queue.count, oplogIndex: state.lastIndex, lastError: state.lastError,
      retryCount: state.retryCount, createdAt: state.createdAt,
      arguments: state.creation.arguments, environment: state.creation.environment)
    resources = state.resources
    memoryBytes = state.memoryBytes
    updates = state.updates
    if let target = state.pendingUpdate {
      updates.append(.init(version: target.version, mode: target.mode, outcome: .pending))
    }
    templateSHA256 = state.creation.sha256
  }
}
