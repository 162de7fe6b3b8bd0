import Crypto

/// UUIDs made from names: the same name in the same namespace always gives the same one.
/// (RFC 9562 §5.5.) Texts are in lower case.
package enum UUIDv5 {
  /// The namespace of names that come without one; Golem's, so that derived keys are the same.
  package static let rootNamespace = "9c19b15a-c83d-46f7-9bc3-ead7923733f4"

  /// The UUID of a name in a namespace.
  ///
  /// A namespace that is no UUID, as an idempotency key that a person chose, stands for its own
  /// UUID in the root namespace.
  package static func make(namespace: String, name: String) -> String {
    let space = bytes(of: namespace) ?? hash(root, namespace)
    return text(of: hash(space, name))
  }

  /// A fresh random UUID (version 4).
  package static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    var bytes = bytes(of: [generator.next(), generator.next()])
    mark(&bytes, version: 4)
    return text(of: bytes)
  }

  /// The sixteen bytes of a UUID's text; nil where it is none.
  package static func bytes(of uuid: String) -> [UInt8]? {
    let digits = Array(uuid.utf8)
    guard digits.count == 36 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    var index = 0
    while index < digits.count {
      if isHyphen(index) {
        guard digits[index] == UInt8(ascii: "-") else { return nil }
        index += 1
      }
      guard let high = Hex.value(digits[index]), let low = Hex.value(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
      index += 2
    }
    return bytes
  }

  /// Whether a hyphen stands there, of 36 characters.
  private static func isHyphen(_ index: Int) -> Bool {
    index == 8 || index == 13 || index == 18 || index == 23
  }

  /// A UUID as the two numbers that `golem:api` writes it as; nil where the text is none.
  static func halves(of uuid: String) -> (high: UInt64, low: UInt64)? {
    guard let bytes = bytes(of: uuid) else { return nil }
    let number = { (part: ArraySlice<UInt8>) in part.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    return (number(bytes[..<8]), number(bytes[8...]))
  }

  static func text(high: UInt64, low: UInt64) -> String { text(of: bytes(of: [high, low])) }

  /// The highest byte first.
  private static func bytes(of numbers: [UInt64]) -> [UInt8] {
    numbers.flatMap { number in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
  }

  private static let root = bytes(of: rootNamespace) ?? []

  private static func hash(_ space: [UInt8], _ name: String) -> [UInt8] {
    var digest = Array(Insecure.SHA1.hash(data: space + Array(name.utf8)).prefix(16))
    mark(&digest, version: 5)
    return digest
  }

  private static func mark(_ bytes: inout [UInt8], version: UInt8) {
    bytes[6] = bytes[6] & 0x0F | version << 4
    bytes[8] = bytes[8] & 0x3F | 0x80
  }

  private static func text(of bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 36) { place in
      var index = 0
      for byte in bytes {
        if isHyphen(index) {
          place[index] = UInt8(ascii: "-")
          index += 1
        }
        place[index] = Hex.digit(byte >> 4)
        place[index + 1] = Hex.digit(byte & 0xF)
        index += 2
      }
      return index
    }
  }
}
