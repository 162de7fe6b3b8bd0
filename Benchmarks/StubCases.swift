import Foundation
import StubGen
import WIT
import Workbench

/// The article's stub: generated inside the process, built as a process beside its one compilation.
struct StubCases {
  let witbench: String
  let scratch: URL
  /// The target's WIT.
  let wit: String

  func measure(into report: inout BenchReport) throws {
    let generator = try generator()
    let plan = try generator.plan()
    // From the files on the disk to the text of all files.
    let time = Clocks.ofWork { () -> Int? in
      do {
        return try self.generator().plan().changes.count
      } catch {
        return nil
      }
    }
    let bytes = plan.changes.reduce(0) { $0 + $1.content.utf8.count }
    report.add(
      "generate a stub, inside",
      "the article's, \(plan.changes.count) files, \((bytes + 512) / 1024) KiB", time.text)

    let component = scratch.appending(path: "stub.wasm").path
    let building = try Clocks.ofProcess(
      witbench, ["stubgen", "build", "-s", wit, "--dest-wasm", component], runs: 3)
    let compiling = try compile(plan, style: generator.stub.style)
    let size = try Files.read(component).count
    report.add(
      "build a stub", "`witbench stubgen build`, \((size + 512) / 1024) KiB", building.cpu,
      against: "swiftc", compiling.cpu)
    report.add(
      "build a stub, wall", "the same", building.wall, against: "swiftc", compiling.wall)
  }

  private func generator() throws -> StubGenerator {
    let resolution = try WITFolder.load(wit)
    guard let root = resolution.root else { throw BenchFailure("\(wit) holds no package") }
    return try StubGenerator(
      graph: resolution.graph, world: try resolution.graph.world(named: nil, in: root))
  }

  /// What the build cannot do without: the stub's sources through the compiler.
  private func compile(
    _ plan: FilePlan, style: StubStyle
  ) throws -> (cpu: Duration, wall: Duration) {
    guard let compiler = ProgramSearch().find("swiftc") else {
      throw BenchFailure("there is no `swiftc` in PATH")
    }
    let prefix = "Sources/"
    let sources =
      plan.changes.filter { $0.path.hasPrefix(prefix) }.map {
        FilePlan.Change(path: String($0.path.dropFirst(prefix.count)), content: $0.content)
      } + GuestRuntime.files + GuestRuntime.stubFiles(style)
    let folder = scratch.appending(path: "stub-sources").path
    try Files.makeFolder(folder)
    var paths: [String] = []
    for source in sources {
      let path = Files.join(folder, source.path)
      try Files.write(Array(source.content.utf8), to: path)
      paths.append(path)
    }
    let object = Files.join(folder, "guest.o")
    return try Clocks.ofProcess(
      compiler,
      StubBuild.compilerFlags + ["-module-name", "Guest", "-c"] + paths + ["-o", object], runs: 3)
  }
}
