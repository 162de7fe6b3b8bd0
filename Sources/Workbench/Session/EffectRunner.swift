import Synchronization
import Runtime

/// Performs effects off the loop's thread and posts what comes of them as events.
package final class EffectRunner: Sendable {
  private let engine: any Engine
  private let post: @Sendable (Event) -> Void
  /// Calls that run, so that they can be cancelled.
  private let calls = Mutex<[Int: Task<Void, Never>]>([:])
  /// Effects on the workspace's files run one after the other, in the order in which they came.
  private let files: SerialQueue

  /// `post` is called from any thread.
  package init(engine: any Engine, post: @escaping @Sendable (Event) -> Void) {
    self.engine = engine
    self.post = post
    files = SerialQueue()
  }

  /// Starts an effect and returns at once. Effects of the terminal are ignored.
  package func perform(_ effect: Effect) {
    switch effect {
    case .loadWorkspace: enqueue(.loadWorkspace) { .workspaceLoaded(try await $0.loadWorkspace()) }
    case .watchFiles: watchFiles()
    case .openRuntime: openRuntime()
    case .previewStub, .writeStub, .addStub: performOnStub(effect)
    case .build(let name): build(name)
    case .planComposition(let request):
      enqueue(.planComposition(socket: request.key)) {
        .compositionPlanned(try await $0.planComposition(request))
      }
    case .compose(let request):
      enqueue(.compose(socket: request.key)) {
        .composed(request, try await $0.compose(request))
      }
    case .checkWorld(let request, let world):
      enqueue(.checkWorld(socket: request.key)) {
        .worldChecked(request, world, try await $0.checkWorld(request, world))
      }
    case .invoke, .cancel: performCall(effect)
    case .inspect, .change: performOnWorker(effect)
    case .remember(let hints):
      files.add { UserState.keep(hints, in: UserFolders.current.state) }
    case .copyToClipboard, .editExternally, .suspend, .redraw: break
    }
  }

  private func watchFiles() {
    let post = post
    enqueue(.watchFiles) { engine in
      try await engine.watchFiles { post(.files($0)) }
      return .watching
    }
  }

  private func openRuntime() {
    let post = post
    enqueue(.openRuntime) { engine in
      .runtimeOpened(workers: try await engine.openRuntime { post(.worker($0)) })
    }
  }

  private func build(_ template: String) {
    let post = post
    let operation = Operation.build(template: template)
    enqueue(operation) { engine in
      let summary = try await engine.build(template: template) { line in
        post(.progress(operation, line: line))
      }
      return .written(operation, summary: summary)
    }
  }

  private func performOnStub(_ effect: Effect) {
    switch effect {
    case .previewStub(let request):
      enqueue(.previewStub(template: request.template)) {
        .stubPreview(try await $0.previewStub(request))
      }
    case .writeStub(let request, let kept):
      let operation = Operation.writeStub(template: request.template)
      enqueue(operation) {
        .written(operation, summary: try await $0.writeStub(request, keeping: kept))
      }
    case .addStub(let request, let caller, let overwrites):
      let operation = Operation.addStub(template: request.template, caller: caller)
      enqueue(operation) {
        switch try await $0.addStub(request, to: caller, overwrites: overwrites) {
        case .done(let summary): .written(operation, summary: summary)
        case .conflicts(let files):
          .stubConflicts(request, caller: caller, files: files)
        }
      }
    default: preconditionFailure("only effects on stubs come here")
    }
  }

  private func performCall(_ effect: Effect) {
    switch effect {
    case .invoke(let id, let worker, let function, let arguments):
      let engine = engine
      let post = post
      // Made under the lock, so that it is kept before it can be forgotten.
      calls.withLock { calls in
        calls[id] = Task.detached { [weak self] in
          let clock = ContinuousClock()
          let start = clock.now
          let outcome = await engine.invoke(worker, function: function, arguments: arguments)
          let milliseconds = Int((clock.now - start) / .milliseconds(1))
          self?.forget(id)
          post(.invocationEnded(id: id, outcome: outcome, milliseconds: milliseconds))
        }
      }
    case .cancel(let id): calls.withLock { $0[id] }?.cancel()
    default: preconditionFailure("only calls come here")
    }
  }

  private func forget(_ id: Int) {
    calls.withLock { $0[id] = nil }
  }

  /// Workers are asked at once, never behind a build or behind each other.
  private func performOnWorker(_ effect: Effect) {
    switch effect {
    case .inspect(let worker):
      start(.inspect(worker)) {
        let (log, oplog) = try await $0.history(of: worker)
        return .history(worker, log: log, oplog: oplog)
      }
    case .change(let change):
      start(.change(change)) { .finished(.change(change), summary: try await $0.make(change)) }
    default: preconditionFailure("only effects on workers come here")
    }
  }

  private typealias Work = @Sendable @concurrent (any Engine) async throws -> Event

  private func start(_ operation: Operation, _ work: @escaping Work) {
    let engine = engine
    let post = post
    Task.detached { await Self.run(operation, work, engine, post) }
  }

  private func enqueue(_ operation: Operation, _ work: @escaping Work) {
    let engine = engine
    let post = post
    files.add { await Self.run(operation, work, engine, post) }
  }

  @concurrent private static func run(
    _ operation: Operation, _ work: Work, _ engine: any Engine, _ post: @Sendable (Event) -> Void
  ) async {
    do {
      post(try await work(engine))
    } catch let failure as EngineFailure {
      post(.failed(operation, reason: failure.text))
    } catch {
      post(.failed(operation, reason: "\(error)"))
    }
  }
}

/// Runs pieces of work one after the other, in the order in which they were added.
private final class SerialQueue: Sendable {
  private let last = Mutex<Task<Void, Never>?>(nil)

  func add(_ work: @escaping @Sendable @concurrent () async -> Void) {
    last.withLock { last in
      let before = last
      last = Task.detached {
        await before?.value
        await work()
      }
    }
  }
}
