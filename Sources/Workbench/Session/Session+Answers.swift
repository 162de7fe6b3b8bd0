import Runtime

// What the engine says.
extension Session {
  mutating func applyAnswer(_ event: Event) -> [Effect] {
    switch event {
    case .workspaceLoaded(let contents): return load(contents) + reloadIfDue()
    case .watching:
      busy.remove(.watchFiles)
      // What changed between the reading and the watching.
      return reload()
    case .files(let report): return apply(report)
    case .runtimeOpened(let snapshots):
      busy.remove(.openRuntime)
      if let snapshots {
        runtime = .open
        workers.setWorkers(snapshots)
      } else if runtime != .open {
        runtime = .empty
      }
    case .worker(let event):
      apply(event)
      // A call has made the first worker; there may be others, which somebody else has made.
      if runtime == .empty { return openRuntime() }
    case .history(let worker, let log, let oplog):
      busy.remove(.inspect(worker))
      workers.setHistory(of: worker, log: log, oplog: oplog)
    case .invocationEnded(let id, let outcome, let milliseconds):
      invoke.end(id, outcome, milliseconds: milliseconds)
      report(outcome, ofCall: id)
    case .stubPreview(let sheet):
      settled(.previewStub(template: sheet.request.template))
      stubs.take(sheet)
    case .stubConflicts(let request, let caller, let files):
      settled(.addStub(template: request.template, caller: caller))
      askToOverwrite(request, caller: caller, files: files)
    case .compositionPlanned(let sheet):
      settled(.planComposition(socket: sheet.request.key))
      take(sheet)
    case .composed(let request, let sheet):
      settled(.compose(socket: request.key))
      show(sheet, of: request)
      return reload()
    case .worldChecked(let request, let world, let sheet):
      settled(.checkWorld(socket: request.key))
      show(sheet, of: world, request)
    case .written(let operation, let summary):
      settled(operation)
      tell(.success, summary)
      return reload()
    case .finished(let operation, let summary):
      settled(operation)
      tell(.success, summary)
      if case .change(let change) = operation, change.makesWorker {
        workers.awaited = change.worker
      }
    case .failed(let operation, let reason):
      fail(operation, reason)
      if operation == .loadWorkspace { return reloadIfDue() }
    case .progress(let operation, let line): note(line, of: operation)
    case .tick: toast = nil
    case .input: preconditionFailure("input has a way of its own")
    }
    return []
  }

  mutating func settled(_ operation: Operation) {
    busy.remove(operation)
    failures[operation] = nil
  }

  private mutating func load(_ contents: WorkspaceContents) -> [Effect] {
    busy.remove(.loadWorkspace)
    failures[.loadWorkspace] = nil
    let isFirst = workspace == nil
    workspace = contents
    tree = ExploreTree(contents)
    followSearch()
    if isFirst {
      expanded = Set(tree.nodes.filter { $0.depth == 0 && $0.kind != "component" }.map(\.key))
    }
    refreshTree()
    workers.setTemplates(contents.templates.map(\.name))
    invoke.setTemplates(contents.templates)
    // What is shown stays until the new one is there: people type in another window.
    stubs.keep(contents.templates.map(\.name))
    composing.load(contents)
    requested = requested.filter {
      switch $0 {
      case .inspect, .watchFiles: true
      default: false
      }
    }
    if isFirst { for notice in contents.notices { tell(.note, notice) } }
    let watching = isFirst ? request(.watchFiles, .watchFiles) : []
    guard !contents.templates.isEmpty else { return watching }
    return watching + openRuntime()
  }

  private mutating func openRuntime() -> [Effect] {
    switch runtime {
    case .opening, .open: return []
    // What kept it closed may be over.
    case .closed, .failed: runtime = .opening
    // Another process may have made a worker meanwhile.
    case .empty: break
    }
    return busy.insert(.openRuntime).inserted ? [.openRuntime] : []
  }

  /// Reads the files again. What changes while they are read is read after that.
  mutating func reload() -> [Effect] {
    guard busy.insert(.loadWorkspace).inserted else {
      isReloadDue = true
      return []
    }
    return [.loadWorkspace]
  }

  private mutating func reloadIfDue() -> [Effect] {
    guard isReloadDue else { return [] }
    isReloadDue = false
    return reload()
  }

  private mutating func apply(_ report: FileReport) -> [Effect] {
    switch report {
    case .changed: return reload()
    case .unwatched(let failures):
      for failure in failures {
        tell(.failure, "Changes in \(failure.text): press R after one.")
      }
      return []
    }
  }

  mutating func refreshTree() {
    visibleNodes = tree.visible(expanded: expanded)
  }

  private mutating func apply(_ event: WorkerEvent) {
    switch event {
    case .compiling(let template, let progress):
      compiling[template] = progress < 1 ? progress : nil
    case .recovered(let count, let entries, let milliseconds):
      if count > 0 {
        tell(
          .note,
          "\(count) worker\(count == 1 ? "" : "s") recovered: \(entries) oplog entries in "
            + "\(milliseconds) ms")
      }
    default: workers.apply(event)
    }
  }

  private mutating func report(_ outcome: CallOutcome, ofCall id: Int) {
    guard let call = invoke.calls.first(where: { $0.id == id }) else { return }
    // Where the result is on the screen, that says it.
    if tab == .invoke, invoke.shownCall == id, layout.areas[.second] != nil { return }
    switch outcome {
    case .returned:
      tell(.success, "\(call.worker.text) \(call.shortName) returned")
    case .failed(let reason):
      tell(.failure, "\(call.worker.text) \(call.shortName): \(reason.firstLine)")
    }
  }

  private mutating func fail(_ operation: Operation, _ reason: String) {
    busy.remove(operation)
    failures[operation] = reason
    if operation == .openRuntime { runtime = .failed(reason) }
    tell(.failure, reason)
  }

  private mutating func note(_ line: String, of operation: Operation) {
    guard case .build(let template) = operation else { return }
    buildLines[template, default: []].append(line)
    if buildLines[template, default: []].count > Limits.buildLinesMax {
      buildLines[template]?.removeFirst()
    }
  }

  /// Shows a sentence for a while and keeps it for `messages`.
  mutating func tell(_ kind: Message.Kind, _ text: String) {
    let message = Message(kind, text)
    toast = message
    messages.append(message)
    if messages.count > Limits.messagesMax { messages.removeFirst() }
  }

  /// What the place that is shown needs and has not asked for yet.
  mutating func wanted() -> [Effect] {
    guard workspace != nil else { return [] }
    switch tab {
    case .stubs:
      guard let template = stubTemplate else { return [] }
      return request(
        .previewStub(template: template.name),
        .previewStub(stubs.request(of: template.name)))
    case .compose:
      guard let wanted = composing.request, !composing.isFresh else { return [] }
      return request(.planComposition(socket: wanted.key), .planComposition(wanted))
    case .workers:
      guard let worker = workers.selected?.address, workers.inspected.insert(worker).inserted
      else { return [] }
      return request(.inspect(worker), .inspect(worker))
    case .explore, .invoke: return []
    }
  }

  mutating func request(_ operation: Operation, _ effect: Effect) -> [Effect] {
    guard requested.insert(operation).inserted else { return [] }
    busy.insert(operation)
    return [effect]
  }
}

extension String {
  var firstLine: String {
    String(prefix { $0 != "\n" })
  }
}
