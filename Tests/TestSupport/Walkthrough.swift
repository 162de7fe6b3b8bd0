import Foundation

/// A text that leads through a job, done as it says: what a reader would type is run, what it says is
/// to be written is written, and what it says comes out must come out.
///
/// In a block of `console`, lines after `$ ` are commands and the others what they print, to either
/// stream: in this order, each somewhere; `...` stands for lines left out and `…` for a part of a
/// line. A command fails with status 1 where it says `witbench: …` in the end, and never else. Any
/// other block behind a line that ends in `` `FILE`: `` is the whole of that file.
package struct Walkthrough {
  package enum Step: Hashable, Sendable {
    case command(String, output: [String])
    case file(path: String, text: String)
  }

  package private(set) var steps: [Step] = []

  package init(_ text: String) {
    var block: (language: Substring, lines: [String])?
    var before: Substring = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let ended = block {
          add(ended.lines, language: ended.language, before: before)
          block = nil
          before = ""
        } else {
          block = (line.dropFirst(3), [])
        }
      } else if block != nil {
        block?.lines.append(String(line))
      } else if !line.isEmpty {
        before = line
      }
    }
  }

  private mutating func add(_ lines: [String], language: Substring, before: Substring) {
    if language == "console" {
      for line in lines {
        if line.hasPrefix("$ ") {
          steps.append(.command(String(line.dropFirst(2)), output: []))
        } else if line.hasPrefix("> "), case .command(let command, let output)? = steps.last {
          steps[steps.count - 1] = .command(
            command + "\n" + line.dropFirst(2), output: output)
        } else if case .command(let command, let output)? = steps.last {
          steps[steps.count - 1] = .command(command, output: output + [line])
        }
      }
    } else if before.hasSuffix("`:"), let path = before.dropLast(2).split(separator: "`").last {
      steps.append(
        .file(path: String(path), text: lines.map { $0 + "\n" }.joined()))
    }
  }

  /// Does it all in a folder.
  ///
  /// - Returns: what went another way than the text says; empty where nothing did
  package func run(in folder: String) throws -> [String] {
    var problems: [String] = []
    var current = folder
    let own = ProcessInfo.processInfo.environment
    let programs = URL(filePath: Program.path).deletingLastPathComponent().path
    for step in steps {
      switch step {
      case .file(let path, let text):
        let file = URL(filePath: "\(current)/\(path)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      case .command(let command, _) where command.hasPrefix("cd "):
        current = URL(filePath: "\(current)/\(command.dropFirst(3))").standardized.path
      case .command(let command, let expected):
        let process = try ChildProcess(
          "/bin/sh", ["-c", "exec 2>&1; \(command)"],
          environment: [
            "PATH": "\(programs):\(own["PATH"] ?? "")", "HOME": own["HOME"] ?? "/",
          ], in: current)
        let ending = try process.wait()
        let fails = expected.contains { $0.hasPrefix("witbench: ") }
        if ending.status != (fails ? 1 : 0) {
          problems.append("`\(command)` ended with \(ending.status):\n\(ending.text)")
        } else if let line = Self.missing(expected, from: ending.text) {
          problems.append("`\(command)` does not say `\(line)`:\n\(ending.text)")
        }
      }
    }
    return problems
  }

  /// The first expected line that does not come in its turn.
  private static func missing(_ expected: [String], from text: String) -> String? {
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    for line in expected where line != "..." {
      guard let index = rest.firstIndex(where: { matches($0, line) }) else { return line }
      rest = rest[(index + 1)...]
    }
    return nil
  }

  private static func matches(_ line: Substring, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return line == pattern
    }
    guard line.hasPrefix(first), line.dropFirst(first.count).hasSuffix(last) else { return false }
    var rest = line.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
