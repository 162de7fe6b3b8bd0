import WIT

/// The file beside the one that people read: how a scope's types and functions cross the boundary.
struct ABIFile {
  let model: BindingModel
  let scope: BindingScope
  /// Names as seen from inside the scope's enum.
  let types: TypeText
  /// Names as seen from outside of all scopes.
  let outside: TypeText
  var writer = SwiftWriter()

  var graph: PackageGraph { model.graph }

  private init(_ scope: BindingScope, of model: BindingModel) {
    self.model = model
    self.scope = scope
    types = TypeText(model, in: scope)
    outside = TypeText(model)
  }

  /// The text; nil where nothing crosses.
  static func text(of scope: BindingScope, in model: BindingModel) -> String? {
    var file = ABIFile(scope, of: model)
    for type in scope.types { file.conformance(type) }
    if scope.isExported { file.exports() }
    file.imports()
    file.writer.trim()
    guard !file.writer.isEmpty else { return nil }
    return """
      // How \(scope.title) crosses the component's boundary.
      // Generated; changes here are lost.


      """ + file.writer.text
  }

  static func unsigned(bytes: Int) -> String { "UInt\(bytes * 8)" }
}

// Conformances.
extension ABIFile {
  private mutating func conformance(_ id: TypeID) {
    switch graph[id].kind {
    case .alias, .resource: return
    case .record(let fields): open(id) { $0.record(fields) }
    case .variant(let cases): open(id) { $0.variant(id, cases) }
    case .enum(let labels): open(id) { $0.enumeration(labels) }
    case .flags(let labels): open(id) { $0.flags(labels) }
    }
  }

  private mutating func open(_ id: TypeID, _ body: (inout ABIFile) -> Void) {
    let layout = CoreLayout(.named(id), in: graph)
    writer.blank()
    writer.open("extension \(outside.name(id)): ComponentValue")
    writer.open("static var layout: ComponentLayout")
    writer.line(
      "ComponentLayout(size: \(layout.size), alignment: \(layout.alignment), "
        + "flat: \(layout.flat.count))")
    writer.close()
    writer.blank()
    body(&self)
    writer.close()
  }

  private mutating func decoding(_ body: (inout ABIFile) -> Void) {
    writer.open("init(from decoder: inout some ComponentDecoder)")
    body(&self)
    writer.close()
    writer.blank()
  }

  private mutating func encoding(_ body: (inout ABIFile) -> Void) {
    writer.open("func encode(to encoder: inout some ComponentEncoder)")
    body(&self)
    writer.close()
  }

  /// `decoder.decode()`, its type spelled out where it is not the surface type; through a variable
  /// where the conversion names it more than once.
  private mutating func decoded(_ type: Type, by variable: String) -> String {
    if outside.isPlain(type) { return "decoder.decode()" }
    let wire = "decoder.decode(\(outside.wire(type)).self)"
    guard outside.readsTwice(type) else { return outside.fromWire(wire, type) }
    writer.line("let \(variable) = \(wire)")
    return outside.fromWire(variable, type)
  }

  private mutating func record(_ fields: [Field]) {
    let references = SwiftName.fields(fields).map(Self.reference)
    decoding { file in
      for (index, field) in fields.enumerated() {
        let value = file.decoded(field.type, by: "part\(index)")
        file.writer.line("\(references[index]) = \(value)")
      }
    }
    encoding { file in
      file.writer.line("encoder.record()")
      for (index, field) in fields.enumerated() {
        let value = file.outside.toWire(references[index], field.type)
        file.writer.line("encoder.encode(\(value))")
      }
    }
  }

  private static func reference(_ member: String) -> String {
    let isLocal = ["decoder", "encoder"].contains(member) || member.hasPrefix("part")
    return isLocal ? "self.\(member)" : member
  }

  private mutating func enumeration(_ labels: [Label]) {
    let width = CoreLayout.discriminantBytes(labels.count)
    let raw = Self.unsigned(bytes: width)
    decoding { file in
      file.writer.line("let index = decoder.caseIndex(.enumeration(width: \(width)))")
      file.writer.open("guard let value = Self(rawValue: \(raw)(truncatingIfNeeded: index)) else")
      file.writer.line("fatalError(\"there is no such case\")")
      file.writer.close()
      file.writer.line("self = value")
    }
    encoding { file in
      file.writer.line("encoder.caseIndex(Int(rawValue), .enumeration(width: \(width)))")
    }
  }

  private mutating func flags(_ labels: [Label]) {
    let raw = Self.unsigned(bytes: CoreLayout.flagsBytes(labels.count))
    decoding { file in
      file.writer.line("let bits = decoder.flags(count: \(labels.count))")
      file.writer.line("self.init(rawValue: \(raw)(truncatingIfNeeded: bits))")
    }
    encoding { file in
      file.writer.line("encoder.flags(UInt64(rawValue), count: \(labels.count))")
    }
  }

  private mutating func variant(_ id: TypeID, _ cases: [Case]) {
    let layouts = cases.map { CoreLayout($0.type, in: graph) }
    let names = SwiftName.cases(cases)
    writer.open("private static var shape: CaseShape")
    writer.line(
      ".variant(width: \(CoreLayout.discriminantBytes(cases.count)), "
        + "payloadOffset: \(CoreLayout.payloadOffset(layouts)))")
    writer.close()
    writer.blank()
    decoding { file in
      file.writer.line("switch decoder.caseIndex(Self.shape) {")
      for (index, item) in cases.enumerated() { file.decodeCase(item, names[index], index) }
      file.writer.line("default: fatalError(\"there is no such case\")")
      file.writer.line("}")
    }
    encoding { file in
      file.writer.line("switch self {")
      for (index, item) in cases.enumerated() { file.encodeCase(item, names[index], index) }
      file.writer.line("}")
    }
  }

  private mutating func decodeCase(_ item: Case, _ name: String, _ index: Int) {
    guard let type = item.type else {
      writer.line("case \(index): self = .\(name)")
      return
    }
    guard case .tuple(let parts) = outside.resolved(type) else {
      writer.line("case \(index): self = .\(name)(\(decoded(type, by: "payload")))")
      return
    }
    writer.line("case \(index):")
    writer.indented { writer in
      writer.line("let payload = decoder.decode(\(outside.wire(type)).self).values")
      let values = parts.indices.map { parts.count == 1 ? "payload" : "payload.\($0)" }
      let list = zip(values, parts).map { outside.fromWire($0, $1) }.joined(separator: ", ")
      writer.line("self = .\(name)(\(list))")
    }
  }

  private mutating func encodeCase(_ item: Case, _ name: String, _ index: Int) {
    let mark = "encoder.caseIndex(\(index), Self.shape)"
    guard let type = item.type else {
      writer.line("case .\(name): \(mark)")
      return
    }
    if case .tuple(let parts) = outside.resolved(type) {
      let names = parts.indices.map { "value\($0)" }
      writer.line("case .\(name)(\(names.map { "let \($0)" }.joined(separator: ", "))):")
      let values = zip(names, parts).map { outside.toWire($0, $1) }
      writer.indented { writer in
        writer.line(mark)
        writer.line("encoder.encode(Tuple\(parts.count)(\(values.joined(separator: ", "))))")
      }
      return
    }
    writer.line("case .\(name)(let value):")
    let value = outside.toWire("value", type)
    writer.indented { writer in
      writer.line(mark)
      writer.line("encoder.encode(\(value))")
    }
  }
}
