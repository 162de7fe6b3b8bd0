import Foundation

/// The program with a terminal of its own whose picture nobody looks at.
package final class TerminalProcess {
  private let terminal: ChildProcess
  /// The program's, as the shell that became it wrote it down.
  package let identifier: Int32

  /// Opens a folder on a screen of 120 columns and 40 rows, which script(1) makes.
  package init(opening folder: String) throws {
    let note = "\(folder)/process"
    let own = ProcessInfo.processInfo.environment
    terminal = try ChildProcess(
      "/usr/bin/script",
      [
        "-qfec",
        "stty rows 40 cols 120; echo $$ > \"$NOTE.new\"; mv \"$NOTE.new\" \"$NOTE\"; "
          + "exec \"$WITBENCH\" open \"$FOLDER\"", "/dev/null",
      ],
      environment: [
        "PATH": own["PATH"] ?? "", "HOME": own["HOME"] ?? "/", "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh", "WITBENCH": Program.path, "FOLDER": folder,
        "NOTE": note,
      ])
    while !FileManager.default.fileExists(atPath: note) { usleep(10_000) }
    let text = try String(contentsOfFile: note, encoding: .utf8)
    guard let number = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw ChildProcess.Failure(description: "the shell wrote no process id: \(text)")
    }
    identifier = number
  }

  /// Ends it, and waits for the end.
  package func quit() {
    kill(identifier, SIGTERM)
    _ = try? terminal.wait()
  }

  /// How often its threads were put on a processor since they are there, by thread.
  package var switches: [String: Int] {
    let tasks = "/proc/\(identifier)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    var counts: [String: Int] = [:]
    for thread in threads {
      counts[thread] = lines("task/\(thread)/status").filter { $0.contains("ctxt_switches") }
        .compactMap { Int($0.split(whereSeparator: { " \t:".contains($0) }).last ?? "") }
        .reduce(0, +)
    }
    return counts
  }

  /// How often it has read from anything.
  package var reads: Int {
    lines("io").first { $0.hasPrefix("syscr") }.flatMap { Int($0.split(separator: " ").last ?? "") }
      ?? 0
  }

  package var mappings: Int { lines("maps").count }

  /// Timers of the system that will wake it.
  package var armedTimers: Int {
    let folder = "/proc/\(identifier)/fdinfo"
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return descriptors.count { descriptor in
      lines("fdinfo/\(descriptor)").contains {
        $0.hasPrefix("it_value:") && $0 != "it_value: (0, 0)"
      }
    }
  }

  private func lines(_ name: String) -> [String] {
    // Such files have no size, and end where reading ends.
    guard let file = FileHandle(forReadingAtPath: "/proc/\(identifier)/\(name)") else { return [] }
    var bytes = Data()
    while let more = try? file.read(upToCount: 1 << 16), !more.isEmpty { bytes += more }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
