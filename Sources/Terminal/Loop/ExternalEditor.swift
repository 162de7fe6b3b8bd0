import Glibc
import Workbench

/// The user's editor while it has the terminal.
struct ExternalEditor {
  /// Why it did not go well, as a sentence; nil where it did.
  struct Ending {
    var text: String?
  }

  let shownPath: String
  private let command: String
  private let process: pid_t

  /// Starts `$VISUAL`, `$EDITOR` or `vi` on a file.
  init(path: String, shownAs shown: String, line: Int) throws(TerminalFailure) {
    shownPath = shown
    command = Self.variable("VISUAL") ?? Self.variable("EDITOR") ?? "vi"
    guard Files.isFile(path) else {
      throw TerminalFailure("\(shown): there is no such file any more; R reads the workspace again")
    }
    let arguments = Self.arguments(command: command, path: path, line: line)
    guard let process = Self.spawn(arguments) else {
      throw TerminalFailure("`\(command)` could not be started: \(errorText())")
    }
    self.process = process
  }

  /// How it ended; nil while it runs.
  var ending: Ending? {
    var status: Int32 = 0
    let answer = waitpid(process, &status, WNOHANG)
    if answer == 0 || (answer < 0 && errno == EINTR) { return nil }
    guard answer == process else { return Ending(text: "`\(command)` is lost: \(errorText())") }
    // As WIFEXITED and WEXITSTATUS have it.
    let code = status >> 8 & 0xFF
    if status & 0x7F != 0 {
      return Ending(text: "`\(command)` was ended by signal \(status & 0x7F)")
    }
    if code == 127 {
      return Ending(text: "`\(command)` was not found: set VISUAL or EDITOR to your editor")
    }
    return Ending(text: code == 0 ? nil : "`\(command)` ended with status \(code)")
  }

  /// The variable may hold arguments (`code -w`), so a shell takes it apart; the path it does not.
  static func arguments(command: String, path: String, line: Int) -> [String] {
    let program = Files.name(of: String(command.split(separator: " ").first ?? "vi"))
    let lead = ["sh", "-c", "exec \(command) \"$@\"", "sh"]
    return switch program {
    case "vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "view":
      lead + ["+\(line)", path]
    case "hx", "helix", "subl", "zed": lead + ["\(path):\(line)"]
    case "code", "codium": lead + ["--goto", "\(path):\(line)"]
    default: lead + [path]
    }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func spawn(_ arguments: [String]) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // An ignored signal would stay ignored in the new program.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH, SIGCHLD] {
      sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, &pointers, environ)
    errno = code
    return code == 0 ? process : nil
  }
}
