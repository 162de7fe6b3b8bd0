import Component
import Runtime

/// Workers as text for people.
enum WorkerTable {
  /// What can be done where the template's file has changed.
  static let outdatedNote = """
    note: where it says `≠ file`, the template's file has changed since. A worker keeps its version; \
    `witbench worker update TEMPLATE/WORKER --to latest` runs its past again on the new one, \
    `witbench worker start-afresh TEMPLATE/WORKER` begins anew

    """

  static func text(of workers: [WorkerSnapshot]) -> String {
    let rows =
      [["WORKER", "STATUS", "VERSION", "QUEUE", "OPLOG", "ERROR"]]
      + workers.map { worker in
        [
          worker.address.text, worker.status.rawValue,
          "\(worker.templateVersion)" + (worker.isOutdated ? " ≠ file" : ""),
          "\(worker.queuedCount)", "\(worker.oplogIndex)",
          worker.lastError?.split(separator: "\n").first.map(String.init) ?? "",
        ]
      }
    return TextTable.text(rows)
  }

  static func details(of worker: WorkerSnapshot) -> String {
    var lines = [
      ("worker", worker.address.text), ("status", worker.status.rawValue),
      ("template version", "\(worker.templateVersion)" + (worker.isOutdated ? " ≠ file" : "")),
      ("queue", "\(worker.queuedCount)"),
      ("oplog entries", "\(worker.oplogIndex)"), ("failed tries", "\(worker.retryCount)"),
    ]
    if worker.memoryBytes > 0 { lines.append(("memory", ByteCount.text(worker.memoryBytes))) }
    if let function = worker.currentFunction { lines.append(("running", function)) }
    if let error = worker.lastError { lines.append(("last error", error)) }
    for update in worker.updates { lines.append(("update", update.text)) }
    for argument in worker.arguments { lines.append(("argument", argument)) }
    for variable in worker.environment {
      lines.append(("environment", "\(variable.name)=\(variable.value)"))
    }
    for resource in worker.resources {
      lines.append(("resource", "\(resource.id) \(resource.text)"))
    }
    return lines.map { "\($0.0): \($0.1)\n" }.joined()
  }
}

extension WorkerSnapshot {
  var json: JSON {
    .object([
      "worker": .string(address.text), "template": .string(address.template),
      "name": .string(address.name), "status": .string(status.rawValue),
      "templateVersion": .integer(templateVersion), "isOutdated": .bool(isOutdated),
      "templateSize": .integer(templateBytes),
      "currentFunction": currentFunction.map(JSON.string) ?? .null,
      "memory": memoryBytes > 0 ? .integer(memoryBytes) : .null,
      "queued": .integer(queuedCount), "oplogIndex": .integer(oplogIndex),
      "retryCount": .integer(retryCount), "lastError": lastError.map(JSON.string) ?? .null,
      "createdAt": .number("\(createdAt)"), "arguments": .array(arguments.map(JSON.string)),
      "environment": .object(environment.map { .init($0.name, .string($0.value)) }),
      "resources": .array(resources.map(\.json)),
      "pendingUpdates": updates { $0 == .pending },
      "successfulUpdates": updates { $0 == .updated },
      "failedUpdates": updates { if case .failed = $0 { true } else { false } },
    ])
  }

  private func updates(_ isMeant: (WorkerUpdate.Outcome) -> Bool) -> JSON {
    .array(updates.filter { isMeant($0.outcome) }.map(\.json))
  }
}

extension WorkerUpdate {
  fileprivate var json: JSON {
    var fields = [
      JSON.Member("version", .integer(version)), JSON.Member("mode", .string(mode.rawValue)),
    ]
    if case .failed(let reason) = outcome { fields.append(JSON.Member("error", .string(reason))) }
    return .object(fields)
  }

  /// On one line.
  package var text: String {
    let what = "to version \(version), \(mode.rawValue)"
    return switch outcome {
    case .pending: "\(what): waits until no call runs"
    case .updated: "\(what): done"
    case .failed(let reason): "\(what): failed: \(reason)"
    }
  }
}
