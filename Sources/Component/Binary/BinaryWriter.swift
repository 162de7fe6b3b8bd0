/// Writes numbers and names as component binaries have them. (Component Model, Binary.md.)
struct BinaryWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(_ more: [UInt8]) {
    bytes += more
  }

  /// An unsigned LEB128 number: a count, a size, or an index.
  mutating func u32(_ value: Int) {
    precondition(value >= 0 && value <= Int(UInt32.max), "counts and indices are 32 bits")
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// An index where a primitive type could stand: signed, so that 64 takes two bytes.
  mutating func s33(_ value: Int) {
    precondition(value >= 0 && value <= Int(UInt32.max), "indices are 32 bits")
    var rest = value
    while rest >= 0x40 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func name(_ name: String) {
    let text = Array(name.utf8)
    u32(text.count)
    append(text)
  }

  /// The name of an import or export; attributes are kept, for they are part of its WIT.
  mutating func externName(_ name: String, _ attributes: BinaryNameAttributes) {
    let given = [attributes.implements, attributes.versionSuffix, attributes.externalID]
    let count = given.count { $0 != nil }
    byte(count == 0 ? 0x00 : 0x02)
    self.name(name)
    guard count > 0 else { return }
    u32(count)
    for (kind, text) in given.enumerated() {
      guard let text else { continue }
      byte(UInt8(kind))
      self.name(text)
    }
  }
}
