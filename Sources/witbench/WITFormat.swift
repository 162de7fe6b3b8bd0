import ArgumentParser
import WIT
import Workbench

extension WITCommand {
  struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fmt", abstract: "Lay WIT files out as people write them; comments stay.",
      discussion: """
        Without -i and --check the text goes to stdout. A file with syntax errors is left as it is. \
        Exit status: 0 done, 1 files with syntax errors or, with --check, of another layout, 2 a \
        path could not be read or written.
        """)

    @Argument(
      help: "WIT files, `-` for stdin, or folders: the WIT folders below them, not their deps.")
    var paths: [String]

    @Flag(name: [.customShort("i"), .long], help: "Write the files anew where the layout changes.")
    var inPlace = false

    @Flag(help: "Name the files whose layout would change, and change nothing.")
    var check = false

    @Flag(help: "Refuse old syntax.")
    var strict = false

    func validate() throws {
      if inPlace, check { throw ValidationError("-i and --check exclude each other.") }
      if inPlace, paths.contains("-") { throw ValidationError("-i needs files; `-` is stdin.") }
    }

    func run() throws {
      try conclude {
        var files: [String] = []
        for path in paths {
          files += try named { try WITFiles.files(at: path == "-" ? "/dev/stdin" : path) }
        }
        var isRefused = false
        for file in files {
          isRefused = try !format(file, isAlone: files.count == 1) || isRefused
        }
        if isRefused { throw Status.no }
      }
    }

    /// Whether the answer for this file is yes.
    private func format(_ path: String, isAlone: Bool) throws -> Bool {
      let source = SourceFile(path: path, bytes: try named { try Files.read(path) })
      let (bytes, diagnostics) = WITFormatter.format(
        source, options: ParseOptions(acceptsLegacy: !strict))
      guard let bytes else {
        var sources = SourceMap()
        _ = sources.add(source)
        let renderer = DiagnosticText(sources: sources)
        for diagnostic in diagnostics where diagnostic.severity == .error {
          complain(renderer.text(of: diagnostic))
        }
        return false
      }
      let isChanged = bytes != source.bytes
      if check {
        if isChanged { answer(path) }
        return !isChanged
      }
      if !inPlace {
        // Which file it is, said so that the whole is still WIT.
        answerText((isAlone ? "" : "// \(path)\n") + String(decoding: bytes, as: UTF8.self))
      } else if isChanged {
        try named { try Files.rewrite(bytes, at: path) }
        answer(path)
      }
      return true
    }
  }
}

/// Makes a file's error the end of a subcommand.
func named<Success>(_ body: () throws -> Success) throws -> Success {
  do {
    return try body()
  } catch let error as FileError {
    throw Refusal(code: Status.couldNotTry, text: error.text)
  }
}
