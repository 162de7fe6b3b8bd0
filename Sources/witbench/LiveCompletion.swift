import ArgumentParser
import Workbench

/// What a shell is offered for names that only the workspace knows.
extension CompletionKind {
  /// `TEMPLATE/WORKER`: the workers that there are, and each template for a new one.
  static let workers = CompletionKind.custom { words, _, _ in
    let names = KnownNames(workspace: CommandWords(words).workspace)
    return names.workers + names.templates.map { "\($0)/" }
  }

  /// The same, and templates by themselves.
  static let calledWorkers = CompletionKind.custom { words, _, _ in
    let names = KnownNames(workspace: CommandWords(words).workspace)
    return names.workers + names.templates.flatMap { ["\($0)/", $0] }
  }

  static let templates = CompletionKind.custom { words, _, _ in
    KnownNames(workspace: CommandWords(words).workspace).templates
  }

  /// The functions of the worker that stands before them.
  static let functions = CompletionKind.custom { words, _, _ in
    let words = CommandWords(words)
    guard let worker = words.values(after: InvokeCommand.configuration.commandName).first else {
      return []
    }
    let template = worker.prefix { $0 != "/" }
    return KnownNames(workspace: words.workspace).functions(of: String(template))
  }

  static let themes = CompletionKind.custom { _, _, _ in
    ThemeCommand.List.names(in: ThemeFolders.library)
  }
}

/// A command line that is being typed.
private struct CommandWords {
  private let words: [String]

  init(_ words: [String]) {
    self.words = words
  }

  /// What `--workspace` says, else the folder that the shell is in.
  var workspace: String {
    for (index, word) in words.enumerated() {
      if word == "--workspace", index + 1 < words.count { return words[index + 1] }
      if word.hasPrefix("--workspace=") { return String(word.dropFirst("--workspace=".count)) }
    }
    return "."
  }

  /// What stands behind a subcommand and is no option nor its value.
  func values(after subcommand: String?) -> [String] {
    guard let subcommand, let start = words.firstIndex(of: subcommand) else { return [] }
    var values: [String] = []
    var rest = words[(start + 1)...]
    while let word = rest.popFirst() {
      if InvokeCommand.optionsWithValue.contains(word) {
        _ = rest.popFirst()
      } else if !word.hasPrefix("-") {
        values.append(word)
      }
    }
    return values
  }
}
