import Component
import Testing

/// Binaries whose types would take the stack or the memory with them.
struct HostileComponentTests {
  /// A component with a type section of these types.
  private func component(_ types: [[UInt8]]) -> [UInt8] {
    let body = leb(types.count) + types.flatMap { $0 }
    return [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00, 0x07] + leb(body.count) + body
  }

  private func leb(_ value: Int) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + leb(value >> 7)
  }

  /// A type's index as a value type has it: signed.
  private func reference(_ index: Int) -> [UInt8] {
    index < 64 ? [UInt8(index)] : [UInt8(index & 127) | 128] + reference(index >> 7)
  }

  @Test func listsInListsHaveADepth() throws {
    let shallow = [[0x7D]] + (0..<90).map { [0x70] + reference($0) }
    _ = try ComponentDecoder.decode(component(shallow))
    let deep = [[0x7D]] + (0..<100_000).map { [0x70] + reference($0) }
    let error = try #require(throws: DecodeError.self) {
      try ComponentDecoder.decode(component(deep))
    }
    #expect(error.text.contains("nested too deep"))
  }

  @Test func tuplesOfTuplesHaveASize() throws {
    let doubling = [[0x7D]] + (0..<60).map { [0x6F, 0x02] + reference($0) + reference($0) }
    let error = try #require(throws: DecodeError.self) {
      try ComponentDecoder.decode(component(doubling))
    }
    #expect(error.text.contains("millions of parts"))
  }
}
