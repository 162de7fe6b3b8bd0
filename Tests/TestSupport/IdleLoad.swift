import Foundation

/// The screen with many idle workers behind it, and what it does while nobody wants anything.
package struct IdleLoad {
  private let folder: TemporaryFolder
  private let screen: TerminalProcess
  private let workers: Int
  /// The screen's, with one worker.
  private var mappings = 0

  /// Opens the screen, and makes workers beside it that it then has in its memory.
  package init(workers: Int) throws {
    self.workers = workers
    folder = try TemporaryFolder([
      "witbench.toml": """
      [workspace]
      name = "idle"
      durability = "relaxed"
      [templates.counter]
      component = "counter.wasm"
      """
    ])
    let text = try folder.write(Self.counter, to: "counter.wat")
    try folder.write(try Judge.run("parse", text).output, to: "counter.wasm")
    screen = try TerminalProcess(opening: folder.path)
    // A first one makes the state, and the screen takes it over.
    try call(0..<1)
    while !isHeldByScreen { usleep(10_000) }
    mappings = screen.mappings
    let width = 4
    for first in stride(from: 1, to: workers, by: width) {
      try call(first..<min(workers, first + width))
    }
  }

  /// Calls workers that are not there yet, each from a process of its own.
  private func call(_ numbers: Range<Int>) throws {
    let calls = try numbers.map {
      try Program.start(["invoke", "counter/w\($0)", "add", "\($0)"], in: folder.path)
    }
    for (number, call) in zip(numbers, calls) {
      let ending = try call.wait()
      guard ending.status == 0, ending.text == "\(number)\n" else {
        throw ChildProcess.Failure(description: "w\(number): \(ending.errors)")
      }
    }
  }

  /// The process that has the workers open.
  private var holder: Int32? {
    let text = try? String(contentsOfFile: "\(folder.path)/.witbench/lock", encoding: .utf8)
    return text?.split(separator: "\n").first.flatMap { Int32($0) }
  }

  /// With a memory, as every guest of a compiler has one.
  private static let counter = """
    (component
      (core module $m
        (memory (export "memory") 1)
        (global $sum (mut i32) (i32.const 0))
        (func (export "add") (param i32) (result i32)
          (global.set $sum (i32.add (global.get $sum) (local.get 0)))
          (i32.store (i32.const 0) (global.get $sum))
          (global.get $sum)))
      (core instance $i (instantiate $m))
      (func (export "add") (param "n" u32) (result u32) (canon lift (core func $i "add"))))
    """

  /// Waits until no timer will wake the program any more. Somebody else guards against a hang.
  package func settle() {
    while screen.armedTimers > 0 { usleep(10_000) }
  }

  /// How often the program was on a processor, and how often it read anything, in so many seconds.
  package func measure(seconds: UInt32) -> (switches: [String: Int], reads: Int) {
    let (before, readsBefore) = (screen.switches, screen.reads)
    sleep(seconds)
    let (after, readsAfter) = (screen.switches, screen.reads)
    let changes = after.map { ($0.key, $0.value - (before[$0.key] ?? 0)) }.filter { $0.1 != 0 }
    return (Dictionary(uniqueKeysWithValues: changes), readsAfter - readsBefore)
  }

  /// Whether the screen has the workers open.
  package var isHeldByScreen: Bool { holder == screen.identifier }

  /// Whether the workers are in the memory of the process that shows them: each has a mapping there,
  /// or more.
  package var areLive: Bool { screen.mappings - mappings >= workers - 1 }

  package var threads: Int { screen.switches.count }

  package func end() {
    screen.quit()
  }
}
