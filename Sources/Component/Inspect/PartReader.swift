/// Reads the frame of a binary: its parts and their sections.
struct PartReader {
  private var depth = 0

  static func read(_ bytes: [UInt8]) throws(DecodeError) -> BinaryPart {
    var reader = PartReader()
    return try reader.part(BinaryReader(bytes))
  }

  /// A whole module or component, which fills the reader.
  private mutating func part(_ whole: BinaryReader) throws(DecodeError) -> BinaryPart {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Limits.binaryDepthMax else { throw whole.error("it is nested too deep") }
    var reader = whole
    let kind = try PartReader.kind(&reader)
    var part = BinaryPart(
      kind: kind, offset: whole.offset, sizeBytes: whole.end - whole.offset)
    var names = PartNames()
    while !reader.isAtEnd {
      let place = reader
      let id = try reader.byte()
      var content = try reader.slice(try reader.u32())
      let terms = kind == .module ? PartReader.moduleTerms : PartReader.componentTerms
      guard Int(id) < terms.count else { throw place.error("an unknown section \(id)") }
      try section(id, terms[Int(id)], &content, &part, &names)
    }
    names.apply(to: &part)
    return part
  }

  private static func kind(_ reader: inout BinaryReader) throws(DecodeError) -> BinaryPart.Kind {
    let start = reader.offset
    let preamble = reader.bytes[start..<min(start + 8, reader.end)]
    if preamble.count == 8, preamble.elementsEqual([0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0]) {
      _ = try reader.slice(8)
      return .module
    }
    try BinaryDecoder.checkPreamble(preamble)
    _ = try reader.slice(8)
    return .component
  }

  private mutating func section(
    _ id: UInt8, _ term: String, _ content: inout BinaryReader, _ part: inout BinaryPart,
    _ names: inout PartNames
  ) throws(DecodeError) {
    var section = BinarySection(
      id: id, kind: term, offset: content.offset, sizeBytes: content.end - content.offset)
    switch (part.kind, id) {
    case (_, 0):
      section.customName = try content.name()
      section.offset = content.offset
      section.sizeBytes = content.end - content.offset
      custom(section.customName ?? "", content, &part, &names)
    case (.component, 1), (.component, 4):
      part.children.append(try self.part(content))
      names.noteChild(isModule: id == 1, place: part.children.count - 1)
    // A start function is one index, a count of data segments a number.
    case (.module, 8), (.module, 12), (.component, 9): break
    default:
      section.count = try content.count()
      if part.kind == .component { try names.noteItems(id, section.count ?? 0, &content) }
    }
    part.sections.append(section)
  }

  /// A custom section that cannot be read does not make the binary a bad one.
  private func custom(
    _ name: String, _ content: BinaryReader, _ part: inout BinaryPart, _ names: inout PartNames
  ) {
    var content = content
    do throws(DecodeError) {
      switch name {
      case "producers": part.producers += try PartReader.producers(&content)
      case "name" where part.kind == .module: try names.readModule(&content)
      case "component-name" where part.kind == .component: try names.readComponent(&content)
      default: return
      }
    } catch {
      part.notes.append("its section `\(name)` cannot be read: \(error.text)")
    }
  }

  /// (WebAssembly tool conventions, "Producers Section".)
  private static func producers(
    _ reader: inout BinaryReader
  ) throws(DecodeError) -> [ProducersField] {
    try reader.vector { reader throws(DecodeError) in
      let name = try reader.name()
      let tools = try reader.vector { reader throws(DecodeError) in
        let tool = try reader.name()
        return ProducersField.Tool(name: tool, version: try reader.name())
      }
      return ProducersField(name: name, tools: tools)
    }
  }

  private static let moduleTerms = [
    "custom", "type", "import", "function", "table", "memory", "global", "export", "start",
    "element", "code", "data", "data count", "tag",
  ]

  private static let componentTerms = [
    "custom", "core module", "core instance", "core type", "component", "instance", "alias",
    "type", "canon", "start", "import", "export", "value",
  ]
}

extension BinaryPart {
  /// Reads the frame of a binary: fast, since types and code are skipped.
  package static func read(_ bytes: [UInt8]) throws(DecodeError) -> BinaryPart {
    try PartReader.read(bytes)
  }
}
