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
  package static func run(_ arguments: String..., input: [UInt8] = []) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let stdin = Pipe()
    let stdout = Pipe()
    // Errors are few lines; the answer may be more than a pipe holds.
    let stderr = Pipe()
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, output: Array(output),
      errors: String(decoding: errors, as: UTF8.self))
  }
}
