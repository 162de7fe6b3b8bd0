import ArgumentParser
import Component
import WIT
import Workbench

/// `witbench compose`
struct ComposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose",
    abstract: "Compose a component with others that give what it imports.",
    discussion: """
      The composed component imports what nobody gives and exports what SOCKET exports. Plugs may \
      give to each other. A part is called by its file's name without .wasm in --wire.
      Exit status: 0 written or planned, 1 the parts do not go together or not with the world, 2 a \
      file could not be used.
      """)

  @Argument(help: "The component whose imports are to be given.") var socket: String
  @Argument(help: "Components that give them.") var plugs: [String] = []

  @Option(name: .shortAndLong, help: "The file to write.") var output: String?

  @Option(
    help: ArgumentHelp(
      "Wire an import to an export, or leave it open: A.X=B.Y, A.X=open; may be repeated.",
      valueName: "a.x=b.y"))
  var wire: [String] = []

  @Flag(help: "Print the plan.") var plan = false
  @Flag(help: "Print the plan for Graphviz.") var dot = false
  @Flag(help: "Print the plan as JSON.") var json = false

  @Option(help: "The WIT of a world that the result must fit.") var wit: String?
  @Option(help: "That world's name, where there are several.") var world: String?

  @Option(help: "The WIT that SOCKET was made of: tells for certain what its compiler dropped.")
  var socketWit: String?

  @Option(help: "The world of SOCKET there, where there are several.") var socketWorld: String?

  private var partNames: [String] { PartNames.names(of: [socket] + plugs) }

  func validate() throws {
    guard [plan, dot, json].count(where: { $0 }) <= 1 else {
      throw ValidationError("Only one of --plan, --dot and --json can be printed.")
    }
    guard output != nil || plan || dot || json else {
      throw ValidationError("Missing option '--output', or one of --plan, --dot and --json.")
    }
    guard wit != nil || world == nil, socketWit != nil || socketWorld == nil else {
      throw ValidationError("A world is looked for in WIT: name that too.")
    }
    for text in wire where WireDecision(text, parts: partNames) == nil {
      throw ValidationError(
        "'\(text)' is no wire: write PART.IMPORT=PART.EXPORT or PART.IMPORT=open. "
          + "The parts are \(partNames.joined(separator: ", ")).")
    }
  }

  func run() throws {
    try conclude {
      do {
        try compose()
      } catch let error as CompositionError {
        let code = error.isAboutAFile ? Status.couldNotTry : Status.no
        throw Refusal(code: code, text: error.text)
      } catch let error as FileError {
        throw Refusal(code: Status.couldNotTry, text: error.text)
      }
    }
  }

  private func compose() throws {
    if let output { try refuseInput(output) }
    let names = partNames
    let parts = try zip([socket] + plugs, names).map { path, name in
      CompositionPart(name: name, bytes: try Files.read(path))
    }
    let composition = try Composition(
      socket: parts[0], plugs: Array(parts.dropFirst()),
      wires: wire.compactMap { WireDecision($0, parts: names) },
      declaredImports: try declaredImports())
    let wanted = try wit.map { try ChosenWorld($0, named: world) }
    // What is refused has no bytes, and a plan needs none.
    let chunks =
      composition.problem == nil && (output != nil || wanted != nil)
      ? try composition.encodeChunks() : nil
    let report = CompositionReport(
      composition: composition,
      conformance: try wanted.flatMap { try conformance(chunks?.joinedBytes, $0) })
    if plan { for line in report.lines { answerOutline(line) } }
    if dot { answerText(composition.graph.dot) }
    if json { answer(report.json.text) }
    try write(chunks, report)
  }

  private func conformance(
    _ bytes: [UInt8]?, _ wanted: ChosenWorld
  ) throws -> WorldConformance? {
    guard let bytes else { return nil }
    do {
      let component = try ComponentDecoder.decode(bytes)
      let root = component.graph[component.world].package
      return WorldConformance(
        of: Comparison.Side(graph: component.graph, root: root, world: component.world),
        to: wanted.side)
    } catch {
      throw Refusal(code: Status.couldNotTry, text: "the result cannot be read: \(error)")
    }
  }

  /// Writes the file where one is wanted and nothing speaks against it; else says what does.
  private func write(_ chunks: [[UInt8]]?, _ report: CompositionReport) throws {
    if let problem = report.composition.problem { throw problem }
    if let rows = report.conformance?.rows, !rows.isEmpty {
      if !plan, !json { for row in rows { complain("\(row.path): \(row.text)") } }
      throw Refusal(
        code: Status.no, text: "the result does not fit the world: nothing is written")
    }
    guard let output, let chunks else { return }
    if !plan, !json { for remark in report.remarks { complain(remark) } }
    try Files.write(chunks: chunks, to: output)
    let size = chunks.reduce(0) { $0 + $1.count }
    if !plan, !dot, !json { answer("\(output) \(size)") }
  }

  private func refuseInput(_ output: String) throws {
    let target = Files.absolute(output)
    for path in [socket] + plugs where Files.absolute(path) == target {
      throw Refusal(
        code: Status.couldNotTry, text: "\(output) is a part of the composition: write elsewhere")
    }
  }

  private func declaredImports() throws -> [String]? {
    guard let socketWit else { return nil }
    let side = try ChosenWorld(socketWit, named: socketWorld).side
    guard let world = side.world else { return nil }
    return side.graph[world].imports.map { side.graph.key(of: $0) }
  }
}

/// What the parts are called: their files' names without `.wasm`; where that leaves several of one
/// name, with as much of the path as there is.
enum PartNames {
  static func names(of paths: [String]) -> [String] {
    let stems = paths.map { stem(Files.name(of: $0)) }
    var seen: [String: Int] = [:]
    return zip(paths, stems).map { path, name in
      let isAlone = stems.count { $0 == name } == 1
      let unique = isAlone ? name : stem(Files.normalized(path))
      let number = seen[unique, default: 0] + 1
      seen[unique] = number
      return number == 1 ? unique : "\(unique)#\(number)"
    }
  }

  private static func stem(_ name: String) -> String {
    name.hasSuffix(".wasm") && name.utf8.count > 5 ? String(name.dropLast(5)) : name
  }
}

/// A world of a WIT folder or file.
struct ChosenWorld {
  let side: Comparison.Side

  init(_ path: String, named name: String?) throws {
    let resolution: Resolution
    do {
      resolution = try WITFolder.load(path)
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
    guard resolution.isUsable, let root = resolution.root else {
      let renderer = DiagnosticText(sources: resolution.sources)
      for diagnostic in resolution.diagnostics where diagnostic.severity == .error {
        complain(renderer.headline(of: diagnostic))
      }
      throw Refusal(code: Status.couldNotTry, text: "\(path) has mistakes")
    }
    let graph = resolution.graph
    let worlds = graph[root].worlds
    let fitting = name.map { name in worlds.filter { graph[$0].name == name } } ?? worlds
    guard fitting.count == 1 else {
      let names = worlds.map { "`\(graph[$0].name)`" }.joined(separator: ", ")
      throw Refusal(
        code: Status.couldNotTry,
        text: name.map { "\(path) has no world `\($0)`; there are \(names)" }
          ?? "\(path): name one of its worlds: \(names)")
    }
    side = Comparison.Side(graph: graph, root: root, world: fitting[0])
  }
}
