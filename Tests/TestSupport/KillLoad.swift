import Foundation

/// Calls from one worker to another whose process is killed at random moments, repeated with their
/// keys until they are answered.
///
/// Both workers write each line that they are given into a file of their own folder, which is read
/// from outside: what was done twice, or not at all, is seen there and not in any answer.
package final class KillLoad {
  /// Lines of one call: as often the first worker calls the second.
  private static let linesPerCall = 3
  /// Calls under way at the same time, each from a process of its own.
  private static let callsPerRound = 3
  /// A call that is not answered by then is lost; without kills one attempt suffices.
  private static let attemptsMax = 20

  private let folder: TemporaryFolder
  private var random: SeededRandom
  /// Keys of the calls that were answered, in no order.
  private var acknowledged: [String] = []
  /// Microseconds that a round takes which nobody kills.
  private var roundMicroseconds: UInt64 = 0

  package private(set) var failures: [String] = []
  package private(set) var kills = 0
  /// Kills in which a process was still there to be killed.
  package private(set) var hits = 0
  private var retries = 0

  package init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    folder = try TemporaryFolder([
      "witbench.toml": """
      [workspace]
      name = "kills"
      [templates.golem]
      component = "golem.wasm"
      """
    ])
    try GolemGuest.relay.build(to: "\(folder.path)/golem.wasm")
    let begin = ContinuousClock.now
    try answer(keys(round: "warm"))
    roundMicroseconds = UInt64((ContinuousClock.now - begin) / .microseconds(1))
  }

  package var text: String {
    """
    \(kills) kills, \(hits) of them of processes under way; \(acknowledged.count) calls, \
    \(retries) repeated; \(acknowledged.count * Self.linesPerCall) lines in each of two files; \
    \(failures.count) failures
    """
  }

  /// Begins calls, kills, looks at the files, and repeats what was not answered.
  package func run(round: Int) throws {
    let keys = keys(round: "\(round)")
    let begun = try keys.map(start)
    usleep(UInt32(UInt64.random(in: 0...roundMicroseconds, using: &random)))
    // Sometimes all of them, sometimes one, which may have the workers open or ask another for it.
    let one = Int.random(in: begun.indices, using: &random)
    for victim in Bool.random(using: &random) ? begun : [begun[one]] {
      victim.kill(SIGKILL)
    }
    kills += 1
    var open: [String] = []
    var isHit = false
    for (key, process) in zip(keys, begun) {
      let ending = try process.wait()
      isHit = isHit || ending.isKilled
      if !ending.isKilled, ending.status != 0 {
        failures.append("round \(round): \(key): \(ending.errors)")
      }
      if ending.isKilled || ending.status != 0 {
        open.append(key)
      } else {
        acknowledged.append(key)
      }
    }
    if isHit { hits += 1 }
    try look("round \(round), killed", mustBeWhole: false)
    retries += open.count
    try answer(open)
    // A fresh call brings both workers back, their files with them.
    try answer(["settle-\(round)-"])
    try look("round \(round), answered", mustBeWhole: true)
  }

  private func keys(round: String) -> [String] {
    (0..<Self.callsPerRound).map { "call-\(round)-\($0)-" }
  }

  private func start(_ key: String) throws -> ChildProcess {
    try Program.start(
      [
        "invoke", "--idempotency-key", key, "golem/caller", "relay",
        "\"worker://golem/callee\"", "\"\(key)\"", "\(Self.linesPerCall)",
      ], in: folder.path)
  }

  /// Repeats the calls until each is answered.
  private func answer(_ keys: [String]) throws {
    var open = keys
    var attempts = 0
    while !open.isEmpty {
      let endings = try open.map(start).map { try $0.wait() }
      attempts += 1
      let refused = zip(open, endings).filter { $0.1.status != 0 || $0.1.isKilled }
      acknowledged += open.filter { key in !refused.contains { $0.0 == key } }
      open = refused.map(\.0)
      guard attempts < Self.attemptsMax || open.isEmpty else {
        for (key, ending) in refused {
          failures.append("\(key) is never answered: \(ending.errors)")
        }
        return
      }
    }
  }

  /// Reads both files: no line twice; and where the workers are up, every line that an answered call
  /// was to write, in one order for both, since the first worker waits for the second.
  private func look(_ moment: String, mustBeWhole: Bool) throws {
    let files = effects()
    for (name, lines) in files {
      let twice = Dictionary(grouping: lines, by: \.self).filter { $0.value.count > 1 }.keys
      if !twice.isEmpty { failures.append("\(moment): \(name) has twice: \(twice.sorted())") }
      guard mustBeWhole else { continue }
      let wanted = acknowledged.flatMap { key in (0..<Self.linesPerCall).map { "\(key)\($0)" } }
      let missing = Set(wanted).subtracting(lines).sorted()
      let foreign = Set(lines).subtracting(wanted).sorted()
      if !missing.isEmpty { failures.append("\(moment): \(name) lacks \(missing)") }
      if !foreign.isEmpty { failures.append("\(moment): \(name) has \(foreign), never sent") }
    }
    guard mustBeWhole else { return }
    if files.count != 2 { failures.append("\(moment): \(files.count) files, not 2") }
    if Set(files.map(\.lines)).count != 1 {
      failures.append("\(moment): the workers wrote in different orders")
    }
  }

  /// The lines of each worker's file, as it lies on the disk. A last line without its end is left
  /// out: its write was under way.
  private func effects() -> [(name: String, lines: [String])] {
    folder.contents.filter { $0.hasSuffix("/effects") }.map { name in
      let bytes = (try? TemporaryFolder.bytes("\(folder.path)/\(name)")) ?? []
      let whole = bytes.prefix((bytes.lastIndex(of: 10) ?? -1) + 1)
      let lines = String(decoding: whole, as: UTF8.self).split(separator: "\n").map(String.init)
      return (name, lines)
    }
  }
}
