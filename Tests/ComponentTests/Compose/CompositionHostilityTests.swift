import TestSupport
import Testing

@testable import Component

/// Valid preambles and sections whose types are out to break the reader or the writer.
@Suite struct CompositionHostilityTests {
  private enum Section {
    static let type: UInt8 = 7
    static let importing: UInt8 = 10
  }

  /// Refuses, or composes; a crash or an endless run is the failure.
  private func survives(
    _ name: String, _ build: (inout SectionWriter) -> Void
  ) -> CompositionError? {
    var sections = SectionWriter()
    build(&sections)
    let part = CompositionPart(name: name, bytes: sections.finish())
    var other = part
    other.bytes += [0x00, 0x01, 0x00]
    do {
      _ = try Composition(socket: part, plugs: []).encode()
      _ = try Composition(socket: part, plugs: [other]).encode()
      return nil
    } catch {
      return error
    }
  }

  private func importInstance(_ name: String, type: Int) -> [UInt8] {
    var writer = BinaryWriter()
    writer.externName(name, BinaryNameAttributes())
    writer.byte(0x05)
    writer.u32(type)
    return writer.bytes
  }

  @Test func instanceTypesThatNestByTheirIndicesAreTooDeep() {
    let problem = survives("deep-instances") { sections in
      sections.item(section: Section.type, [0x42, 0x00])
      for index in 0..<5000 {
        var writer = BinaryWriter()
        writer.append([0x42, 0x02, 0x02, 0x03, 0x02, 0x01])
        writer.u32(index)
        writer.append([0x04])
        writer.externName("a", BinaryNameAttributes())
        writer.append([0x05, 0x00])
        sections.item(section: Section.type, writer.bytes)
      }
      sections.item(section: Section.importing, importInstance("x", type: 5000))
    }
    #expect(problem?.text.contains("nested too deep") == true)
  }

  @Test func typesThatNestByTheirIndicesAreTooDeep() {
    let problem = survives("deep-lists") { sections in
      sections.item(section: Section.type, [0x70, 0x7F])
      for index in 0..<20_000 {
        var writer = BinaryWriter()
        writer.byte(0x70)
        writer.s33(index)
        sections.item(section: Section.type, writer.bytes)
      }
      sections.item(section: Section.importing, importFunction(taking: 20_000, &sections))
    }
    #expect(problem?.text.contains("nested too deep") == true)
  }

  /// Adds a function type and gives an import of it.
  private func importFunction(taking type: Int, _ sections: inout SectionWriter) -> [UInt8] {
    var function = BinaryWriter()
    function.append([0x40, 0x01])
    function.name("p")
    function.s33(type)
    function.append([0x01, 0x00])
    sections.item(section: Section.type, function.bytes)
    var writer = BinaryWriter()
    writer.externName("f", BinaryNameAttributes())
    writer.byte(0x01)
    writer.u32(type + 1)
    return writer.bytes
  }

  @Test func typesThatShareTooManyPartsAreRefused() {
    let problem = survives("shared-parts") { sections in
      sections.item(section: Section.type, [0x6F, 0x01, 0x7F])
      for index in 0..<80 {
        var writer = BinaryWriter()
        writer.append([0x6F, 0x02])
        writer.s33(index)
        writer.s33(index)
        sections.item(section: Section.type, writer.bytes)
      }
      sections.item(section: Section.importing, importFunction(taking: 80, &sections))
    }
    // 2⁸⁰ parts when written out; validators stop at a million.
    #expect(problem?.text.contains("millions of parts") == true, "\(problem?.text ?? "composed")")
  }

  @Test(arguments: [(90, "no dependencies of"), (20_000, "nested too deep")])
  func aChainOfInterfacesEndsSomewhere(count: Int, answer: String) {
    let problem = survives("interfaces") { sections in
      for index in 0..<count {
        var type = BinaryWriter()
        // Each has a type of the one before it, but for the first.
        if index == 0 {
          type.append([0x42, 0x02, 0x01, 0x6E, 0x01])
          type.name("l")
        } else {
          type.append([0x42, 0x02, 0x02, 0x03, 0x02, 0x01])
          type.u32(index * 2 - 1)
        }
        type.byte(0x04)
        type.externName("t", BinaryNameAttributes())
        type.append([0x03, 0x00, 0x00])
        sections.item(section: Section.type, type.bytes)
        sections.item(
          section: Section.importing,
          importInstance("a:b/i\(index)", type: index * 2))
        var alias = BinaryWriter()
        alias.append([0x03, 0x00])
        alias.u32(index)
        alias.name("t")
        sections.item(section: 6, alias.bytes)
      }
    }
    #expect(problem?.text.contains(answer) == true, "\(problem?.text ?? "composed")")
  }

  private static let worlds = [
    ("shop:cart/caller", "shop"), ("shop:cart/stub", "shop"), ("a:s1/old-caller", "poll"),
    ("b:skew/new-stub", "poll"), ("main", "chain"), ("middle-plug", "chain"),
    ("painter", "exported-types"), ("shapes-plug", "exported-types"), ("caller", "many-types"),
  ]

  @Test func damagedComponentsAreRefusedWithoutACrash() throws {
    var parts = try Self.worlds.map { try WasmTools.part($0, of: $1) }
    if Corpus.isThere {
      parts += try Corpus.components("components").filter { $0.bytes.count < 20_000 }
    }
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
