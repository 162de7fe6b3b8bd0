/// A worker's URI as guests write it: `worker://TEMPLATE/NAME`, or `urn:worker:TEMPLATE/NAME`, the
/// template by id or name, the worker's name percent-encoded.
package struct WorkerURI: Hashable, Sendable {
  /// An id or a name, as it was written.
  package var template: String
  package var name: String

  package init(template: String, name: String) {
    self.template = template
    self.name = name
  }

  /// Nil where the text is no such URI.
  package init?(_ text: String) {
    let isURN = text.hasPrefix("urn:worker:")
    guard isURN || text.hasPrefix("worker://") else { return nil }
    let rest = text.dropFirst(isURN ? "urn:worker:".count : "worker://".count)
    guard let slash = rest.firstIndex(of: "/"), slash > rest.startIndex,
      let template = WorkerURI.decode(rest[..<slash], plusIsSpace: false),
      let name = WorkerURI.decode(rest[rest.index(after: slash)...], plusIsSpace: isURN),
      !name.isEmpty, !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    self.init(template: template, name: name)
  }

  package var text: String { "worker://\(WorkerURI.encode(template))/\(WorkerURI.encode(name))" }

  private static func decode(_ text: Substring, plusIsSpace: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard rest.count >= 2, let high = digit(rest.removeFirst()),
          let low = digit(rest.removeFirst())
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
  }

  /// Letters, digits and `-._~` stay; all else is percent-encoded. (RFC 3986 §2.3.)
  static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80 && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || "-._~".utf8.contains(byte)
      if isPlain { return String(scalar) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
