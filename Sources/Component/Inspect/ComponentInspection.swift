import WIT

/// What there is to see in a binary: its interface and its insides.
package struct ComponentInspection: Sendable {
  package var sizeBytes: Int
  /// Nil where it cannot be read though the frame can.
  package var wit: BinaryWIT?
  /// Why there is no `wit`.
  package var problem: DecodeError?
  /// The binary itself; everything else is nested in it.
  package var root: BinaryPart
  /// What a core module imports and exports; nil for a component.
  package var core: CoreInterface?

  /// Refuses what is no WebAssembly or has a broken frame.
  package init(_ bytes: [UInt8]) throws(DecodeError) {
    sizeBytes = bytes.count
    root = try PartReader.read(bytes)
    do throws(DecodeError) {
      wit = try BinaryWIT.decode(bytes)
    } catch {
      problem = error
    }
    guard root.kind == .module else { return }
    do throws(DecodeError) {
      core = try CoreInterface(of: root, in: bytes)
    } catch {
      root.notes.append("its core imports and exports cannot be read: \(error.text)")
    }
  }

  /// What a component imports and exports; nil for what is none, or cannot be read.
  package var type: ComponentType? {
    guard let wit, wit.kind == .component, let world = wit.world else { return nil }
    return ComponentType(world: world, in: wit.graph)
  }

  package var kind: String { wit?.kind.rawValue ?? root.kind.rawValue }

  /// `component, 71,410 bytes: imports 3 interfaces, exports 2 interfaces and 1 function`.
  package var summary: String {
    let head = "\(kind), \(Grouped.text(sizeBytes)) bytes"
    guard let wit else { return head }
    guard wit.world != nil else {
      let package = wit.graph[wit.root]
      let counts = [
        Grouped.count(package.interfaces.count, "interface"),
        Grouped.count(package.worlds.count, "world"),
      ].compactMap { $0 }
      return "\(head): \(package.name) with \(counts.joined(separator: " and "))"
    }
    func counts(_ rows: [InterfaceRow], isExport: Bool) -> String {
      let extras = wit.extras.count { $0.isExport == isExport && $0.interface == nil }
      let counts =
        InterfaceRow.Kind.allCases.compactMap { kind in
          Grouped.count(rows.count { $0.kind == kind }, kind.noun)
        } + [Grouped.count(extras, "other item")].compactMap { $0 }
      return counts.isEmpty ? "nothing" : counts.joined(separator: ", ")
    }
    return "\(head): imports \(counts(imports, isExport: false)); "
      + "exports \(counts(exports, isExport: true))"
  }

  /// The imports and exports of a component or core module. Exported types are among the extras.
  package var imports: [InterfaceRow] { rows(\.imports) }
  package var exports: [InterfaceRow] { rows(\.exports).filter { $0.kind != .type } }

  private func rows(_ side: KeyPath<World, [WorldItem]>) -> [InterfaceRow] {
    guard let wit, let world = wit.world else { return [] }
    return wit.graph[world][keyPath: side].map { InterfaceRow($0, in: wit.graph) }
  }
}

/// One import or export, or an interface of a package, as a row shows it.
package struct InterfaceRow: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case interface
    case function = "func"
    case type

    var noun: String { self == .function ? "function" : rawValue }
  }

  package var kind: Kind
  package var name: String
  /// The interface's own id where the item has another name; nil for others.
  package var path: String?
  /// What the interface declares, in WIT: signatures of functions, resources' members by `r.m`.
  package var functions: [String] = []
  package var types: [String] = []
  /// The function or type itself in WIT.
  package var signature: String?

  init(_ item: WorldItem, in graph: PackageGraph) {
    let name = graph.key(of: item)
    switch item.content {
    case .function(let function):
      self.init(kind: .function, name: name, InterfaceRow.signature(function, in: graph))
    case .type(let id):
      let text = WITPrinter.text(of: id, in: graph)
      self.init(kind: .type, name: name, InterfaceRow.oneLine(text))
    case .interface(let id):
      self.init(id, name: name, in: graph)
    }
  }

  private init(kind: Kind, name: String, _ signature: String) {
    self.kind = kind
    self.name = name
    self.signature = signature
  }

  init(_ id: InterfaceID, name: String, in graph: PackageGraph) {
    kind = .interface
    self.name = name
    let identifier = graph.identifier(of: id)
    path = identifier == name ? nil : identifier
    functions = graph[id].functions.map { InterfaceRow.signature($0, in: graph) }
    types = graph[id].types.map { graph[$0].name }
  }

  /// `2 functions, 1 type`.
  package var counts: String {
    [Grouped.count(functions.count, "function"), Grouped.count(types.count, "type")]
      .compactMap { $0 }.joined(separator: ", ")
  }

  private static func signature(_ function: Function, in graph: PackageGraph) -> String {
    let text = WITPrinter.text(of: function, in: graph)
    return function.resource.map { "\(graph[$0].name).\(text)" } ?? text
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
  }
}

/// Numbers as people read them.
package enum Grouped {
  /// `1,234,567`.
  package static func text(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `2 functions`; nil for none.
  static func count(_ count: Int, _ noun: String) -> String? {
    count == 0 ? nil : "\(text(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A part of a whole, `12.5%`.
  package static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0.0%" }
    let thousandths = (part * 1000 + whole / 2) / whole
    return "\(thousandths / 10).\(thousandths % 10)%"
  }
}
