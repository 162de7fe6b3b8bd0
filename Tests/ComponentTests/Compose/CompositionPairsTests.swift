import Component
import Foundation
import TestSupport
import Testing

/// Worlds at random, each with a plug that gives what it imports, both made by the judge.
///
/// `Scripts/prove compose` runs the same for many more.
@Suite struct CompositionPairsTests {
  private static let count = Int(ProcessInfo.processInfo.environment["PROVE_PAIRS"] ?? "") ?? 10

  @Test(.timeLimit(.minutes(120)))
  func pairsOfAnyWorldCompose() throws {
    var composed = 0
    var seed: UInt64 = 0
    while composed < Self.count {
      for pair in try RandomPair.all(seed: seed) where composed < Self.count {
        try check(pair)
        composed += 1
      }
      seed += 1
      // A judge whose worlds are of no use must not make this endless.
      try #require(seed < UInt64(100 + 20 * Self.count))
    }
    print("\(composed) pairs of \(seed) seeds composed")
  }

  private func check(_ pair: RandomPair) throws {
    let plan = try Composition(
      socket: CompositionPart(name: "socket", bytes: pair.socket),
      plugs: [CompositionPart(name: "plug", bytes: pair.plug)])
    #expect(plan.problem == nil, "\(pair.name): \(plan.problem?.text ?? "")")
    guard plan.problem == nil else { return }
    let bytes = try plan.encode()
    let complaint = try WasmTools.complaint(about: bytes)
    #expect(complaint == nil, "\(pair.name): \(complaint ?? "")")
    guard complaint == nil else { return }
    let (socket, plug) = (try RandomPair.names(pair.socket), try RandomPair.names(pair.plug))
    let expected = socket.imports.subtracting(plug.exports).union(plug.imports)
    let found = try RandomPair.names(bytes)
    #expect(found.exports.isSuperset(of: socket.exports), "\(pair.name)")
    #expect(found.imports.isSuperset(of: expected), "\(pair.name)")
    // What stays for its types alone is said.
    for name in found.imports.subtracting(expected) {
      #expect(
        plan.notes.contains { $0.hasPrefix("`\(name)` stays imported for its types") },
        "\(pair.name): \(name)")
    }
  }
}

/// A component, and one that exports all that it imports.
private struct RandomPair {
  var name: String
  var socket: [UInt8]
  var plug: [UInt8]

  /// A pair for each world of a random package.
  static func all(seed: UInt64) throws -> [RandomPair] {
    var random = SplitMix(state: seed)
    let noise = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let folder = try TemporaryFolder()
    let package = "\(folder.path)/package.wasm"
    let made = try ChildProcess.run(
      Judge.path,
      [
        "wit-smith", "--async", "--futures", "--streams", "--error-context", "--world-include",
        "--fixed-length-lists", "--max-world-items", "25", "--max-interface-items", "20",
        "--max-packages", "4", "-o", package, try folder.write(noise, to: "noise"),
      ])
    guard made.status == 0 else { return [] }
    let json = try WasmTools.run(["component", "wit", package, "--json"])
    return try worlds(json).compactMap { world in
      try pair(package, world, folder).map { RandomPair(name: "\(seed) \(world)", $0) }
    }
  }

  private init(name: String, _ parts: (socket: [UInt8], plug: [UInt8])) {
    self.name = name
    (socket, plug) = parts
  }

  /// Those that import something.
  private static func worlds(_ json: String) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let graph = try #require(object as? [String: [Any]])
    let packages = (graph["packages"] ?? []).compactMap { $0 as? [String: Any] }
    return (graph["worlds"] ?? []).compactMap { item in
      guard let world = item as? [String: Any], let name = world["name"] as? String,
        (world["imports"] as? [String: Any])?.isEmpty == false,
        let place = world["package"] as? Int, packages.indices.contains(place),
        let package = packages[place]["name"] as? String
      else { return nil }
      let parts = package.split(separator: "@")
      return "\(parts[0])/\(name)" + (parts.count > 1 ? "@\(parts[1])" : "")
    }
  }

  /// Nil where the judge itself cannot make one of them, or nothing is imported.
  private static func pair(
    _ package: String, _ world: String, _ folder: TemporaryFolder
  ) throws -> (socket: [UInt8], plug: [UInt8])? {
    let (socket, plug) = ("\(folder.path)/socket.wasm", "\(folder.path)/plug.wasm")
    let wit = "\(folder.path)/plug.wit"
    do {
      try component(package, world, socket, folder)
      try WasmTools.run(
        [
          "component", "wit", socket, "--exportize", "--exportize-out-world-name", "plugged", "-o",
          wit,
        ])
      try component(wit, "plugged", plug, folder)
    } catch is WasmTools.Failure {
      return nil
    }
    let bytes = try [socket, plug].map { Array(try Data(contentsOf: URL(filePath: $0))) }
    return try names(bytes[0]).imports.isEmpty ? nil : (bytes[0], bytes[1])
  }

  private static func component(
    _ wit: String, _ world: String, _ output: String, _ folder: TemporaryFolder
  ) throws {
    let module = "\(folder.path)/module.wasm"
    try WasmTools.run(["component", "embed", "--dummy", wit, "--world", world, "-o", module])
    try WasmTools.run(["component", "new", module, "-o", output])
  }

  /// What a component imports and exports, as the judge says it.
  static func names(_ bytes: [UInt8]) throws -> (imports: Set<String>, exports: Set<String>) {
    var names: (imports: Set<String>, exports: Set<String>) = ([], [])
    for line in try WasmTools.wit(bytes).split(separator: "\n") {
      // The world's own lines: those in interfaces stand further in or are no imports.
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { continue }
      let line = line.dropFirst(2)
      if line.hasPrefix("import ") { names.imports.insert(name(line.dropFirst(7))) }
      if line.hasPrefix("export ") { names.exports.insert(name(line.dropFirst(7))) }
    }
    return names
  }

  private static func name(_ rest: Substring) -> String {
    let end = rest.firstRange(of: ": ")?.lowerBound ?? rest.lastIndex(of: ";") ?? rest.endIndex
    return String(rest[..<end].drop { $0 == "%" })
  }
}
