import WIT

/// A type of a binary in WIT words, for messages: `list<order>`, `f32`.
struct TypeText {
  private static let bytesMax = 200
  private static let depthMax = 16

  private let piece: Piece
  private var text = ""

  static func text(of reference: TypeReference?, in piece: Piece) -> String {
    var writer = TypeText(piece: piece)
    writer.write(reference, depth: 0)
    return writer.text
  }

  /// The type as it is built, whatever its name.
  static func structure(of type: TypeIndex, in piece: Piece) -> String {
    var writer = TypeText(piece: piece)
    writer.write(piece.arena[piece.arena.root(of: type)], depth: 0)
    return writer.text
  }

  private init(piece: Piece) {
    self.piece = piece
  }

  private mutating func write(_ reference: TypeReference?, depth: Int) {
    // Types share parts: written out, a small file's type could fill the memory.
    guard text.utf8.count < Self.bytesMax, depth < Self.depthMax else {
      if !text.hasSuffix("…") { text += "…" }
      return
    }
    switch reference {
    case nil: text += "nothing"
    case .primitive(let type): text += WITPrinter.text(of: type, in: PackageGraph())
    case .index(let type):
      if let name = piece.typeName(of: type) {
        text += name
      } else {
        write(piece.arena[piece.arena.root(of: type)], depth: depth)
      }
    }
  }

  private mutating func write(_ type: BinaryType, depth: Int) {
    switch type {
    case .primitive(let type): text += WITPrinter.text(of: type, in: PackageGraph())
    case .list(let element): write("list", [element], depth)
    case .fixedLengthList(let element, let count):
      write("list", [element], depth, last: ", \(count)")
    case .tuple(let elements): write("tuple", elements, depth)
    case .option(let wrapped): write("option", [wrapped], depth)
    case .own(let resource): write(.index(resource), depth: depth + 1)
    case .borrow(let resource): write("borrow", [.index(resource)], depth)
    case .stream(let element): write("stream", element.map { [$0] } ?? [], depth)
    case .future(let element): write("future", element.map { [$0] } ?? [], depth)
    case .map(let key, let value): write("map", [key, value], depth)
    case .result(let ok, nil): write("result", ok.map { [$0] } ?? [], depth)
    case .result(nil, let error?):
      text += "result<_, "
      write(error, depth: depth + 1)
      text += ">"
    case .result(let ok?, let error?): write("result", [ok, error], depth)
    case .function(let isAsync, let parameters, let result):
      function(isAsync, parameters, result, depth)
    case .record: text += "record"
    case .variant: text += "variant"
    case .flags: text += "flags"
    case .enum: text += "enum"
    case .resource: text += "resource"
    case .component: text += "component"
    case .instance: text += "interface"
    case .alias: text += "type"
    }
  }

  private mutating func write(
    _ word: String, _ parts: [TypeReference], _ depth: Int, last: String = ""
  ) {
    text += word
    guard !parts.isEmpty else { return }
    text += "<"
    for (index, part) in parts.enumerated() {
      guard text.utf8.count < Self.bytesMax else {
        text += "…"
        return
      }
      if index > 0 { text += ", " }
      write(part, depth: depth + 1)
    }
    text += "\(last)>"
  }

  private mutating func function(
    _ isAsync: Bool, _ parameters: [(name: String, type: TypeReference)],
    _ result: TypeReference?, _ depth: Int
  ) {
    text += isAsync ? "async func(" : "func("
    for (index, parameter) in parameters.enumerated() {
      guard text.utf8.count < Self.bytesMax else {
        text += "…"
        return
      }
      text += "\(index > 0 ? ", " : "")\(parameter.name): "
      write(parameter.type, depth: depth + 1)
    }
    text += ")"
    guard let result else { return }
    text += " -> "
    write(result, depth: depth + 1)
  }
}
