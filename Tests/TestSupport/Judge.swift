import Foundation

/// `wasm-tools`, which says what is right where the project's own answer is in question.
package enum Judge {
  package struct Answer: Sendable {
    package var status: Int32
    package var output: [UInt8]
    package var errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  package static let path = Project.root.appending(path: ".deps/python/bin/wasm-tools").path

  /// Runs it; that it is missing is a failure, `Scripts/setup --tests` fetches it.
  package static func run(_ arguments: String...) throws -> Answer {
    try run(arguments)
  }

  /// Runs it on a file of WIT, whose path is the last argument.
  package static func run(_ arguments: String..., on wit: String) throws -> Answer {
    try inScratch { folder in
      let file = folder.appending(path: "input.wit")
      try Data(wit.utf8).write(to: file)
      return try run(arguments + [file.path])
    }
  }

  package static func run(_ arguments: [String]) throws -> Answer {
    let ending = try ChildProcess.run(path, arguments)
    return Answer(status: ending.status, output: ending.output, errors: ending.errors)
  }

  private static func inScratch(_ body: (URL) throws -> Answer) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "witbench-judge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
