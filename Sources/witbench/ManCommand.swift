import ArgumentParser

/// `witbench man`
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the manual page, as troff.",
    discussion: "`witbench man | man -l -` reads it; Scripts/install puts it in its place.")

  func run() throws {
    answerText(try ManPage.text(dump: Witbench._dumpHelp()))
  }
}
