/// Names for orders that no two carts give twice: random UUIDs, version 4 (RFC 9562 §5.4).
///
/// The host records the random numbers, so a restored cart gives its orders the names they had.
enum OrderID {
  static func next() -> String {
    let high = WASI.Random.Random.getRandomU64() & 0xffff_ffff_ffff_0fff | 0x4000
    let low = WASI.Random.Random.getRandomU64() & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    var text = ""
    for (index, digit) in (digits(high) + digits(low)).enumerated() {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
      text.unicodeScalars.append(digit)
    }
    return text
  }

  /// The sixteen hexadecimal digits, the highest first.
  private static func digits(_ number: UInt64) -> [Unicode.Scalar] {
    (0..<16).map { position in
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * position)) & 15
      return Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
