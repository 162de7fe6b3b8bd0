import Foundation

/// How long the screen takes to show a workspace, from the start of the program.
enum FirstFrame {
  /// The wall's time until the tab bar has been written, the least of the runs. The terminal is made
  /// by script(1), whose own start is in it, and that of the shell and stty(1).
  static func duration(of path: String, opening folder: String, runs: Int) throws -> Duration {
    var times: [Duration] = []
    for _ in 0..<runs { times.append(try duration(of: path, opening: folder)) }
    return times.min() ?? .zero
  }

  private static func duration(of path: String, opening folder: String) throws -> Duration {
    let keys = Pipe()
    let picture = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/script")
    process.arguments = [
      "-qfec", "stty rows 40 cols 120; exec '\(path)' open '\(folder)'", "/dev/null",
    ]
    process.environment = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    process.standardInput = keys
    process.standardOutput = picture
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    // The title may arrive in pieces, so what has come is kept.
    var seen = Data()
    while seen.range(of: Data("Explore".utf8)) == nil {
      let bytes = picture.fileHandleForReading.availableData
      guard !bytes.isEmpty else { throw BenchFailure("witbench ended before it drew anything") }
      seen += bytes
    }
    let duration = clock.now - start
    try keys.fileHandleForWriting.write(contentsOf: Data("q".utf8))
    while !picture.fileHandleForReading.availableData.isEmpty { continue }
    process.waitUntilExit()
    return duration
  }
}
