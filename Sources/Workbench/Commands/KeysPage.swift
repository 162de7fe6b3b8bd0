/// docs/keys.md, written from the command table.
package enum KeysPage {
  package static var text: String {
    var lines = [
      "# Keys", "",
      "This page is written from the command table: `BLESS=1 Scripts/test KeysPage`.", "",
      "The footer of the screen shows the keys that do something where you are; `?` lists all of",
      "them (`f1` while you type), filters as you type, and runs the selected one. `:` runs a",
      "command by its name. Where one key stands twice, the command of the place you are in has it.",
      "While text is typed, only keys that are no text are commands. `[keys]` in the configuration",
      "(`witbench config path`) gives a command other keys, by its name.",
    ]
    for group in Command.Group.allCases {
      let commands = CommandTable.all.filter { $0.group == group }
      lines += ["", "## \(group.rawValue)", "", "| keys | name | what it does |", "|---|---|---|"]
      lines += commands.map { command in
        let keys = command.keys.map { "`\($0.text)`" }.joined(separator: " ")
        return "| \(keys) | `\(command.id.rawValue)` | \(command.help) |"
      }
    }
    lines += [
      "", "The mouse: a click selects a tab, a pane or a row; the wheel scrolls what is under it.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
