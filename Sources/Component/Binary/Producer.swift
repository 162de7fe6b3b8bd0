/// What the components that are written here say of who wrote them.
package enum Producer {
  package static let name = "witbench"
  package static let version = "0.1.0"

  /// The content of a `producers` section. (WebAssembly tool conventions, "Producers Section".)
  static var section: [UInt8] {
    var writer = BinaryWriter()
    writer.u32(1)
    writer.name("processed-by")
    writer.u32(1)
    writer.name(name)
    writer.name(version)
    return writer.bytes
  }
}
