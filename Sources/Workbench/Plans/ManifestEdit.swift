import StubGen

/// Changes the text of a `witbench.toml`: what stands there, comments and order, stays.
struct ManifestEdit {
  private(set) var text: String

  init(_ text: String) {
    self.text = text
  }

  /// A manifest for a workspace that has none.
  init(workspace name: String) {
    text = "[workspace]\nname = \(Self.quoted(name))\n"
  }

  /// Adds a template that is a Swift worker in a folder of its name, unless there is one.
  ///
  /// - Parameter isComposed: whether it calls others
  mutating func addTemplate(_ name: String, isComposed: Bool) {
    guard places.first(at: ["templates", name]) == nil else { return }
    let stem = String(name.map { $0 == "-" ? "_" : $0 })
    addTemplate(
      name, component: "\(name)/\(stem)\(isComposed ? "_composed" : "").wasm", wit: "\(name)/wit",
      source: "\(name)/Sources")
  }

  mutating func addTemplate(_ name: String, component: String, wit: String, source: String) {
    append(
      """
      [templates.\(Self.key(name))]
      wit = \(Self.quoted(wit))
      component = \(Self.quoted(component))
      source = \(Self.quoted(source))
      """)
  }

  /// Adds names to what a template calls, and an environment variable for each: that is where its
  /// workers find the template's id.
  mutating func addCalls(_ calls: [String], to template: String) throws(BuildFailure) {
    let path = ["templates", template]
    if places.first(at: path + ["calls"]) != nil {
      try mergeCalls(calls, at: path + ["calls"])
    } else {
      let list = calls.map(Self.quoted).joined(separator: ", ")
      try insert("calls = [\(list)]", into: path)
    }
    for call in calls {
      let variable = call.map { $0.isLetter || $0.isNumber ? String($0).uppercased() : "_" }
        .joined()
      let name = "\(variable)_TEMPLATE_ID"
      guard places.first(at: path + ["env", name]) == nil else { continue }
      if places[path + ["env"]] != nil {
        try insert("\(name) = \"${templates.\(call).id}\"", into: path + ["env"])
      } else {
        try insert("env.\(name) = \"${templates.\(call).id}\"", into: path)
      }
    }
  }

  /// Writes down how a template's stub is made, where it is not as usual.
  mutating func setStub(_ options: StubOptions, of template: String) throws(BuildFailure) {
    let usual = StubOptions()
    let path = ["templates", template, "stub"]
    for (key, word, usualWord) in [
      ("style", options.style.rawValue, usual.style.rawValue),
      ("errors", options.errors.rawValue, usual.errors.rawValue),
    ] {
      if let entry = places[path + [key]] {
        replace(entry.value, by: Self.quoted(word))
      } else if word != usualWord {
        if places[path] != nil {
          try insert("\(key) = \(Self.quoted(word))", into: path)
        } else {
          try insert("stub.\(key) = \(Self.quoted(word))", into: ["templates", template])
        }
      }
    }
  }

  private var places: TOMLPlaces { TOMLPlaces(Array(text.utf8)) }

  private mutating func append(_ table: String) {
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    text += "\n" + table + "\n"
  }

  private mutating func mergeCalls(_ calls: [String], at path: [String]) throws(BuildFailure) {
    guard let entry = places[path] else { throw Self.refusal(path) }
    let old = text.utf8Slice(entry.value)
    let known = places.keys(under: path).compactMap { places[path + [$0]] }
      .map { text.utf8Slice($0.value) }
    let fresh = calls.map(Self.quoted).filter { !known.contains($0) }
    guard !fresh.isEmpty else { return }
    guard old.hasPrefix("["), old.hasSuffix("]") else { throw Self.refusal(path) }
    let all = (known + fresh).joined(separator: ", ")
    replace(entry.value, by: "[\(all)]")
  }

  /// Puts a line first in a table.
  private mutating func insert(_ line: String, into path: [String]) throws(BuildFailure) {
    guard let header = places[path], text.utf8Slice(header.value).hasPrefix("[") else {
      throw Self.refusal(path)
    }
    let bytes = Array(text.utf8)
    let end = bytes[header.value.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    replace(end..<end, by: "\n\(line)")
  }

  private mutating func replace(_ range: Range<Int>, by new: String) {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: new.utf8)
    text = String(decoding: bytes, as: UTF8.self)
  }

  private static func refusal(_ path: [String]) -> BuildFailure {
    BuildFailure(
      .refused,
      "\(Manifest.fileName): `\(path.joined(separator: "."))` is written in a way that cannot be "
        + "added to; write it as a table, `[\(path.prefix(2).joined(separator: "."))]`")
  }

  private static func key(_ name: String) -> String {
    let isBare = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || $0 == "-" || $0 == "_"
    }
    return isBare && !name.isEmpty ? name : quoted(name)
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined() + "\""
  }
}

extension String {
  /// The text between two places counted in UTF-8 bytes.
  fileprivate func utf8Slice(_ range: Range<Int>) -> String {
    String(decoding: Array(utf8)[range], as: UTF8.self)
  }
}
