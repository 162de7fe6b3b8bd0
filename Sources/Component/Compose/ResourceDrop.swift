/// A resource that a component exports, and the function that drops it.
package struct ResourceDrop: Hashable, Sendable {
  /// The exported interface that names the resource; nil where the component does so itself.
  package var interface: String?
  package var resource: String
  /// The function's name in the interface `ResourceDropWrapper.interface`. It takes the resource as
  /// its only parameter, and gives nothing. A resource of several names has one function.
  package var function: String

  package init(interface: String?, resource: String, function: String) {
    self.interface = interface
    self.resource = resource
    self.function = function
  }
}

/// A component with a way to drop the resources that it exports.
///
/// It imports and exports what the component inside does, and one interface more, whose functions
/// are `resource.drop` of a resource each. Hosts whose engine cannot drop a guest's resource itself
/// call them; nobody else should see them. (Component Model, CanonicalABI.md,
/// `canon resource.drop`.)
package struct ResourceDropWrapper: Sendable {
  /// The interface that has the functions. Listings leave it out.
  package static let interface = "witbench:drop/resources"

  package let bytes: [UInt8]
  package let drops: [ResourceDrop]

  /// Wraps a component; nil where it exports no resources.
  ///
  /// - Throws: where it cannot be read, or exports the interface itself
  package init?(_ bytes: [UInt8]) throws(CompositionError) {
    let part = CompositionPart(name: "the component", bytes: bytes)
    let composition = try Composition(socket: part, plugs: [])
    let socket = composition.wiring.pieces[0]
    guard socket.exportPlaces[Self.interface] == nil else {
      throw .unsupported(part: part.name, what: "exports `\(Self.interface)`, a reserved name")
    }
    let drops = Self.drops(of: socket)
    guard !drops.isEmpty else { return nil }
    self.bytes = try composition.encodeChunks(drops: drops).joinedBytes
    self.drops = drops
  }

  private static func drops(of socket: Piece) -> [ResourceDrop] {
    var functions: [TypeIndex: String] = [:]
    var drops: [ResourceDrop] = []
    func note(_ item: BinaryExtern, in interface: String?) {
      guard case .type(let type) = item.item else { return }
      let root = socket.arena.root(of: type)
      guard case .resource = socket.arena[root] else { return }
      let function = functions[root] ?? "drop\(functions.count)"
      functions[root] = function
      drops.append(
        ResourceDrop(interface: interface, resource: item.name, function: function))
    }
    for export in socket.shape.exports {
      if case .instance(let items) = export.item {
        for item in items { note(item, in: export.name) }
      } else {
        note(export, in: nil)
      }
    }
    return drops
  }
}

// The functions, in bytes. (Component Model, Binary.md, "Canonical Definitions".)
extension CompositionEncoder {
  mutating func export(_ drops: [ResourceDrop]) {
    guard let socket = instances[0] else {
      preconditionFailure("the socket is instantiated before its exports")
    }
    var functions: [(name: String, index: Int)] = []
    for drop in drops where !functions.contains(where: { $0.name == drop.function }) {
      let owner =
        drop.interface.map { alias(Alias(instance: socket, sort: [0x05], name: $0)) } ?? socket
      let type = alias(Alias(instance: owner, sort: [0x03], name: drop.resource))
      functions.append((drop.function, function(dropping: type)))
    }
    var instance = BinaryWriter()
    instance.byte(0x01)
    instance.u32(functions.count)
    for function in functions {
      instance.externName(function.name, BinaryNameAttributes())
      instance.byte(0x01)
      instance.u32(function.index)
    }
    sections.item(section: Section.instance, instance.bytes)
    var export = BinaryWriter()
    export.externName(ResourceDropWrapper.interface, BinaryNameAttributes())
    export.byte(0x05)
    export.u32(counts.instances)
    export.byte(0x00)
    sections.item(section: Section.exporting, export.bytes)
    counts.instances += 2
  }

  /// A lifted `resource.drop`; its index.
  private mutating func function(dropping resource: Int) -> Int {
    var canon = BinaryWriter()
    canon.byte(0x03)
    canon.u32(resource)
    sections.item(section: Section.canon, canon.bytes)

    var type = BinaryWriter()
    type.byte(0x69)
    type.u32(resource)
    sections.item(section: Section.type, type.bytes)
    type = BinaryWriter()
    type.append([0x40, 0x01])
    type.name("self")
    type.s33(counts.types)
    type.append([0x01, 0x00])
    sections.item(section: Section.type, type.bytes)

    canon = BinaryWriter()
    canon.append([0x00, 0x00])
    canon.u32(counts.coreFunctions)
    canon.u32(0)
    canon.u32(counts.types + 1)
    sections.item(section: Section.canon, canon.bytes)
    counts.coreFunctions += 1
    counts.types += 2
    counts.functions += 1
    return counts.functions - 1
  }
}
