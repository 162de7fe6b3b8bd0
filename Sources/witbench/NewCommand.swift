import ArgumentParser
import Workbench

/// `witbench new`
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a project from an example; it builds at once.",
    discussion: """
      Makes a folder of the template's name in the current one.
      Exit status: 0 made, 1 the name cannot be used, 2 a file could not be written.
      """)

  @Option(help: "What to begin with.")
  var example: ExampleProject

  @Option(help: "The template's name, and the folder's.")
  var templateName: String

  @OptionGroup var plan: PlanOption

  func run() throws {
    try conclude {
      let changes = try PlanOption.planned { () throws(BuildFailure) in
        try example.plan(template: templateName, in: ".")
      }
      try plan.carryOut(changes, messages: changes.items.map { "Writing \($0.path)" })
      if plan.dryRun { return }
      let stem = templateName.map { $0 == "-" ? "_" : String($0) }.joined()
      answer(
        """
        Build it with
          witbench build --workspace \(templateName)
        The result in \(templateName)/\(stem).wasm is ready to be used.
        """)
    }
  }
}

extension ExampleProject: ExpressibleByArgument {}
