import Foundation
import TestSupport
import Testing

/// Each of a manifest's `limits`, from the file to the guest that meets it.
@Suite(.timeLimit(.minutes(10))) struct LimitTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var limit: String
    var call: [String]
    /// What the call says; nil where it is answered.
    var says: String?
    /// The number of lines in the log.
    var lines = 0
    /// What the last of them says.
    var lastLine = ""

    var testDescription: String { limit }
  }

  @Test(arguments: [
    Case(
      limit: #"memory = "2MiB""#, call: ["take-memory"], says: "than its 2 MiB: `limits.memory`"),
    Case(
      limit: #"memory = "8MiB""#, call: ["take-memory"], says: "than its 8 MiB: `limits.memory`"),
    Case(limit: #"stack = "128KiB""#, call: ["recurse"], says: "than its 128 KiB; `limits.stack`"),
    Case(limit: #"stack = "2MiB""#, call: ["recurse"], says: "than its 2 MiB; `limits.stack`"),
    Case(limit: #"time = "50ms""#, call: ["spin"], says: "than its 0.05 seconds"),
    Case(limit: #"time = "0.1s""#, call: ["spin"], says: "than its 0.1 seconds"),
    // A line of 13 bytes and its end.
    Case(
      limit: #"log = "1KiB""#, call: ["flood", "200"], says: nil, lines: 74,
      lastLine: "wrote 1 KiB: `limits.log`"),
    Case(limit: #"log = "1MiB""#, call: ["flood", "200"], says: nil, lines: 200),
    Case(
      limit: "log-lines = 10", call: ["flood", "20"], says: nil, lines: 11,
      lastLine: "wrote 10 lines: `limits.log-lines`"),
    Case(limit: "log-lines = 20", call: ["flood", "20"], says: nil, lines: 20),
    Case(
      limit: #"payload = "1KiB""#, call: ["list", "2000"],
      says: "2000 bytes is more than the 1 KiB of one call: `limits.payload`"),
    Case(limit: #"payload = "4KiB""#, call: ["list", "2000"], says: nil),
  ]) func aLimitOfTheManifestReachesTheGuest(_ limited: Case) throws {
    let folder = try TemporaryFolder([
      "witbench.toml":
        "[templates.hostile]\ncomponent = \"hostile.wasm\"\nlimits.\(limited.limit)\n"
    ])
    let wat = Project.root.appending(path: "Tests/RuntimeTests/Fixtures/hostile.wat").path
    let built = try Judge.run("parse", wat, "-o", "\(folder.path)/hostile.wasm")
    #expect(built.status == 0, "\(built.errors)")

    let answer = try Program.run(["invoke", "hostile/a"] + limited.call, in: folder.path)
    if let words = limited.says {
      #expect(answer.status == 1)
      #expect(answer.errors.contains(words), "\(answer.errors)")
    } else {
      #expect(answer.status == 0, "\(answer.errors)")
    }
    let log = try Program.run(["worker", "logs", "hostile/a"], in: folder.path).output
    let lines = log.split(separator: "\n")
    #expect(lines.count == limited.lines)
    if !limited.lastLine.isEmpty {
      #expect(lines.last?.contains(limited.lastLine) == true, "\(lines.last ?? "")")
    }
  }
}
