import ArgumentParser
import Component
import Synchronization
import Workbench

/// `--plain`: answers as lines that can be read aloud one by one, without tables, drawings and colour.
///
/// The option is every subcommand's, wherever it stands before `--`; so it is taken from the command
/// line before that is parsed.
enum PlainOutput {
  private static let outline = Mutex<PlainOutline?>(nil)

  static var isOn: Bool { outline.withLock { $0 != nil } }

  /// The command line without the option, which is noted.
  static func arranged(_ words: [String]) -> [String] {
    // The shell's own question carries a whole command line.
    guard words.first != "---completion" else { return words }
    let end = words.firstIndex(of: "--") ?? words.endIndex
    guard words[..<end].contains("--plain") else { return words }
    outline.withLock { $0 = PlainOutline() }
    return words[..<end].filter { $0 != "--plain" } + words[end...]
  }

  /// A line of an outline as it is to be written; nil where nothing is.
  fileprivate static func line(_ text: String) -> String? {
    outline.withLock { $0 == nil ? text : $0?.line(text) }
  }
}

/// Writes lines of an answer that are indented, or in columns.
func answerOutline(_ text: String) {
  guard PlainOutput.isOn else { return answer(text) }
  for line in text.split(separator: "\n") {
    if let line = PlainOutput.line(String(line)) { answer(line) }
  }
}

extension WorkerRequest {
  /// The request whose answer is to be written as facts; nil where the answer is lines already.
  var structured: WorkerRequest? {
    switch self {
    case .list(json: false): .list(json: true)
    case .templates(json: false): .templates(json: true)
    case .files(let worker, let path, reads: false, json: false):
      .files(worker, path: path, reads: false, json: true)
    default: nil
    }
  }

  /// What the table would show of each item; nil where it shows all.
  private var tableNames: [String]? {
    switch self {
    case .list:
      ["worker", "status", "templateVersion", "queued", "oplogIndex", "lastError"]
    case .templates: ["name", "id", "component", "workers", "problem"]
    default: nil
    }
  }

  /// How many columns the lines of the answer have; nil where they have none.
  var columnCount: Int? {
    switch self {
    case .logs(_, _, _, json: false): 3
    case .oplog(_, _, json: false): 4
    default: nil
    }
  }

  /// An answer's text without tables and columns.
  func plain(_ text: String) -> String {
    let lines: [String]
    if structured != nil {
      guard let json = try? JSON.parse(text) else { return text }
      lines = PlainFacts.lines(tableNames.map { PlainFacts.selecting($0, of: json) } ?? json)
    } else if let columnCount {
      lines = text.split(separator: "\n").map {
        PlainFacts.withoutGaps($0, columns: columnCount)
      }
    } else {
      return text
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
