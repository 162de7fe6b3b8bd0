import Component
import Runtime

/// Answers what is kept: from the runtime where it is open, else from the workspace's folder, which
/// is not opened for changes.
struct WorkerArchive: Sendable {
  let workspace: Workspace
  /// nil where the workers are not open.
  let runtime: WorkerRuntime?

  func answer(_ request: WorkerRequest, _ reply: WorkerDesk.Reply) throws {
    switch request {
    case .list(let json):
      let workers = try snapshots()
      reply(
        .output(
          json
            ? JSON.array(workers.map(\.json)).text + "\n" : WorkerTable.text(of: workers)))
      if !json, workers.contains(where: \.isOutdated) { reply(.note(WorkerTable.outdatedNote)) }
    case .get(let worker, let json):
      let found = try snapshot(of: worker)
      reply(.output(json ? found.json.text + "\n" : WorkerTable.details(of: found)))
      if !json, found.isOutdated { reply(.note(WorkerTable.outdatedNote)) }
    case .logs(let worker, let after, _, let json):
      let lines = try history(of: worker).log.filter { $0.number > after }
      reply(.output(lines.map { $0.shown(json: json) + "\n" }.joined()))
    case .oplog(let worker, let query, let json):
      let lines = try Self.select(query, from: try history(of: worker).oplog)
      reply(.output(lines.map { $0.shown(json: json) + "\n" }.joined()))
    case .check(_, let json):
      let check = try WorkerRuntime.check(workspace.stateFolder)
      try CheckText.give(check, isRebuilt: false, json: json, reply)
    case .templates(let json): reply(.output(try templates(json: json)))
    case .template(let name, let json): reply(.output(try template(name, json: json)))
    default: preconditionFailure("the request is one that files answer")
    }
  }

  private static func select(_ query: String?, from lines: [OplogLine]) throws -> [OplogLine] {
    guard let query else { return lines }
    do {
      return try OplogQuery(query).select(lines)
    } catch {
      throw DeskRefusal.couldNotTry("--query: \(error.text)")
    }
  }

  func snapshots() throws -> [WorkerSnapshot] {
    var workers =
      try runtime?.snapshots() ?? WorkerRuntime.snapshots(in: workspace.stateFolder)
    var sizes: [String: [Int: Int]] = [:]
    var files: [String: String] = [:]
    for place in workers.indices {
      let template = workers[place].address.template
      if sizes[template] == nil {
        sizes[template] = try self.sizes(of: template)
        files[template] = checksum(ofFileOf: template)
      }
      workers[place].isOutdated =
        files[template].map { $0 != workers[place].templateSHA256 } ?? false
      workers[place].templateBytes = sizes[template]?[workers[place].templateVersion] ?? 0
    }
    return workers
  }

  /// Of what a template's file is now; nil where it is not there.
  private func checksum(ofFileOf template: String) -> String? {
    guard let path = workspace.template(named: template)?.description.component,
      let bytes = try? Files.read(workspace.absolute(path))
    else { return nil }
    return Digest.sha256(bytes)
  }

  /// Bytes of each version.
  private func sizes(of template: String) throws -> [Int: Int] {
    Dictionary(try versions(of: template).map { ($0.number, $0.bytes) }) { first, _ in first }
  }

  /// The first of a template's workers by name, and how many there are.
  func workers(
    of template: String, atMost count: Int
  ) throws -> (first: [WorkerAddress], count: Int) {
    try runtime?.workers(of: template, atMost: count)
      ?? WorkerRuntime.workers(of: template, atMost: count, in: workspace.stateFolder)
  }

  func versions(of template: String) throws -> [TemplateVersion] {
    try runtime?.versions(of: template)
      ?? WorkerRuntime.versions(of: template, in: workspace.stateFolder)
  }

  private func snapshot(of worker: WorkerAddress) throws -> WorkerSnapshot {
    var found = try kept(worker)
    found.templateBytes = try sizes(of: worker.template)[found.templateVersion] ?? 0
    found.isOutdated =
      checksum(ofFileOf: worker.template).map { $0 != found.templateSHA256 } ?? false
    return found
  }

  /// What is kept of a worker; its template's file is not looked at.
  private func kept(_ worker: WorkerAddress) throws -> WorkerSnapshot {
    do {
      return try runtime?.snapshot(of: worker)
        ?? WorkerRuntime.snapshot(of: worker, in: workspace.stateFolder)
    } catch let failure as RuntimeFailure where failure.kind == .request {
      throw try unknown(worker)
    }
  }

  private func unknown(_ worker: WorkerAddress) throws -> DeskRefusal {
    let others = try workers(of: worker.template, atMost: Limits.workersNamedMax)
    let more = others.count - others.first.count
    let names =
      others.first.map(\.text).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    return .no("there is no worker \(worker.text)" + (names.isEmpty ? "" : "; there are \(names)"))
  }

  private func history(
    of worker: WorkerAddress
  ) throws -> (log: [LogLine], oplog: [OplogLine]) {
    _ = try kept(worker)
    if let runtime { return try runtime.history(of: worker) }
    return try WorkerRuntime.history(of: worker, in: workspace.stateFolder)
  }
}

extension LogLine {
  func shown(json: Bool) -> String {
    if json {
      return JSON.object([
        "number": .integer(number), "stream": .string(source.rawValue), "text": .string(text),
        "time": .number("\(time)"),
      ]).text
    }
    let name = source.rawValue
    return "\(Moment.text(time))  \(name)\(String(repeating: " ", count: 8 - name.count))  \(text)"
  }
}

extension OplogLine {
  fileprivate func shown(json: Bool) -> String {
    if json {
      return JSON.object([
        "index": .integer(index), "kind": .string(kind), "text": .string(text),
        "time": .number("\(time)"), "function": function.map(JSON.string) ?? .null,
        "key": key.map(JSON.string) ?? .null,
      ]).text
    }
    let number = "\(index)"
    return String(repeating: " ", count: max(0, 6 - number.count)) + number + "  "
      + Moment.text(time) + "  " + kind + (text.isEmpty ? "" : "  \(text)")
  }
}
