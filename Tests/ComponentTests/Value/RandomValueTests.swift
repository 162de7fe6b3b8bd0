import Component
import Testing

/// Values of all types by seeds: what goes out in any form comes in as it was, and no text crashes
/// a reader.
struct RandomValueTests {
  @Test(arguments: 0..<20) func everyFormIsReadBack(_ block: Int) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      var random = RandomValues(seed: UInt64(seed))
      let type = random.type(depth: 4)
      let value = random.value(type)
      let note = Comment(rawValue: "seed \(seed)")
      #expect(value.mismatch(with: type) == nil, note)
      #expect(try WAVE.parse(WAVE.text(of: value), as: type) == value, note)
      #expect(try JSONValues.parse(JSONValues.json(of: value).text, as: type) == value, note)
      #expect(try Value(encoded: value.encoded) == value, note)
      #expect(try WitValue.decode(try WitValue.encode(value, as: type), as: type) == value, note)
      let golem = JSONValues.golem(value, as: type)
      #expect(try JSON.parse(golem.text) == golem, note)
      // Nested options are one in that form.
      if !type.holdsNestedOptions {
        #expect(try JSONValues.value(golem, as: type) == value, note)
      }
    }
  }

  /// A text that was damaged is read or refused; nothing else.
  @Test(arguments: 0..<10) func aDamagedTextIsReadOrRefused(_ block: Int) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      var random = RandomValues(seed: UInt64(seed) &+ 0xD0_0D)
      let type = random.type(depth: 3)
      let value = random.value(type)
      let wave = damaged(WAVE.text(of: value), &random)
      let json = damaged(JSONValues.json(of: value).text, &random)
      for text in [wave, json] {
        if let read = try? WAVE.parse(text, as: type) { #expect(read.mismatch(with: type) == nil) }
        if let read = try? JSONValues.parse(text, as: type) {
          #expect(read.mismatch(with: type) == nil)
        }
      }
    }
  }

  private func damaged(_ text: String, _ random: inout RandomValues) -> String {
    var scalars = Array(text.unicodeScalars)
    let signs = Array("[](){},:\"'\\%-.0eu \u{0}🎈".unicodeScalars)
    for _ in 0..<(1 + random.number(below: 3)) where !scalars.isEmpty {
      let place = random.number(below: scalars.count)
      switch random.number(below: 3) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(signs[random.number(below: signs.count)], at: place)
      default: scalars[place] = signs[random.number(below: signs.count)]
      }
    }
    var damaged = ""
    damaged.unicodeScalars.append(contentsOf: scalars)
    return damaged
  }
}

extension ValueType {
  /// Whether an option holds an option somewhere.
  fileprivate var holdsNestedOptions: Bool {
    switch self {
    case .option(.option): true
    case .option(let type), .list(let type), .fixedLengthList(let type, _):
      type.holdsNestedOptions
    case .tuple(let types): types.contains(where: \.holdsNestedOptions)
    case .record(let record): record.fields.contains { $0.type.holdsNestedOptions }
    case .variant(let variant):
      variant.cases.contains { $0.type?.holdsNestedOptions ?? false }
    case .result(let ok, let error):
      ok?.holdsNestedOptions ?? false || error?.holdsNestedOptions ?? false
    default: false
    }
  }
}
