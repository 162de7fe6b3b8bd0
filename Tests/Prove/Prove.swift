import Foundation
import Synchronization
import TestSupport

/// `prove mutate COUNT FROM`, `prove worlds SEEDS FROM`, `prove kills COUNT SEED`,
/// `prove idle WORKERS SECONDS`; see Scripts/prove.
@main
struct Prove {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard words.count == 3, let count = Int(words[2]), let first = Int(words[3]), count > 0,
      first >= 0
    else {
      print("usage: prove mutate|worlds|kills|idle COUNT FROM; see Scripts/prove")
      exit(64)
    }
    switch words.first {
    case "mutate": try mutate(first..<(first + count))
    case "worlds": try worlds(first..<(first + count))
    case "kills": try kills(count, seed: first)
    case "idle": try idle(count, seconds: UInt32(max(1, first)))
    default: exit(64)
    }
  }

  /// Seed 0 stands for a new one.
  private static func kills(_ count: Int, seed: Int) throws {
    let seed = seed == 0 ? UInt64.random(in: 1...UInt64(Int.max)) : UInt64(seed)
    print("seed \(seed)")
    let load = try KillLoad(seed: seed)
    for round in 1...count {
      try load.run(round: round)
      if round.isMultiple(of: 20) || !load.failures.isEmpty { print(load.text) }
      if load.failures.count > 20 { break }
    }
    finish(load.text, load.failures)
  }

  private static func idle(_ workers: Int, seconds: UInt32) throws {
    let load = try IdleLoad(workers: workers)
    defer { load.end() }
    // What was begun for the last call is over by then.
    sleep(5)
    let (switches, reads) = load.measure(seconds: seconds)
    let count = switches.values.reduce(0, +)
    var failures: [String] = []
    if !load.areLive { failures.append("the workers are not in the screen's memory") }
    if count > 0 { failures.append("woken up, by thread: \(switches)") }
    if reads > 0 { failures.append("read \(reads) times") }
    finish(
      "screen open, \(workers) idle workers, \(load.threads) threads, \(seconds) s: "
        + "\(count) context switches, \(reads) reads", failures)
  }

  private static func mutate(_ numbers: Range<Int>) throws {
    var check = MutationCheck(Mutator(try Binaries.all()))
    HangWatch.start()
    for number in numbers {
      HangWatch.note(number)
      check.run(number)
    }
    finish(check.text, check.failures)
    guard check.pastFirstSection * 5 >= check.mutants else {
      print("prove: less than a fifth was read past header and first section")
      exit(1)
    }
  }

  private static func worlds(_ seeds: Range<Int>) throws {
    var check = WorldCheck()
    for seed in seeds { try check.run(seed) }
    finish(check.text, check.failures)
  }

  private static func finish(_ text: String, _ failures: [String]) {
    for failure in failures.prefix(20) { print(failure) }
    print(text)
    if !failures.isEmpty { exit(1) }
  }
}

/// Ends the program when a mutant takes too long, and says which; a crash leaves its number too.
private enum HangWatch {
  private static let secondsMax = 10
  private static let current = Mutex(-1)
  private static let file = open(".build-prove/mutant", O_WRONLY | O_CREAT | O_TRUNC, 0o644)

  static func note(_ number: Int) {
    current.withLock { $0 = number }
    let text = "\(number)\n"
    _ = text.withCString { pwrite(file, $0, strlen($0), 0) }
  }

  static func start() {
    let thread = Thread {
      var last = -1
      var seconds = 0
      while true {
        sleep(1)
        let now = current.withLock { $0 }
        seconds = now == last ? seconds + 1 : 0
        last = now
        guard seconds < secondsMax else {
          print("prove: mutant \(now) takes more than \(secondsMax) seconds")
          exit(1)
        }
      }
    }
    thread.start()
  }
}
