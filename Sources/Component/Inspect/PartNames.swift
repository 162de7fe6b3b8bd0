/// What name sections call a part and the parts in it.
///
/// Names of nested parts go by index, and imports, aliases and exports take indices too: they are
/// counted as they pass. (Component Model, Binary.md, "Name Section".)
struct PartNames {
  private var own: String?
  private var modules: [Int: String] = [:]
  private var components: [Int: String] = [:]
  private var moduleCount = 0
  private var componentCount = 0
  /// The place among the children of what has an index.
  private var modulePlaces: [(index: Int, place: Int)] = []
  private var componentPlaces: [(index: Int, place: Int)] = []

  mutating func noteChild(isModule: Bool, place: Int) {
    if isModule {
      modulePlaces.append((moduleCount, place))
      moduleCount += 1
    } else {
      componentPlaces.append((componentCount, place))
      componentCount += 1
    }
  }

  /// Counts the modules and components among imports, aliases and exports.
  mutating func noteItems(
    _ id: UInt8, _ count: Int, _ reader: inout BinaryReader
  ) throws(DecodeError) {
    guard id == 6 || id == 10 || id == 11 else { return }
    for _ in 0..<count {
      switch id {
      case 6: try alias(&reader)
      case 10:
        try name(&reader)
        try extern(&reader, isCounted: true)
      default:
        try name(&reader)
        try sort(&reader)
        _ = try reader.u32()
        if try reader.byte() != 0 { try extern(&reader, isCounted: false) }
      }
    }
  }

  private mutating func alias(_ reader: inout BinaryReader) throws(DecodeError) {
    try sort(&reader)
    switch try reader.byte() {
    case 0, 1:
      _ = try reader.u32()
      _ = try reader.name()
    case 2:
      _ = try reader.u32()
      _ = try reader.u32()
    default: throw reader.error("an unknown form of an alias")
    }
  }

  private mutating func sort(_ reader: inout BinaryReader) throws(DecodeError) {
    switch try reader.byte() {
    case 0: if try reader.byte() == 0x11 { moduleCount += 1 }
    case 4: componentCount += 1
    default: break
    }
  }

  private func name(_ reader: inout BinaryReader) throws(DecodeError) {
    let kind = try reader.byte()
    _ = try reader.name()
    guard kind == 2 else { return }
    for _ in 0..<(try reader.count()) {
      _ = try reader.byte()
      _ = try reader.name()
    }
  }

  private mutating func extern(
    _ reader: inout BinaryReader, isCounted: Bool
  ) throws(DecodeError) {
    let kind = try reader.byte()
    switch kind {
    case 0:
      _ = try reader.byte()
      _ = try reader.u32()
      if isCounted { moduleCount += 1 }
    case 2:
      _ = try reader.byte()
      _ = try reader.s33()
    case 3: if try reader.byte() == 0 { _ = try reader.u32() }
    default:
      _ = try reader.u32()
      if isCounted, kind == 4 { componentCount += 1 }
    }
  }
}

// Reading and using them.
extension PartNames {
  /// (WebAssembly, "Name Section", subsection 0.)
  mutating func readModule(_ reader: inout BinaryReader) throws(DecodeError) {
    while !reader.isAtEnd {
      let id = try reader.byte()
      var content = try reader.slice(try reader.u32())
      if id == 0 { own = try content.name() }
    }
  }

  mutating func readComponent(_ reader: inout BinaryReader) throws(DecodeError) {
    while !reader.isAtEnd {
      let id = try reader.byte()
      var content = try reader.slice(try reader.u32())
      switch id {
      case 0: own = try content.name()
      case 1: try readItems(&content)
      default: break
      }
    }
  }

  private mutating func readItems(_ reader: inout BinaryReader) throws(DecodeError) {
    let sort = try reader.byte()
    let coreSort = sort == 0 ? try reader.byte() : nil
    let isModule = coreSort == 0x11
    guard isModule || sort == 4 else { return }
    for _ in 0..<(try reader.count()) {
      let index = try reader.u32()
      let name = try reader.name()
      if isModule { modules[index] = name } else { components[index] = name }
    }
  }

  func apply(to part: inout BinaryPart) {
    part.name = own ?? part.name
    for (index, place) in modulePlaces {
      part.children[place].name = modules[index] ?? part.children[place].name
    }
    for (index, place) in componentPlaces {
      part.children[place].name = components[index] ?? part.children[place].name
    }
  }
}
