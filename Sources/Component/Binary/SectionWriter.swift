/// Writes a component section by section: items of one kind that follow each other share one.
struct SectionWriter {
  private enum Section {
    static let custom: UInt8 = 0
    static let component: UInt8 = 4
  }

  private var output: BinaryWriter
  /// What was written before `output`: components inside stand there as they came.
  private var chunks: [[UInt8]] = []
  private var open: UInt8?
  private var count = 0
  private var items: [UInt8] = []

  init() {
    output = BinaryWriter()
    output.append([0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00])
  }

  mutating func item(section: UInt8, _ item: [UInt8]) {
    if open != section { close() }
    open = section
    count += 1
    items += item
  }

  /// A whole component, inside. It is not copied.
  mutating func component(_ bytes: [UInt8]) {
    close()
    output.byte(Section.component)
    output.u32(bytes.count)
    chunks += [output.bytes, bytes]
    output = BinaryWriter()
  }

  mutating func custom(name: String, _ content: [UInt8]) {
    var body = BinaryWriter()
    body.name(name)
    body.append(content)
    whole(section: Section.custom, body.bytes)
  }

  /// The component, in pieces that follow each other.
  mutating func finishChunks() -> [[UInt8]] {
    close()
    return chunks + [output.bytes]
  }

  mutating func finish() -> [UInt8] { finishChunks().joinedBytes }

  private mutating func whole(section: UInt8, _ bytes: [UInt8]) {
    close()
    output.byte(section)
    output.u32(bytes.count)
    output.append(bytes)
  }

  private mutating func close() {
    guard let section = open else { return }
    var body = BinaryWriter()
    body.u32(count)
    body.append(items)
    open = nil
    count = 0
    items = []
    whole(section: section, body.bytes)
  }
}
