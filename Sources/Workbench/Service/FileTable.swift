import Component
import Runtime

/// A worker's files as text.
enum FileTable {
  static func text(of files: [WorkerFile], json: Bool) -> String {
    if json { return JSON.array(files.map(\.json)).text + "\n" }
    return TextTable.text(
      [["NAME", "TYPE", "BYTES", "MODIFIED", ""]]
        + files.map { file in
          [
            file.name, file.type, "\(file.size)", Moment.text(file.modifiedAt),
            file.isReadOnly ? "read-only" : "",
          ]
        })
  }
}

extension WorkerFile {
  fileprivate var json: JSON {
    .object([
      "name": .string(name), "type": .string(type), "bytes": .integer(size),
      "modifiedAt": .number("\(modifiedAt)"),
      "permissions": .string(isReadOnly ? "read-only" : "read-write"),
    ])
  }
}
