import ArgumentParser
import Workbench

/// `witbench template …`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Look at the components that workers are made of.",
    subcommands: [List.self, Get.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List all templates; a component that has changed gets its version number.")

    @OptionGroup var options: WorkspaceOption
    @Flag(help: "Write JSON.") var json = false

    func run() throws { try options.perform(.templates(json: json)) }
  }

  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one template: its versions, its functions, and who serves what it imports.")

    @OptionGroup var options: WorkspaceOption
    @Flag(help: "Write JSON.") var json = false
    @Argument(help: "The template's name or id.", completion: .templates) var template: String

    func run() throws { try options.perform(.template(template, json: json)) }
  }
}
