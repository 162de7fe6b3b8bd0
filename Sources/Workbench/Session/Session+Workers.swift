import Runtime

// What is done to workers.
extension Session {
  /// The entry of the oplog that has the cursor; nil where no oplog is read.
  var selectedEntry: OplogLine? {
    guard isFocused(.workers, .main), workers.journal == .oplog else { return nil }
    return workers.selectedOplog(at: selection(.workers, .main))
  }

  /// The call of the tree that has the cursor.
  var selectedTreeCall: WorkerBoard.Call? {
    guard isFocused(.workers, .main), workers.journal == .calls else { return nil }
    let row = selection(.workers, .main)
    return workers.calls.indices.contains(row) ? workers.calls[row] : nil
  }

  /// Whether there is something behind the selected entry that could be taken back.
  var canRevert: Bool {
    guard let entry = selectedEntry, let worker = workers.selected else { return false }
    return entry.index < worker.oplogIndex
  }

  var canCompletePromise: Bool { selectedEntry?.kind == "promise-created" }

  var canMakeWorker: Bool {
    guard tab == .workers, let name = workers.selectedTemplate else { return false }
    return workspace?.template(named: name)?.type != nil
  }

  var canUpdateWorker: Bool {
    guard tab == .workers, let worker = workers.selected else { return false }
    return isOutdated(worker)
  }

  /// What can be done where the file is no longer what the worker was made of.
  private mutating func offerUpdates(of worker: WorkerAddress) {
    guard let snapshot = workers.selected else { return }
    popups.append(
      .choice(
        title: "The file of \(worker.template) has changed",
        names: [
          "Update by replay: run the worker's past again on it",
          "Update by a snapshot that the worker saves and loads",
          "Start afresh on it: the worker's past is gone",
          "Keep version \(snapshot.templateVersion)",
        ],
        selection: 0,
        .update([
          .update(worker, .automatic), .update(worker, .manual), .startAfresh(worker), nil,
        ])))
  }

  mutating func performOnWorker(_ command: Command.ID) -> [Effect] {
    guard command != .newWorker else {
      if let template = workers.selectedTemplate {
        popups.append(.fields(FieldForm(newWorkerOf: template)))
      }
      return []
    }
    guard let worker = workers.selected?.address else { return [] }
    switch command {
    case .interrupt: return ask(.interrupt(worker))
    case .resume: return ask(.resume(worker))
    case .suspendWorker: return ask(.suspend(worker))
    case .updateWorker: offerUpdates(of: worker)
    case .crash: return ask(.crash(worker))
    case .delete: return ask(.delete(worker))
    case .revert: return selectedEntry.map { ask(.revert(worker, to: $0.index)) } ?? []
    case .fork:
      popups.append(.fields(FieldForm(forkOf: worker, at: selectedEntry?.index)))
    case .completePromise:
      guard let entry = selectedEntry else { return [] }
      popups.append(.fields(FieldForm(promise: entry.index, of: worker)))
    default: preconditionFailure("`\(command.rawValue)` is done to no worker")
    }
    return []
  }

  /// Does what loses nothing; says of the rest what comes of it, and waits for a yes.
  mutating func ask(_ change: WorkerChange) -> [Effect] {
    guard let worker = workers.selected else { return [] }
    guard let consequence = change.consequence(for: worker) else { return make(change) }
    popups.append(.question(consequence, .change(change)))
    return []
  }

  mutating func make(_ change: WorkerChange) -> [Effect] {
    start(.change(change), .change(change))
  }

  /// Takes the popup's answers, if they will do.
  mutating func finishFields() -> [Effect] {
    guard case .fields(var form)? = popups.last else { return [] }
    if case .stubTarget(let request) = form.purpose {
      let wanted = form.stubRequest(request)
      popups[popups.count - 1] = .fields(form)
      guard let wanted else { return [] }
      popups.removeLast()
      choose(wanted)
      return []
    }
    guard let change = form.change() else {
      popups[popups.count - 1] = .fields(form)
      return []
    }
    popups.removeLast()
    return make(change)
  }

  mutating func pressInFields(_ key: Key, _ form: FieldForm) -> [Effect] {
    var form = form
    switch key {
    case Key(.enter), Key("s").withControl, Key(.function(5)): return finishFields()
    default: break
    }
    switch key.code {
    case .tab: form.move(by: key.shift ? -1 : 1)
    case .down: form.move(by: 1)
    case .up: form.move(by: -1)
    default: form.type(key)
    }
    popups[popups.count - 1] = .fields(form)
    return []
  }
}
