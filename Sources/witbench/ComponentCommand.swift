import ArgumentParser
import Component
import WIT
import Workbench

/// `witbench component …`
struct ComponentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "component", abstract: "Look into component binaries.", subcommands: [Wit.self])

  struct Wit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the interface of a component as WIT.")

    @Argument(help: "A component (.wasm).")
    var file: String

    func run() throws {
      try conclude {
        let component = try decodedComponent(file)
        for extra in component.extras { complain("note: it also exports the \(extra)") }
        let root = component.graph[component.world].package
        answerText(WITPrinter.text(root: root, in: component.graph))
      }
    }
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
