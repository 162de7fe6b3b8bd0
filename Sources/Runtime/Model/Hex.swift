/// Bytes as hexadecimal digits, in lower case.
enum Hex {
  /// The ASCII character of a number below 16.
  static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The number that an ASCII character stands for, of either case; nil where it is no digit.
  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Two digits for each byte.
  static func text(of bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { place in
      var index = 0
      for byte in bytes {
        place[index] = digit(byte >> 4)
        place[index + 1] = digit(byte & 0xF)
        index += 2
      }
      return index
    }
  }
}
