import Component
import Foundation
import Runtime

/// What workers cost: their calls, the way from one to another, thousands of them at once.
struct WorkerBench {
  private let scratch: URL
  private let counter: [UInt8]
  private let templates: [WorkerTemplate]

  init(peer: String, scratch: URL) throws {
    self.scratch = scratch
    counter = try BenchGuests.counter()
    let caller = try BenchGuests.caller(peer: peer, scratch: scratch)
    templates = try [("counter", counter), ("caller", caller)].map { name, bytes in
      let path = scratch.appending(path: "template-\(name).wasm").path
      try Data(bytes).write(to: URL(filePath: path))
      return WorkerTemplate(id: name, name: name, componentPath: path)
    }
  }

  private func open(_ durability: Durability = .memory, _ name: String = "x") throws
    -> WorkerRuntime
  {
    try WorkerRuntime(
      .init(
        folder: scratch.appending(path: "state-\(name)").path, durability: durability,
        templates: templates))
  }

  func report(into report: inout BenchReport) async throws {
    try await callsAndHops(into: &report)
    try await runaway(&report)
    try await live(10_000, &report)
  }

  func callsAndHops(into report: inout BenchReport) async throws {
    try await calls(&report)
    try await hops(&report)
  }

  private func calls(_ report: inout BenchReport) async throws {
    let count = 20_000
    let bare = try BareCall.duration(of: counter, calls: count)
    let runtime = try open()
    let taken = try await timePerCall(count, of: runtime)
    report.add(
      "a call, wall", "echo u32, durability `memory`", taken, against: "libwasmtime's C API", bare)
    await runtime.close()
  }

  /// On the pool, where the engine's callers are: the main thread would be woken for each answer.
  @concurrent
  private func timePerCall(_ count: Int, of runtime: WorkerRuntime) async throws -> Duration {
    try await expect(runtime, "counter", "a", "echo", 1, 1)
    let clock = ContinuousClock()
    let start = clock.now
    for number in 0..<count {
      try await expect(runtime, "counter", "a", "echo", UInt32(number), UInt32(number))
    }
    return (clock.now - start) / count
  }

  private func hops(_ report: inout BenchReport) async throws {
    let count: UInt32 = 5_000
    let runtime = try open()
    try await expect(runtime, "caller", "a", "run", 10, 10)
    let clock = ContinuousClock()
    let start = clock.now
    try await expect(runtime, "caller", "a", "run", count, count)
    report.add(
      "a call of another worker, wall", "`invoke-and-await` of u32, durability `memory`",
      ((clock.now - start) / Int(count)).text)
    await runtime.close()
  }

  /// Neighbours while a guest never returns, and how soon it is stopped.
  private func runaway(_ report: inout BenchReport) async throws {
    let runtime = try open()
    let clock = ContinuousClock()
    func latencies() async throws -> [Duration] {
      var times: [Duration] = []
      for number in 0..<2_000 {
        let start = clock.now
        try await expect(
          runtime, "counter", "neighbour", "echo", UInt32(number), UInt32(number))
        times.append(clock.now - start)
      }
      return times.sorted()
    }
    _ = try await latencies()
    let quiet = try await latencies()
    var stops: [Duration] = []
    var busy: [Duration] = []
    for round in 0..<10 {
      let address = WorkerAddress(template: "counter", name: "runaway-\(round)")
      let call = Task { try await runtime.invoke(address, function: "spin", arguments: []) }
      while try !runtime.snapshots().contains(where: { $0.address == address && $0.isLoaded }) {
        try await Pause.wait(for: .milliseconds(1))
      }
      if round == 0 { busy = try await latencies() }
      let start = clock.now
      try await runtime.interrupt(address)
      _ = try await call.value
      stops.append(clock.now - start)
    }
    report.add(
      "a runaway guest is stopped, wall", "the longest of 10", (stops.max() ?? .zero).text)
    report.add(
      "a neighbour's calls meanwhile, p99", "alone \(quiet[quiet.count * 99 / 100].text)",
      busy[busy.count * 99 / 100].text)
    await runtime.close()
  }

  private func live(_ count: Int, _ report: inout BenchReport) async throws {
    let runtime = try open()
    let before = ProcessFacts.residentBytes
    let clock = ContinuousClock()
    let start = clock.now
    for number in 0..<count { try await expect(runtime, "counter", "w\(number)", "add", 1, 1) }
    let made = (clock.now - start) / count
    let bytes = (ProcessFacts.residentBytes - before) / count
    let threads = ProcessFacts.threads
    let before2 = ProcessFacts.processorTime
    try await Task.sleep(for: .seconds(2))
    let idle = ProcessFacts.processorTime - before2
    var times: [Duration] = []
    for number in 0..<2_000 {
      let start = clock.now
      try await expect(runtime, "counter", "w\(number * 7919 % count)", "add", 1, 2)
      times.append(clock.now - start)
    }
    times.sort()
    let loaded = try runtime.snapshots().count(where: \.isLoaded)
    report.add(
      "live idle workers", "\(loaded) counters, \(threads) threads",
      "made and called \(made.text), \(bytes >> 10) KiB each; then p50 "
        + "\(times[times.count / 2].text), p99 \(times[times.count * 99 / 100].text); idle for "
        + "2 s: \(idle.text) CPU")
    await runtime.close()
  }

  /// The long form: known workers, of which only so many are in memory.
  func known(_ count: Int, into report: inout BenchReport) async throws {
    for durability in [Durability.memory, .relaxed] {
      let name = "known-\(durability.rawValue)"
      let runtime = try open(durability, name)
      let before = ProcessFacts.residentBytes
      let clock = ContinuousClock()
      let start = clock.now
      let width = 64
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<width {
          group.addTask {
            for number in stride(from: lane, to: count, by: width) {
              try await self.expect(runtime, "counter", "w\(number)", "add", 1, 1)
            }
          }
        }
        try await group.waitForAll()
      }
      let made = clock.now - start
      let loaded = try runtime.snapshots().count(where: \.isLoaded)
      report.add(
        "known workers", "\(count) counters, durability `\(durability.rawValue)`, \(loaded) loaded",
        "made and called in \(made.text), \((made / count).text) each, "
          + "\((ProcessFacts.residentBytes - before) >> 20) MiB")
      await runtime.close()
      guard durability != .memory else { continue }
      try startAgain(name, count, into: &report)
    }
  }

  /// A process that begins with so many workers known: what it waits for, and what it takes.
  private func startAgain(_ name: String, _ count: Int, into report: inout BenchReport) throws {
    let output = scratch.appending(path: "start").path
    try Data().write(to: URL(filePath: output))
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = [
      "start", scratch.appending(path: "state-\(name)").path, templates[0].componentPath,
      "w\(count / 2)",
    ]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchFailure("`bench start` failed") }
    let text = try String(contentsOfFile: output, encoding: .utf8)
    report.add(
      "start with known workers", "\(count) counters, a process of its own",
      text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// `bench start FOLDER COMPONENT WORKER`: opens workers that are there, calls one, lists all.
  static func start(_ words: [String]) async throws {
    guard words.count == 3 else { throw BenchFailure("bench start FOLDER COMPONENT WORKER") }
    let clock = ContinuousClock()
    var start = clock.now
    let runtime = try WorkerRuntime(
      .init(
        folder: words[0], durability: .full,
        templates: [WorkerTemplate(id: "counter", name: "counter", componentPath: words[1])]))
    try runtime.recover()
    let opened = clock.now - start
    start = clock.now
    let outcome = try await runtime.invoke(
      WorkerAddress(template: "counter", name: words[2]), function: "add", arguments: [.u32(1)])
    let first = clock.now - start
    guard outcome == .returned(.u32(2)) else { throw BenchFailure("the call gave \(outcome)") }
    let bytes = ProcessFacts.residentBytes
    start = clock.now
    let listed = try runtime.snapshots().count
    print(
      "opened \(opened.text), first call \(first.text), \(bytes >> 20) MiB; \(listed) listed "
        + (clock.now - start).text)
    await runtime.close()
  }

  private func expect(
    _ runtime: WorkerRuntime, _ template: String, _ worker: String, _ function: String,
    _ argument: UInt32, _ result: UInt32
  ) async throws {
    let outcome = try await runtime.invoke(
      WorkerAddress(template: template, name: worker), function: function,
      arguments: [.u32(argument)])
    guard outcome == .returned(.u32(result)) else {
      throw BenchFailure("\(template)/\(worker) \(function)(\(argument)) gave \(outcome)")
    }
  }
}

/// What the system says of this process.
enum ProcessFacts {
  static var residentBytes: Int { number(of: "VmRSS:") << 10 }
  static var threads: Int { number(of: "Threads:") }

  private static func number(of key: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
    return line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
      .flatMap { Int($0) } ?? 0
  }

  static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
