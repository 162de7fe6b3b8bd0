import Component
import Foundation
import Runtime
import WIT
import Workbench

/// `bench`: how fast the parts are that people wait for, each beside its peer in the same run.
///
/// Times are the least of several runs. What runs inside this process and what runs as a process are
/// both counted by the processor's clock, which other programs on the machine disturb least; what a
/// person waits for (the first picture, the disk) is counted by the wall's.
@main
struct Bench {
  private let peer: String
  private let witbench: String
  private let scratch: URL
  private var report = BenchReport()

  static func main() async throws {
    // As the program itself does.
    TaskPool.install()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "witbench-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    var bench = Bench(
      peer: root.appending(path: ".deps/python/bin/wasm-tools").path,
      witbench: own.appending(path: "witbench").path, scratch: scratch)
    if CommandLine.arguments.dropFirst().first == "start" {
      return try await WorkerBench.start(Array(CommandLine.arguments.dropFirst(2)))
    }
    // `bench stubs`: these cases alone.
    if CommandLine.arguments.dropFirst().first == "stubs" {
      try bench.measureStubs(root)
      print(bench.report.text)
      return
    }
    // `bench workers COUNT`: the long form, for `Scripts/prove`.
    if CommandLine.arguments.dropFirst().first == "workers" {
      let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 100_000
      let workers = try WorkerBench(peer: bench.peer, scratch: scratch)
      try await workers.report(into: &bench.report)
      try await workers.known(count, into: &bench.report)
      print(bench.report.text)
      return
    }
    // `bench calls`: only what a call takes.
    if CommandLine.arguments.dropFirst().first == "calls" {
      try await WorkerBench(peer: bench.peer, scratch: scratch).callsAndHops(into: &bench.report)
      print(bench.report.text)
      return
    }
    try bench.calibrate()
    try bench.readText()
    try bench.recheck()
    try bench.decode()
    try ComposeCases(
      peer: bench.peer, witbench: bench.witbench, scratch: scratch,
      componentize: root.appending(path: ".deps/componentize-py/bin/componentize-py").path
    ).measure(into: &bench.report)
    try bench.measureStubs(root)
    try await bench.passValues()
    let workers = try WorkerBench(peer: bench.peer, scratch: scratch)
    try await workers.report(into: &bench.report)
    try await workers.known(100_000, into: &bench.report)
    try bench.start(demo: root.appending(path: "demo-workspace").path)
    print(bench.report.text)
  }

  private init(peer: String, witbench: String, scratch: URL) {
    self.peer = peer
    self.witbench = witbench
    self.scratch = scratch
  }

  private mutating func measureStubs(_ root: URL) throws {
    try StubCases(
      witbench: witbench, scratch: scratch,
      wit: root.appending(path: "demo-workspace/purchase-history/wit").path
    ).measure(into: &report)
  }

  private mutating func calibrate() throws {
    let disk = try Clocks.medianFlush(in: scratch.path)
    let start = try Clocks.ofProcess(peer, ["--version"], runs: 20)
    report.calibration =
      "fdatasync p50 \(disk.text), start of `wasm-tools --version` \(start.cpu.text) CPU, "
      + "\(start.wall.text) wall"
  }

  private mutating func readText() throws {
    let text = GeneratedPackage(lineCount: 100_000).text
    let file = scratch.appending(path: "big.wit")
    try Data(text.utf8).write(to: file)
    let source = SourceFile(path: "big.wit", text: text)
    let package = SourcePackage(path: "big", files: [source])
    let megabytes = Double(text.utf8.count) / 1e6
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }

    let parsing = Clocks.ofWork { SyntaxTree.parse(source).tree.items.count }
    report.add(
      "lex and parse", String(format: "%.1f MB, %d lines", megabytes, lines),
      parsing.text + String(format: ", %.0f MB/s", megabytes / parsing.seconds))
    let resolution = resolve(root: package, dependencies: [])
    guard let root = resolution.root, resolution.isUsable else {
      throw BenchFailure("the generated package has mistakes: \(resolution.diagnostics.prefix(1))")
    }
    let resolving = Clocks.ofWork { resolve(root: package, dependencies: []).graph.types.count }
    report.add("parse and resolve, inside", "the same", resolving.text)
    let printing = Clocks.ofWork { WITPrinter.text(root: root, in: resolution.graph).utf8.count }
    report.add("print, inside", "the same", printing.text)

    let theirs = try Clocks.ofProcess(peer, ["component", "wit", file.path], runs: 7)
    let checking = try Clocks.ofProcess(witbench, ["wit", "check", file.path], runs: 7)
    report.add(
      "parse and resolve", "`witbench wit check`", checking.cpu,
      against: "wasm-tools component wit", theirs.cpu)
    let writing = try Clocks.ofProcess(witbench, ["wit", "print", file.path], runs: 7)
    report.add(
      "parse, resolve and print", "`witbench wit print`", writing.cpu,
      against: "wasm-tools component wit", theirs.cpu)
  }

  private mutating func recheck() throws {
    let folder = scratch.appending(path: "wit")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let files = GeneratedPackage(lineCount: 20_000).files(count: 200)
    for (index, text) in files.enumerated() {
      try Data(text.utf8).write(to: folder.appending(path: "f\(1000 + index).wit"))
    }
    // Files that have lain still for a while are not opened again.
    Thread.sleep(forTimeInterval: 4)
    let memory = FileMemory()
    _ = try WITFolder.load(folder.path, memory: memory)
    var times: [Duration] = []
    for run in 0..<30 {
      let index = (run * 37) % files.count
      let edited = files[index] + "\ninterface edit-\(run) { x: func(); }\n"
      try Data(edited.utf8).write(to: folder.appending(path: "f\(1000 + index).wit"))
      let clock = ContinuousClock()
      let start = clock.now
      let resolution = try WITFolder.load(folder.path, memory: memory)
      times.append(clock.now - start)
      guard resolution.isUsable else { throw BenchFailure("the edited package has mistakes") }
    }
    let lines = files.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
    let theirs = try Clocks.ofProcess(peer, ["component", "wit", folder.path], runs: 7)
    report.add(
      "re-check after an edit, median, wall", "1 of 200 files, \(lines) lines",
      times.sorted()[times.count / 2], against: "wasm-tools component wit", theirs.wall)
  }

  private mutating func decode() throws {
    let wit = scratch.appending(path: "big.wit").path
    let module = scratch.appending(path: "big-module.wasm").path
    let component = scratch.appending(path: "big.wasm").path
    try Clocks.run(peer, ["component", "embed", "--dummy", "--world", "big", wit, "-o", module])
    try Clocks.run(peer, ["component", "new", module, "-o", component])
    let bytes = try Files.read(component)
    let decoding = Clocks.ofWork { (try? ComponentDecoder.decode(bytes))?.graph.types.count }
    guard (try? ComponentDecoder.decode(bytes)) != nil else {
      throw BenchFailure("the component of the generated world cannot be decoded")
    }
    let theirs = try Clocks.ofProcess(peer, ["component", "wit", component], runs: 5)
    report.add(
      "decode a component", String(format: "%.1f MB", Double(bytes.count) / 1e6), decoding,
      against: "wasm-tools component wit", theirs.cpu)
  }

  private mutating func passValues() async throws {
    let calls = try await ValueCalls.make(peer: peer, scratch: scratch)
    func add(_ what: String, _ times: ValueCalls.Times) {
      report.add(
        "pass values in and out", what, times.ours, against: "C API, its values built and freed",
        times.theirs)
    }
    add("list<u8>, 10,000", try await calls.bytes(count: 10_000))
    add("list<u32>, 10,000", try await calls.numbers(count: 10_000))
    add("list of records of 4, 1,000", try await calls.items(count: 1_000))
  }

  private mutating func start(demo: String) throws {
    let help = try Clocks.ofProcess(witbench, ["--help"], runs: 20)
    let theirs = try Clocks.ofProcess(peer, ["--help"], runs: 20)
    report.add(
      "start", "`witbench --help`", help.cpu, against: "wasm-tools --help", theirs.cpu)
    let frame = try FirstFrame.duration(of: witbench, opening: demo, runs: 10)
    report.add("first picture, wall", "`witbench open demo-workspace`", frame.text)
  }
}

struct BenchFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
