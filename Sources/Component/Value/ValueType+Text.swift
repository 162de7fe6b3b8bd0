extension ValueType {
  /// The type in WIT words: `list<product-item>`, `f32`.
  package var text: String {
    switch self {
    case .bool: "bool"
    case .u8: "u8"
    case .u16: "u16"
    case .u32: "u32"
    case .u64: "u64"
    case .s8: "s8"
    case .s16: "s16"
    case .s32: "s32"
    case .s64: "s64"
    case .f32: "f32"
    case .f64: "f64"
    case .char: "char"
    case .string: "string"
    case .list(let element): "list<\(element.text)>"
    case .fixedLengthList(let element, let count): "list<\(element.text), \(count)>"
    case .map(let key, let value): "map<\(key.text), \(value.text)>"
    case .option(let wrapped): "option<\(wrapped.text)>"
    case .tuple(let elements): "tuple<\(elements.map(\.text).joined(separator: ", "))>"
    case .result(nil, nil): "result"
    case .result(let ok?, nil): "result<\(ok.text)>"
    case .result(nil, let error?): "result<_, \(error.text)>"
    case .result(let ok?, let error?): "result<\(ok.text), \(error.text)>"
    case .record(let record): record.name ?? "record"
    case .variant(let variant): variant.name ?? "variant"
    case .enum(let labels): labels.name ?? "enum"
    case .flags(let labels): labels.name ?? "flags"
    case .own(let resource): resource.name
    case .borrow(let resource): "borrow<\(resource.name)>"
    case .unsupported(let name): name
    }
  }
}

extension FunctionType {
  /// `add-item: func(item: product-item) -> u32`, members of resources by their local name.
  package var text: String {
    let list = parameters.map { "\($0.name): \($0.type.text)" }.joined(separator: ", ")
    return "\(name): func(\(list))" + (result.map { " -> \($0.text)" } ?? "")
  }
}
