import WIT

/// The room that a type takes in linear memory and as core values.
/// (Component Model, CanonicalABI.md, "Alignment", "Element Size", "Flattening".)
struct CoreLayout: Hashable {
  enum CoreType: Hashable {
    case i32, i64, f32, f64

    var swift: String {
      switch self {
      case .i32: "Int32"
      case .i64: "Int64"
      case .f32: "Float"
      case .f64: "Double"
      }
    }

    var accessor: String {
      switch self {
      case .i32: "i32"
      case .i64: "i64"
      case .f32: "f32"
      case .f64: "f64"
      }
    }

    func joined(_ other: CoreType) -> CoreType {
      if self == other { return self }
      return Set([self, other]) == [.i32, .f32] ? .i32 : .i64
    }
  }

  /// In bytes.
  var size: Int
  var alignment: Int
  var flat: [CoreType]

  static let nothing = CoreLayout(size: 0, alignment: 1, flat: [])

  static func scalar(_ bytes: Int, _ type: CoreType = .i32) -> CoreLayout {
    CoreLayout(size: bytes, alignment: bytes, flat: [type])
  }

  /// A string or a list: where it is, and how long.
  static let span = CoreLayout(size: 8, alignment: 4, flat: [.i32, .i32])

  static func sequence(_ parts: [CoreLayout]) -> CoreLayout {
    var whole = nothing
    for part in parts {
      whole.size = rounded(whole.size, to: part.alignment) + part.size
      whole.alignment = max(whole.alignment, part.alignment)
      whole.flat += part.flat
    }
    whole.size = rounded(whole.size, to: whole.alignment)
    return whole
  }

  static func choice(_ cases: [CoreLayout]) -> CoreLayout {
    let width = discriminantBytes(cases.count)
    var flat: [CoreType] = []
    for item in cases {
      for (index, type) in item.flat.enumerated() {
        if index < flat.count { flat[index] = flat[index].joined(type) } else { flat.append(type) }
      }
    }
    let alignment = max(width, cases.map(\.alignment).max() ?? 1)
    let end = payloadOffset(cases) + (cases.map(\.size).max() ?? 0)
    return CoreLayout(size: rounded(end, to: alignment), alignment: alignment, flat: [.i32] + flat)
  }

  static func payloadOffset(_ cases: [CoreLayout]) -> Int {
    rounded(discriminantBytes(cases.count), to: cases.map(\.alignment).max() ?? 1)
  }

  static func discriminantBytes(_ count: Int) -> Int {
    count <= 256 ? 1 : count <= 65536 ? 2 : 4
  }

  static func flagsBytes(_ count: Int) -> Int {
    count <= 8 ? 1 : count <= 16 ? 2 : 4
  }

  private static func rounded(_ size: Int, to alignment: Int) -> Int {
    (size + alignment - 1) / alignment * alignment
  }
}

extension CoreLayout {
  /// What a type takes. It has been checked before: it is of bounded size and supported.
  init(_ type: Type?, in graph: PackageGraph) {
    self =
      switch type {
      case nil: .nothing
      case .bool, .u8, .s8: .scalar(1)
      case .u16, .s16: .scalar(2)
      case .u32, .s32, .char: .scalar(4)
      case .u64, .s64: .scalar(8, .i64)
      case .f32: .scalar(4, .f32)
      case .f64: .scalar(8, .f64)
      case .string, .list: .span
      case .own, .borrow: .scalar(4)
      case .option(let wrapped): .choice([.nothing, CoreLayout(wrapped, in: graph)])
      case .tuple(let types): .sequence(types.map { CoreLayout($0, in: graph) })
      case .result(let ok, let error):
        .choice([CoreLayout(ok, in: graph), CoreLayout(error, in: graph)])
      case .named(let id): CoreLayout(definition: id, in: graph)
      case .errorContext, .fixedLengthList, .map, .future, .stream:
        preconditionFailure("unsupported types are refused before")
      }
  }

  private init(definition id: TypeID, in graph: PackageGraph) {
    self =
      switch graph[id].kind {
      case .record(let fields): .sequence(fields.map { CoreLayout($0.type, in: graph) })
      case .variant(let cases): .choice(cases.map { CoreLayout($0.type, in: graph) })
      case .enum(let labels): .scalar(Self.discriminantBytes(labels.count))
      case .flags(let labels): .scalar(Self.flagsBytes(labels.count))
      case .alias(let target): CoreLayout(target, in: graph)
      case .resource: .scalar(4)
      }
  }
}
