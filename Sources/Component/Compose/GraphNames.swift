/// Names in a composed component, so that tools which print it show who is who.
///
/// They come from the parts' interfaces, never from their files: the same parts give the same
/// bytes wherever they lie. (Component Model, Binary.md, "Name Section".)
struct GraphNames {
  private var components: [(index: Int, name: String)] = []
  private var instances: [(index: Int, name: String)] = []
  private var taken: Set<String> = []

  /// A piece's component and its instance; of equal pieces the component is one.
  mutating func add(_ piece: Piece, isSocket: Bool, component: Int, instance: Int) {
    let name = unique(isSocket ? "socket" : Self.name(of: piece))
    instances.append((instance, name))
    if !components.contains(where: { $0.index == component }) {
      components.append((component, name))
    }
  }

  /// A plug is called by what it gives first.
  private static func name(of plug: Piece) -> String {
    plug.shape.exports.first.map { VersionedName($0).path } ?? "plug"
  }

  private mutating func unique(_ name: String) -> String {
    var number = 1
    var candidate = name
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(name)-\(number)"
    }
    return candidate
  }

  /// The content of a `component-name` section.
  var section: [UInt8] {
    var writer = BinaryWriter()
    for (sort, names) in [(UInt8(0x04), components), (0x05, instances)] {
      var content = BinaryWriter()
      content.byte(sort)
      content.u32(names.count)
      for (index, name) in names.sorted(by: { $0.index < $1.index }) {
        content.u32(index)
        content.name(name)
      }
      writer.byte(0x01)
      writer.u32(content.bytes.count)
      writer.append(content.bytes)
    }
    return writer.bytes
  }
}
