import Component
import Foundation
import Workbench

/// Composing: small components inside the process, a large one as a process beside its peer.
struct ComposeCases {
  let peer: String
  let witbench: String
  let scratch: URL
  /// The program that makes a component of Python, which weighs 18 MB.
  let componentize: String

  func measure(into report: inout BenchReport) throws {
    try tiny(stubCount: 1, into: &report)
    try tiny(stubCount: 10, into: &report)
    try large(into: &report)
  }

  private func path(_ name: String) -> String { scratch.appending(path: name).path }

  private func tiny(stubCount: Int, into report: inout BenchReport) throws {
    let wit = Self.wit(stubCount: stubCount)
    try Data(wit.utf8).write(to: scratch.appending(path: "compose.wit"))
    let caller = try component("caller")
    let stubs = try (0..<stubCount).map { try component("stub\($0)") }
    let output = path("composed.wasm")
    func compose() -> Int? {
      do {
        return try Self.compose(caller, stubs, to: output)
      } catch {
        return nil
      }
    }
    guard let bytes = compose() else { throw BenchFailure("the small parts cannot be composed") }
    let time = Clocks.ofWork(compose)
    let stubText = stubCount == 1 ? "1 stub" : "\(stubCount) stubs"
    report.add(
      "compose and write, inside", "\(stubText), \((bytes + 512) / 1024) KiB composed", time.text)
  }

  /// A caller of some stubs, each with a resource and types of an interface that all share.
  private static func wit(stubCount: Int) -> String {
    let stubs = 0..<stubCount
    let interfaces = stubs.map { index in
      """
      interface api\(index) {
        use types.{order, uri};
        resource api {
          constructor(location: uri);
          add: func(order: order) -> result<u32, string>;
          all: func() -> list<order>;
        }
      }
      world stub\(index) { export api\(index); }
      """
    }
    return """
      package bench:compose;
      interface types {
        record uri { value: string }
        record order { id: u64, lines: list<tuple<string, u32>>, note: option<string> }
      }
      \(interfaces.joined(separator: "\n"))
      world caller {
      \(stubs.map { "  import api\($0);" }.joined(separator: "\n"))
        export run: func() -> string;
      }
      """
  }

  private func component(_ world: String) throws -> String {
    let (module, component) = (path("\(world)-module.wasm"), path("\(world).wasm"))
    let wit = path("compose.wit")
    try Clocks.run(peer, ["component", "embed", "--dummy", "--world", world, wit, "-o", module])
    try Clocks.run(peer, ["component", "new", module, "-o", component])
    return component
  }

  private static func compose(
    _ socket: String, _ plugs: [String], to output: String
  ) throws -> Int {
    func part(_ path: String) throws -> CompositionPart {
      CompositionPart(name: path, bytes: try Files.read(path))
    }
    let composition = try Composition(
      socket: try part(socket), plugs: try plugs.map { try part($0) })
    let chunks = try composition.encodeChunks()
    try Files.write(chunks: chunks, to: output)
    return chunks.reduce(0) { $0 + $1.count }
  }

  private static let python = """
    import wit_world
    from wit_world.imports import history


    class WitWorld(wit_world.WitWorld):
        def run(self) -> str:
            return history.add(7)
    """

  private func large(into report: inout BenchReport) throws {
    let wit = """
      package bench:large;
      interface history { add: func(id: u32) -> string; }
      world caller { import history; export run: func() -> string; }
      world stub0 { export history; }
      """
    try Data(wit.utf8).write(to: scratch.appending(path: "compose.wit"))
    try Data(Self.python.utf8).write(to: scratch.appending(path: "app.py"))
    let caller = path("python.wasm")
    try Clocks.run(
      componentize,
      [
        "-d", path("compose.wit"), "-w", "caller", "componentize", "-p", scratch.path, "app", "-o",
        caller,
      ])
    let stub = try component("stub0")
    let megabytes = Double(try Files.read(caller).count) / 1e6
    let output = path("composed.wasm")
    // Both once before it counts, so that both find the files in memory.
    let theirArguments = ["compose", "-q", "--skip-validation", caller, "-d", stub, "-o", output]
    let ourArguments = ["compose", caller, stub, "-o", output]
    try Clocks.run(peer, theirArguments)
    try Clocks.run(witbench, ourArguments)
    let theirs = try Clocks.ofProcess(peer, theirArguments, runs: 11)
    let ours = try Clocks.ofProcess(witbench, ourArguments, runs: 11)
    let what = String(format: "%.1f MB of Python, 1 stub", megabytes)
    let command = "wasm-tools compose --skip-validation"
    let inside = Clocks.ofWork { try? Self.compose(caller, [stub], to: output) }
    report.add("compose and write, inside", what, inside, against: command, theirs.cpu)
    report.add("compose", "`witbench compose`, the same", ours.cpu, against: command, theirs.cpu)
    report.add("compose, wall", "the same", ours.wall, against: command, theirs.wall)
  }
}
