extension String {
  /// As one part of a URI's path: every byte but the unreserved ones (RFC 3986 §2.3) is `%XX`.
  var percentEncoded: String {
    var text = ""
    for byte in utf8 {
      if byte.isUnreserved {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text.append("%")
        text.unicodeScalars.append((byte >> 4).hexadecimalDigit)
        text.unicodeScalars.append((byte & 15).hexadecimalDigit)
      }
    }
    return text
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch Unicode.Scalar(self) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": true
    default: false
    }
  }

  fileprivate var hexadecimalDigit: Unicode.Scalar {
    Unicode.Scalar(self < 10 ? 0x30 + self : 0x37 + self)
  }
}
