import Component
import Runtime

/// Workers as text for people.
enum WorkerTable {
  static func text(of workers: [WorkerSnapshot]) -> String {
    let rows =
      [["WORKER", "STATUS", "VERSION", "QUEUE", "OPLOG", "ERROR"]]
      + workers.map { worker in
        [
          worker.address.text, worker.status.rawValue, "\(worker.templateVersion)",
          "\(worker.queuedCount)", "\(worker.oplogIndex)",
          worker.lastError?.split(separator: "\n").first.map(String.init) ?? "",
        ]
      }
    return TextTable.text(rows)
  }

  static func details(of worker: WorkerSnapshot) -> String {
    var lines = [
      ("worker", worker.address.text), ("status", worker.status.rawValue),
      ("template version", "\(worker.templateVersion)"), ("queue", "\(worker.queuedCount)"),
      ("oplog entries", "\(worker.oplogIndex)"), ("failed tries", "\(worker.retryCount)"),
    ]
    if worker.memoryBytes > 0 { lines.append(("memory", ByteCount.text(worker.memoryBytes))) }
    if let function = worker.currentFunction { lines.append(("running", function)) }
    if let error = worker.lastError { lines.append(("last error", error)) }
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
      "templateVersion": .integer(templateVersion), "templateSize": .integer(templateBytes),
      "currentFunction": currentFunction.map(JSON.string) ?? .null,
      "memory": memoryBytes > 0 ? .integer(memoryBytes) : .null,
      "queued": .integer(queuedCount), "oplogIndex": .integer(oplogIndex),
      "retryCount": .integer(retryCount), "lastError": lastError.map(JSON.string) ?? .null,
      "createdAt": .number("\(createdAt)"), "arguments": .array(arguments.map(JSON.string)),
      "environment": .object(environment.map { .init($0.name, .string($0.value)) }),
      "resources": .array(resources.map(\.json)),
    ])
  }
}
