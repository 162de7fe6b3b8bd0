/// Bytes as text, for the terminal's clipboard (RFC 4648 §4).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      append(bits, letters: 4, to: &text)
      (bits, count) = (0, 0)
    }
    if count > 0 {
      append(bits << UInt32(8 * (3 - count)), letters: count + 1, to: &text)
      text += Array(repeating: UInt8(ascii: "="), count: 3 - count)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ bits: UInt32, letters count: Int, to text: inout [UInt8]) {
    for index in 0..<count { text.append(letters[Int(bits >> UInt32(18 - 6 * index) & 63)]) }
  }
}
