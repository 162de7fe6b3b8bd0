/// One frame of a guest's stack, as the library tells it in an error's text:
/// ```
///     0:   0x2200 - module.wasm!name
///                     at /src/lib.rs:29:17
/// ```
/// The text has what the frames of the C API lack: names in their own language, and source lines
/// where the binary has them.
struct GuestFrame: Hashable {
  var name: String
  /// From the start of the module.
  var offset: String
  /// `lib.rs:29:17`; nil where the binary does not say.
  var source: String?

  var text: String {
    // What is behind the last slash finds the file; whole paths are another machine's.
    "\(name) (\(source.map { "\($0), " } ?? "")\(offset))"
  }

  static func frames(in message: String) -> [GuestFrame] {
    var frames: [GuestFrame] = []
    for line in message.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("Caused by:") { break }
      if text.hasPrefix("at "), let last = frames.indices.last, frames[last].source == nil {
        frames[last].source = String(text.dropFirst(3).split(separator: "/").last ?? "")
      } else if let frame = GuestFrame(line: text) {
        frames.append(frame)
      }
    }
    return frames
  }

  private init?(line: Substring) {
    let number = line.prefix { $0.isNumber }
    let rest = line.dropFirst(number.count)
    guard !number.isEmpty, rest.hasPrefix(":") else { return nil }
    let parts = rest.dropFirst().drop { $0 == " " }.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, parts[0].hasPrefix("0x"), parts[1] == "-" else { return nil }
    offset = String(parts[0])
    let whole = parts[2]
    // `module!function`; the module is nearly always the only one.
    let name = whole.firstIndex(of: "!").map { whole[whole.index(after: $0)...] } ?? whole
    self.name = Self.withoutHash(name)
  }

  /// Rust's names end in a hash that tells people nothing.
  private static func withoutHash(_ name: Substring) -> String {
    guard name.count > 19, name.suffix(19).hasPrefix("::h"),
      name.suffix(16).allSatisfy(\.isHexDigit)
    else { return String(name) }
    return String(name.dropLast(19))
  }

  /// The frames as lines, the innermost first: what repeats itself is counted, and of many the
  /// innermost and the outermost are shown.
  static func lines(_ frames: [GuestFrame]) -> [String] {
    var folded: [(text: String, count: Int)] = []
    for frame in frames {
      if let last = folded.last, last.text == frame.text {
        folded[folded.count - 1].count += 1
      } else {
        folded.append((frame.text, 1))
      }
    }
    var lines = folded.map { $0.count > 1 ? "\($0.text), \($0.count) times" : $0.text }
    if lines.count > Limits.trapFramesMax, let outermost = lines.last {
      let hidden = lines.count - Limits.trapFramesMax
      lines = Array(lines.prefix(Limits.trapFramesMax - 1))
      lines += ["… \(hidden) more", outermost]
    }
    return lines
  }
}
