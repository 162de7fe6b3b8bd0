import ArgumentParser
import Component
import Runtime
import Workbench

/// `witbench worker …`
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Look at the workers of a workspace.",
    subcommands: [List.self, Get.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all workers.")

    @OptionGroup var options: WorkspaceOption
    @Flag(help: "Write JSON.") var json = false

    func run() throws {
      try conclude {
        let workers = try options.open().workers()
        if json {
          answer(JSON.array(workers.map(\.json)).text)
        } else {
          answerText(WorkerTable.text(of: workers))
        }
      }
    }
  }

  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one worker.")

    @OptionGroup var options: WorkspaceOption
    @Flag(help: "Write JSON.") var json = false

    @Argument(help: ArgumentHelp("The worker.", valueName: "template/worker"))
    var worker: WorkerArgument

    func run() throws {
      try conclude {
        let workers = try options.open().workers()
        let address = worker.address
        guard let found = workers.first(where: { $0.address == address }) else {
          let others = workers.filter { $0.address.template == address.template }
            .map(\.address.text).joined(separator: ", ")
          throw Refusal(
            code: Status.no,
            text: "there is no worker \(address.text)"
              + (others.isEmpty ? "" : "; there are \(others)"))
        }
        if json { answer(found.json.text) } else { answerText(WorkerTable.details(of: found)) }
      }
    }
  }
}

extension Workspace {
  /// The workers as the workspace's folder keeps them; nothing is opened for changes.
  func workers() throws -> [WorkerSnapshot] {
    try refusing { try WorkerRuntime.snapshots(in: stateFolder) }
  }
}

/// Workers as text for people.
private enum WorkerTable {
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
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return trimmed(cells.joined(separator: "  ")) + "\n"
    }.joined()
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  static func details(of worker: WorkerSnapshot) -> String {
    var lines = [
      ("worker", worker.address.text), ("status", worker.status.rawValue),
      ("template version", "\(worker.templateVersion)"), ("queue", "\(worker.queuedCount)"),
      ("oplog entries", "\(worker.oplogIndex)"), ("failed tries", "\(worker.retryCount)"),
    ]
    if let function = worker.currentFunction { lines.append(("running", function)) }
    if let error = worker.lastError { lines.append(("last error", error)) }
    for argument in worker.arguments { lines.append(("argument", argument)) }
    for variable in worker.environment {
      lines.append(("environment", "\(variable.name)=\(variable.value)"))
    }
    return lines.map { "\($0.0): \($0.1)\n" }.joined()
  }
}

extension WorkerSnapshot {
  fileprivate var json: JSON {
    .object([
      "worker": .string(address.text), "template": .string(address.template),
      "name": .string(address.name), "status": .string(status.rawValue),
      "templateVersion": .integer(templateVersion),
      "currentFunction": currentFunction.map(JSON.string) ?? .null,
      "queued": .integer(queuedCount), "oplogIndex": .integer(oplogIndex),
      "retryCount": .integer(retryCount), "lastError": lastError.map(JSON.string) ?? .null,
      "createdAt": .number("\(createdAt)"), "arguments": .array(arguments.map(JSON.string)),
      "environment": .object(environment.map { .init($0.name, .string($0.value)) }),
    ])
  }
}
