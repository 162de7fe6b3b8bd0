import Component
import WIT

/// Worlds that the judge makes up, decoded from all the binaries that it writes of them.
package struct WorldCheck: Sendable {
  /// What the judge made up for a seed and wrote as binaries.
  package private(set) var packages = 0
  package private(set) var modules = 0
  package private(set) var components = 0
  /// Seeds of which the judge's own encoder makes no component.
  package private(set) var without = 0
  /// Of those, seeds with which the generator failed or made no world.
  package private(set) var withoutWorld = 0
  /// Seeds that gave a component only without the newest features.
  package private(set) var plain = 0
  /// Binaries whose text the judge itself does not take back: there is nothing to compare with.
  package private(set) var withoutText = 0
  /// Sentences; what should not be.
  package private(set) var failures: [String] = []

  private static let features = [
    "--async", "--futures", "--streams", "--error-context", "--fixed-length-lists",
    "--world-include", "--implements",
  ]

  package init() {}

  package var text: String {
    """
    \(components) components, \(modules) core modules and \(packages) packages decoded, \
    \(failures.count) unlike what the judge sees, \
    \(withoutText) not compared, since the judge refuses its own text; \(plain) seeds without the newest features, \
    \(without) without a component (\(withoutWorld) of them without a world)
    """
  }

  package mutating func run(_ seed: Int) throws {
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: UInt64(seed))
    let bytes = try folder.write(random.bytes(4096), to: "seed")
    for (index, flags) in [WorldCheck.features, []].enumerated() {
      switch try component(of: seed, bytes, flags, in: folder) {
      case .made:
        plain += index
        return
      case .noWorld where index == 1:
        without += 1
        withoutWorld += 1
      case .refused where index == 1: without += 1
      case .noWorld, .refused: continue
      }
    }
  }

  private enum Outcome {
    case made, noWorld, refused
  }

  private mutating func component(
    of seed: Int, _ bytes: String, _ flags: [String], in folder: TemporaryFolder
  ) throws -> Outcome {
    let package = "\(folder.path)/package.wasm"
    guard try Judge.run(["wit-smith", bytes, "-o", package] + flags).status == 0 else {
      return .noWorld
    }
    guard let wit = try compare(package, seed, "package") else { return .noWorld }
    packages += 1
    let worlds = wit.graph[wit.root].worlds.map { wit.graph[$0].name }
    guard !worlds.isEmpty else { return .noWorld }
    for world in worlds {
      let core = "\(folder.path)/core.wasm"
      let made = "\(folder.path)/component.wasm"
      guard
        try Judge.run(["component", "embed", "--dummy", "-w", world, package, "-o", core]).status
          == 0,
        try Judge.run(["component", "new", core, "-o", made]).status == 0
      else { continue }
      if try compare(core, seed, "core module") != nil { modules += 1 }
      if try compare(made, seed, "component") != nil { components += 1 }
      return .made
    }
    return .refused
  }

  /// Decodes a binary and compares it with the judge's text of it; nil where they differ.
  private mutating func compare(
    _ path: String, _ seed: Int, _ what: String
  ) throws -> BinaryWIT? {
    let answer = try Judge.run(["component", "wit", "--all-features", path])
    guard answer.status == 0 else {
      failures.append("seed \(seed): the judge does not read its own \(what): \(answer.errors)")
      return nil
    }
    var options = ResolveOptions()
    options.showsAllFeatures = true
    let file = SourceFile(path: "judge.wit", text: answer.text)
    let expected = resolve(
      root: SourcePackage(path: "judge.wit", files: [file]), dependencies: [], options: options)
    guard expected.isUsable else {
      // It writes gates of versions into packages without one, and refuses them as text.
      if try Judge.run("component", "wit", "--all-features", on: answer.text).status != 0 {
        withoutText += 1
        return try decoded(path, seed, what)
      }
      failures.append("seed \(seed): the judge's text of the \(what) cannot be read")
      return nil
    }
    guard let wit = try decoded(path, seed, what) else { return nil }
    let lines = CanonicalLines.of(wit.graph)
    let expectedLines = CanonicalLines.of(expected.graph)
    if lines == expectedLines { return wit }
    let difference = Golden.difference(
      lines.joined(separator: "\n"), from: expectedLines.joined(separator: "\n"))
    failures.append("seed \(seed), \(what): \(difference ?? "")")
    return nil
  }

  /// Decodes a binary that the judge made, which must succeed; nil where it does not.
  private mutating func decoded(
    _ path: String, _ seed: Int, _ what: String
  ) throws -> BinaryWIT? {
    let bytes = try TemporaryFolder.bytes(path)
    do throws(DecodeError) {
      return try BinaryWIT.decode(bytes)
    } catch {
      failures.append("seed \(seed), \(what): \(error.text)")
      return nil
    }
  }
}
