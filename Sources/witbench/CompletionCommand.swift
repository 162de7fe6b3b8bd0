import ArgumentParser

/// `witbench completion`
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Print the completion script of a shell.",
    discussion: """
      The script asks the program for the names of templates, workers, functions and themes while \
      you type; that only reads.

      bash: witbench completion bash > ~/.local/share/bash-completion/completions/witbench
      zsh: witbench completion zsh > FOLDER/_witbench, for a FOLDER in $fpath
      fish: witbench completion fish > ~/.config/fish/completions/witbench.fish
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var completionShell: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() throws {
    answer(Witbench.completionScript(for: shell.completionShell))
  }
}
