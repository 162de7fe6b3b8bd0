package import Runtime

/// What a subcommand asks of the process that has a workspace's workers open, be that itself or
/// another one.
///
/// Asking twice is harmless: a call has its key before it is sent, and the rest changes nothing that
/// is so already.
package enum WorkerRequest: Codable, Hashable, Sendable {
  case invoke(Call)
  case create(WorkerAddress, arguments: [String], environment: [EnvironmentVariable], json: Bool)
  case list(json: Bool)
  case get(WorkerAddress, json: Bool)
  /// The lines behind number `after`; with `follow` also those to come.
  case logs(WorkerAddress, after: Int, follow: Bool, json: Bool)
  case oplog(WorkerAddress, query: String?, json: Bool)
  case interrupt(WorkerAddress)
  case resume(WorkerAddress)
  case simulateCrash(WorkerAddress)
  case delete(WorkerAddress)
  case fork(WorkerAddress, name: String, at: Int?)
  case revert(WorkerAddress, to: Int)
  case suspend(WorkerAddress)
  /// What lies in the worker's folder, or the text of a file there.
  case files(WorkerAddress, path: String, reads: Bool, json: Bool)
  case completePromise(WorkerAddress, index: Int, data: [UInt8])
  case update(WorkerAddress, to: VersionChoice, mode: UpdateMode)
  case startAfresh(WorkerAddress)
  /// Compares what is kept beside the oplogs with them, and with `rebuild` puts it right.
  case check(rebuild: Bool, json: Bool)
  case templates(json: Bool)
  case template(String, json: Bool)

  package struct Call: Codable, Hashable, Sendable {
    package var worker: WorkerAddress
    package var function: String
    /// A text for each parameter.
    package var arguments: [String]
    /// All arguments as one JSON text, in place of the others.
    package var argumentsJSON: String?
    package var key: String
    /// Whether the answer is only that the call waits in the queue.
    package var isAsync: Bool
    package var json: Bool

    package init(
      worker: WorkerAddress, function: String, arguments: [String], key: String, isAsync: Bool,
      json: Bool
    ) {
      self.worker = worker
      self.function = function
      self.arguments = arguments
      self.key = key
      self.isAsync = isAsync
      self.json = json
    }
  }

  /// Whether nothing changes by it, save that a template's version may get its number.
  package var onlyReads: Bool {
    switch self {
    case .list, .get, .oplog, .template, .templates: true
    case .logs(_, _, let follow, _): !follow
    case .check(let rebuild, _): !rebuild
    case .invoke, .create, .interrupt, .resume, .simulateCrash, .delete, .fork, .revert, .suspend,
      .files, .completePromise, .update, .startAfresh:
      false
    }
  }

  /// Whether what is kept on the disk answers it, so that nothing has to be opened for changes.
  ///
  /// - Parameter isKept: whether workers were ever kept there
  func isAnsweredByFiles(isKept: Bool) -> Bool {
    switch self {
    case .templates: return !isKept
    // Nothing is there that could be put right.
    case .check where !isKept: return true
    default: break
    }
    return onlyReads
  }

  /// The worker that has something to do once the request is answered.
  var workerAtWork: WorkerAddress? {
    switch self {
    case .invoke(let call): call.isAsync ? call.worker : nil
    case .resume(let worker), .simulateCrash(let worker), .revert(let worker, _),
      .completePromise(let worker, _, _), .update(let worker, _, _):
      worker
    default: nil
    }
  }
}

/// A piece of the answer to a request.
package enum ReplyFrame: Codable, Hashable, Sendable {
  /// Text for stdout, with its line feeds.
  case output(String)
  /// Bytes for stdout.
  case bytes([UInt8])
  /// Text for stderr, with its line feeds.
  case note(String)
  /// The number of the last log line that was sent: a request that is made again goes on there.
  case line(Int)
  /// The exit status; nothing follows.
  case end(Int32)
}
