import CNcurses
import Glibc
package import Workbench

extension Doctor {
  /// Whether the screen can be had here. Nothing is written to the terminal.
  package static func terminal() -> Finding {
    let name = "terminal"
    let type: TerminalType
    do throws(TerminalFailure) {
      type = try TerminalType()
    } catch {
      return Finding(name, .wrong, error.text)
    }
    var words = ["\(type.name), \(type.colors)"]
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0 else {
      return Finding(
        name, .ok, words[0] + "; stdin or stdout is none here, so its size was not looked at")
    }
    guard cn_window_size(STDOUT_FILENO, &rows, &columns) == 0, rows > 0, columns > 0 else {
      return Finding(
        name, .warning, words[0] + ", which does not tell its size",
        advice: "Set LINES and COLUMNS, or `stty rows 24 cols 80`")
    }
    words.append("\(columns)×\(rows) cells")
    let size = Size(columns: Int(columns), rows: Int(rows))
    let least = Layout.minimumSize
    guard Layout.fits(size) else {
      return Finding(
        name, .warning, words.joined(separator: ", "),
        advice: "The screen needs \(least.columns)×\(least.rows): make the window larger")
    }
    return Finding(name, .ok, words.joined(separator: ", "))
  }
}

extension TerminalType {
  /// What the screen will be painted with, in words.
  fileprivate var colors: String {
    if environmentVariable("NO_COLOR") != nil { return "no colours (NO_COLOR)" }
    if isDirect { return "24-bit colours (COLORTERM)" }
    let count = cn_capability_number("colors")
    return count > 0 ? "\(count) colours" : "no colours"
  }
}
