import Foundation
import TestSupport
import Testing

@testable import Component

/// Real components, where the corpus is at hand.
extension Corpus {
  static func components(_ folders: String...) throws -> [CompositionPart] {
    try folders.flatMap { name in
      let files = try FileManager.default.contentsOfDirectory(
        at: URL(filePath: path(name)), includingPropertiesForKeys: nil)
      return
        try files
        .filter { $0.pathExtension == "wasm" }
        .sorted { $0.path < $1.path }
        .map {
          CompositionPart(
            name: "\(name)/\($0.lastPathComponent)", bytes: Array(try Data(contentsOf: $0)))
        }
    }
  }
}

@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct CompositionCorpusTests {
  /// Wrapping writes every import anew and nothing else.
  @Test func aWrappedComponentKeepsItsInterface() throws {
    let parts = try Corpus.components(
      "components", "golem/components-2024-03", "golem/components-2024-12")
    var kept = 0
    var refused: [String] = []
    for part in parts {
      let bytes: [UInt8]
      do {
        bytes = try Composition(socket: part, plugs: []).encode()
      } catch {
        refused.append(error.text)
        continue
      }
      #expect(try WasmTools.complaint(about: bytes) == nil, "\(part.name)")
      let (before, after) = (try WasmTools.wit(part.bytes), try WasmTools.wit(bytes))
      #expect(before == after, "\(part.name)")
      if before == after { kept += 1 }
    }
    #expect(refused == [])
    #expect(kept == parts.count && kept > 100)
  }

  /// The parts that Golem's own tool composed, composed again.
  @Test(arguments: ["golem/components-2024-03", "golem/components-2024-12"])
  func golemsCallerAndStubComposeAsTheyDidThere(folder: String) throws {
    let theirs = try #require(
      try Corpus.components(folder).first { $0.name.hasSuffix("/caller_composed.wasm") })
    let parts = try embedded(in: theirs.bytes)
    let exports = try ComponentDecoder.decode(theirs.bytes).type.exports
    let socket = try #require(
      try parts.first { try ComponentDecoder.decode($0.bytes).type.exports == exports })
    let plan = try Composition(socket: socket, plugs: parts.filter { $0 != socket })
    #expect(plan.unusedPlugs.isEmpty)
    let bytes = try plan.encode()
    #expect(try WasmTools.complaint(about: bytes) == nil)
    #expect(try WasmTools.wit(bytes) == WasmTools.wit(theirs.bytes))
  }

  /// The components that stand in one, as they were before they were composed.
  private func embedded(in bytes: [UInt8]) throws -> [CompositionPart] {
    var reader = BinaryReader(bytes)
    _ = try reader.slice(8)
    var parts: [CompositionPart] = []
    while !reader.isAtEnd {
      let id = try reader.byte()
      let section = try reader.slice(try reader.u32())
      guard id == 4 else { continue }
      parts.append(
        CompositionPart(
          name: "part \(parts.count)", bytes: Array(bytes[section.offset..<section.end])))
    }
    return parts
  }
}
