import ArgumentParser
import Component
import WIT
import Workbench

/// `witbench component …`
struct ComponentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "component", abstract: "Look into component binaries.",
    subcommands: [Wit.self, Inspect.self])

  struct Wit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the interface of a binary as WIT.",
      discussion: "Components, core modules that carry WIT, and WIT packages in binary form.")

    @Argument(help: "A binary (.wasm).", completion: .file())
    var file: String

    @Flag(help: "Print what it means as sorted lines, for comparing.") var canon = false

    @Flag(help: "Write JSON.") var json = false

    func validate() throws {
      if canon, json { throw ValidationError("--canon and --json are two forms: give one.") }
    }

    func run() throws {
      try conclude {
        let inspection = try inspection(of: file)
        guard let wit = inspection.wit else {
          throw Refusal(
            code: Status.couldNotTry, text: "\(file): \(inspection.problem?.text ?? "")")
        }
        if json { return answer(inspection.witJSON.text) }
        for extra in wit.extras { complain("note: WIT has no word for the \(extra.text)") }
        if canon {
          for line in CanonicalLines.of(wit.graph) { answer(line) }
        } else {
          answerText(wit.text)
        }
      }
    }
  }

  struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show imports, exports, what is nested in a binary, sections and producers.",
      discussion: """
        And who serves each import: the runtime, or, for a stub, a template of the workspace in which \
        the file lies.
        """)

    @Argument(help: "A binary (.wasm).", completion: .file())
    var file: String

    @Flag(help: "Write JSON.") var json = false

    func run() throws {
      try conclude {
        let inspection = try inspection(of: file)
        let services = inspection.type.map { ComponentServices(of: $0, at: file) }
        if json {
          answer(inspection.json(adding: [.init("services", services?.json ?? .array([]))]).text)
        } else {
          let text = inspection.text + (services?.text ?? "")
          if PlainOutput.isOn {
            answerOutline(text)
          } else {
            answerText(text)
          }
        }
        if let problem = inspection.problem {
          throw Refusal(code: Status.couldNotTry, text: "\(file): \(problem.text)")
        }
      }
    }
  }
}

/// Reads and inspects a binary, or refuses with the path and what is wrong.
private func inspection(of path: String) throws -> ComponentInspection {
  do {
    return try ComponentInspection(try Files.read(path))
  } catch let error as FileError {
    throw Refusal(code: Status.couldNotTry, text: error.text)
  } catch let error as DecodeError {
    throw Refusal(code: Status.couldNotTry, text: "\(path): \(error.text)")
  }
}

/// Reads and decodes a component, or refuses with the path and what is wrong.
func decodedComponent(_ path: String) throws -> DecodedComponent {
  let bytes: [UInt8]
  do {
    bytes = try Files.read(path)
  } catch {
    throw Refusal(code: Status.couldNotTry, text: error.text)
  }
  do {
    return try ComponentDecoder.decode(bytes)
  } catch {
    throw Refusal(code: Status.couldNotTry, text: "\(path): \(error.text)")
  }
}
