/// CRC-32 (ISO-HDLC, as zlib's) of an oplog entry, begun with the checksum of the entry before: a
/// changed, missing or exchanged entry is found at its place.
struct Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  private var state: UInt32

  init(after previous: UInt32) {
    state = previous ^ 0xFFFF_FFFF
  }

  var value: UInt32 { state ^ 0xFFFF_FFFF }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    let table = Self.table
    for byte in bytes { state = table[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8 }
  }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      add(CollectionOfOne(UInt8(truncatingIfNeeded: number >> shift)))
    }
  }
}
