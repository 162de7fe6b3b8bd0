import ArgumentParser
import Component
import Workbench

/// `witbench stubgen compose`
struct StubgenCompose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose",
    abstract: "Compose a component with the stubs that it calls.",
    discussion: """
      The composed component imports what no stub provides and exports what the source exports. \
      Stubs may use each other.
      Exit status: 0 written, 1 nothing to plug or types that do not fit, 2 a file could not be \
      used.
      """)

  @Option(help: "The component whose imports are to be provided.")
  var sourceWasm: String

  @Option(help: "A component that provides them; may be repeated.")
  var stubWasm: [String]

  @Option(help: "The file to write.")
  var destWasm: String

  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  func validate() throws {
    guard !stubWasm.isEmpty else { throw ValidationError("Missing option '--stub-wasm'.") }
  }

  func run() throws {
    try conclude {
      try refuseInput()
      do {
        let composition = try Composition(
          socket: part(sourceWasm), plugs: try stubWasm.map { try part($0) })
        for unused in composition.unusedPlugs where composition.problem == nil {
          complain("Skipping \(unused.name), not used: \(unused.text)")
        }
        let chunks = try composition.encodeChunks()
        for note in composition.notes { complain("note: \(note)") }
        if dryRun {
          let old = Files.exists(destWasm) ? try Files.read(destWasm) : nil
          let word = old.map { $0 == chunks.flatMap { $0 } ? "same   " : "changed" } ?? "new    "
          answer("\(word) \(destWasm)")
          return
        }
        try Files.write(chunks: chunks, to: destWasm)
        answer("Writing composed component to \"\(destWasm)\"")
      } catch let error as CompositionError {
        let code = error.isAboutAFile ? Status.couldNotTry : Status.no
        throw Refusal(code: code, text: error.text)
      } catch let error as FileError {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
    }
  }

  /// A stub that is gone cannot be composed again.
  private func refuseInput() throws {
    let target = Files.absolute(destWasm)
    for path in [sourceWasm] + stubWasm where Files.absolute(path) == target {
      throw Refusal(
        code: Status.no,
        text: "--dest-wasm \(destWasm) is \(path == sourceWasm ? "the source" : "a stub") of the "
          + "composition and would be lost: write to another file")
    }
  }

  private func part(_ path: String) throws(FileError) -> CompositionPart {
    CompositionPart(name: path, bytes: try Files.read(path))
  }
}
