// How much a type is when everything in it is written out.
extension Resolver {
  /// The parts must have been resolved; what is broken counts as one.
  func measure(of kind: TypeDefinition.Kind) -> TypeMeasure {
    switch kind {
    case .record(let fields): measure(of: fields.map(\.type))
    case .variant(let cases): measure(of: cases.compactMap(\.type))
    case .alias(let target): measure(of: target)
    case .enum, .flags, .resource: TypeMeasure()
    }
  }

  private func measure(of parts: [Type]) -> TypeMeasure {
    var measure = TypeMeasure()
    for part in parts { measure.add(self.measure(of: part)) }
    return measure
  }

  private func measure(of type: Type) -> TypeMeasure {
    switch type {
    case .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string,
      .errorContext, .own, .borrow:
      TypeMeasure()
    case .list(let element), .fixedLengthList(let element, _), .option(let element):
      measure(of: [element])
    case .map(let key, let value): measure(of: [key, value])
    case .tuple(let elements): measure(of: elements)
    case .result(let ok, let error): measure(of: [ok, error].compactMap { $0 })
    case .future(let element), .stream(let element): measure(of: element.map { [$0] } ?? [])
    case .named(let id): measures[id] ?? TypeMeasure()
    }
  }
}
