import Component
import Foundation
import Testing

/// Real components, where the corpus is at hand: `WITBENCH_CORPUS`, or beside the project.
private enum Corpus {
  static let folder: URL = {
    let named = ProcessInfo.processInfo.environment["WITBENCH_CORPUS"]
    return named.map { URL(filePath: $0) } ?? WasmTools.root.appending(path: "../shared/corpus")
  }()

  static var isHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func components(_ folders: String...) throws -> [CompositionPart] {
    try folders.flatMap { name in
      let files = try FileManager.default.contentsOfDirectory(
        at: folder.appending(path: name), includingPropertiesForKeys: nil)
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

@Suite(.enabled(if: Corpus.isHere, "the corpus is not here: name its folder in WITBENCH_CORPUS"))
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
    #expect(kept == parts.count)
  }

  @Test func damagedComponentsAreRefusedWithoutACrash() throws {
    let parts = try Corpus.components("components").filter { $0.bytes.count < 20_000 }
    var random = SplitMix(state: 1)
    for round in 0..<4000 {
      var damaged = parts[Int(random.next() % UInt64(parts.count))]
      for _ in 0...(random.next() % 4) { damage(&damaged.bytes, &random) }
      let other = parts[round % parts.count]
      for (socket, plug) in [(damaged, other), (other, damaged)] {
        do {
          _ = try Composition(socket: socket, plugs: [plug]).encode()
        } catch {
          #expect(!error.text.isEmpty)
        }
      }
      do {
        _ = try Composition(socket: damaged, plugs: []).encode()
      } catch {
        #expect(!error.text.isEmpty)
      }
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let place = Int(random.next() % UInt64(bytes.count))
    switch random.next() % 4 {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes[place] ^= 1 << UInt8(random.next() % 8)
    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    default: bytes.remove(at: place)
    }
  }
}

/// Random numbers that are the same in every run. (Steele, Lea, Flood 2014.)
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
