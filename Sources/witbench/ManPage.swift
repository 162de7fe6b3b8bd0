import Component
import Workbench

/// The manual page, written from the argument parser and the table of the screen's commands.
enum ManPage {
  /// - Parameter dump: what the argument parser says of itself, as JSON
  static func text(dump: String) throws(JSONError) -> String {
    guard let root = try JSON.parse(dump)["command"] else {
      throw JSONError(message: "the parser's description has no command")
    }
    var page = Roff()
    page.line(".TH WITBENCH 1 \"\" \"witbench \(Producer.version)\" \"User Commands\"")
    page.section("NAME")
    page.text("witbench - \(root.word("abstract"))")
    page.section("SYNOPSIS")
    page.text("witbench [open] [FOLDER|FILE] [--theme NAME]\nwitbench SUBCOMMAND …", breaks: true)
    page.section("DESCRIPTION")
    page.text(description)
    page.section("OPTIONS")
    for argument in root.list("arguments") {
      page.item(names(of: argument), argument.word("abstract"))
    }
    page.section("SUBCOMMANDS")
    for command in root.list("subcommands") { write(command, lead: "witbench", in: &page) }
    page.section("KEYS")
    page.text("The footer of the screen shows what works where you are; ? lists all of it.")
    for group in Command.Group.allCases { write(group, in: &page) }
    page.section("EXIT STATUS")
    for (status, meaning) in statuses { page.item(status, meaning) }
    page.section("ENVIRONMENT")
    for (name, meaning) in variables { page.item(name, meaning) }
    page.section("FILES")
    for (name, meaning) in files { page.item(name, meaning) }
    return page.text
  }

  private static func write(_ command: JSON, lead: String, in page: inout Roff) {
    let name = "\(lead) \(command.word("commandName"))"
    // The parser brings its own page for `help`.
    guard command.word("commandName") != "help" else { return }
    let subcommands = command.list("subcommands").filter { $0.word("commandName") != "help" }
    if subcommands.isEmpty {
      let arguments = command.list("arguments").filter { $0["shouldDisplay"] != .bool(false) }
      page.heading(([name] + arguments.compactMap(usage)).joined(separator: " "))
      page.text(command.word("abstract"))
      let discussion = command.word("discussion")
      if !discussion.isEmpty { page.text(discussion, breaks: false) }
      for argument in arguments where !isHelp(argument) {
        page.item(names(of: argument), argument.word("abstract"))
      }
    }
    for subcommand in subcommands { write(subcommand, lead: name, in: &page) }
  }

  private static func write(_ group: Command.Group, in page: inout Roff) {
    page.heading(group.rawValue)
    for command in CommandTable.all where command.group == group {
      let keys = command.keys.map(\.text).joined(separator: " ")
      page.item("\(keys) (\(command.id.rawValue))", command.help)
    }
  }

  private static func isHelp(_ argument: JSON) -> Bool {
    ["help", "version"].contains(argument.word("valueName")) && argument.word("kind") == "flag"
  }

  /// How an argument stands on the command line; nil for what every command has.
  private static func usage(_ argument: JSON) -> String? {
    if isHelp(argument) { return nil }
    var text = argument.word("kind") == "positional" ? placeholder(argument) : names(of: argument)
    if case .bool(true)? = argument["isOptional"] { text = "[\(text)]" }
    if case .bool(true)? = argument["isRepeating"] { text += "…" }
    return text
  }

  /// `-o, --output OUTPUT`
  private static func names(of argument: JSON) -> String {
    if argument.word("kind") == "positional" { return placeholder(argument) }
    let names = argument.list("names").map { name in
      (name.word("kind") == "long" ? "--" : "-") + name.word("name")
    }
    let value = argument.word("kind") == "option" ? " \(placeholder(argument))" : ""
    return names.sorted { $0.count < $1.count }.joined(separator: ", ") + value
  }

  private static func placeholder(_ argument: JSON) -> String {
    argument.word("valueName").uppercased()
  }
}

extension JSON {
  fileprivate subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// A member's text; empty where there is none.
  fileprivate func word(_ name: String) -> String {
    guard case .string(let text)? = self[name] else { return "" }
    return text
  }

  fileprivate func list(_ name: String) -> [JSON] {
    guard case .array(let items)? = self[name] else { return [] }
    return items
  }
}
