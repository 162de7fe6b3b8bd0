package import Component

/// Where a form cannot be a value yet.
package struct FormProblem: Error, Hashable, Sendable {
  /// The way to the field, by child numbers.
  package var path: [Int]
  package var text: String

  package init(path: [Int] = [], text: String) {
    self.path = path
    self.text = text
  }

  func inside(_ index: Int) -> FormProblem {
    FormProblem(path: [index] + path, text: text)
  }
}

extension FormNode {
  /// The value that has been put in.
  package func value() throws(FormProblem) -> Value {
    switch content {
    case .text(let input): return try scalar(input.text)
    case .bool(let value): return .bool(value)
    case .choice(let index):
      guard case .enum(let labels) = type, labels.labels.indices.contains(index) else {
        throw FormProblem(text: "choose a case")
      }
      return .enum(labels.labels[index])
    case .flags(let set):
      guard case .flags(let labels) = type else { throw FormProblem(text: "choose flags") }
      return .flags(zip(labels.labels, set).filter(\.1).map(\.0))
    case .fields(let nodes): return aggregate(try Self.values(of: nodes))
    case .items(let nodes): return aggregate(try Self.values(of: nodes))
    case .option(let isOn, let node):
      return isOn ? .option(try Self.value(of: node, at: 0)) : .option(nil)
    case .cases(let selected, let payloads): return try chosen(selected, payloads)
    case .unavailable(let reason): throw FormProblem(text: reason)
    }
  }

  private static func values(of nodes: [FormNode]) throws(FormProblem) -> [Value] {
    var values: [Value] = []
    for (index, node) in nodes.enumerated() { values.append(try value(of: node, at: index)) }
    return values
  }

  private static func value(of node: FormNode, at index: Int) throws(FormProblem) -> Value {
    do { return try node.value() } catch { throw error.inside(index) }
  }

  private func aggregate(_ values: [Value]) -> Value {
    switch type {
    case .record(let record):
      .record(zip(record.fields, values).map { Value.FieldValue(name: $0.name, value: $1) })
    case .tuple: .tuple(values)
    case .map:
      .map(
        values.compactMap { pair in
          guard case .tuple(let both) = pair, both.count == 2 else { return nil }
          return Value.MapEntry(key: both[0], value: both[1])
        })
    default: .list(values)
    }
  }

  private func chosen(_ selected: Int, _ payloads: [FormNode?]) throws(FormProblem) -> Value {
    let cases = type.formCases
    guard cases.indices.contains(selected) else { throw FormProblem(text: "choose a case") }
    let payload = try payloads[selected].map { node throws(FormProblem) in
      try Self.value(of: node, at: 0)
    }
    if case .result = type { return selected == 0 ? .ok(payload) : .error(payload) }
    return .variant(name: cases[selected].name, payload: payload)
  }

  /// Text as the number, char or string that the type asks for.
  private func scalar(_ text: String) throws(FormProblem) -> Value {
    switch type {
    case .string: return .string(text)
    case .char:
      guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
        throw FormProblem(text: "one character is needed")
      }
      return .char(scalar)
    case .u8: return .u8(try integer(text))
    case .u16: return .u16(try integer(text))
    case .u32: return .u32(try integer(text))
    case .u64: return .u64(try integer(text))
    case .s8: return .s8(try integer(text))
    case .s16: return .s16(try integer(text))
    case .s32: return .s32(try integer(text))
    case .s64: return .s64(try integer(text))
    case .f32: return .f32(try float(text))
    case .f64: return .f64(try float(text))
    default: throw FormProblem(text: "this is no text")
    }
  }

  private func integer<Number: FixedWidthInteger>(_ text: String) throws(FormProblem) -> Number {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else {
      throw FormProblem(text: "a whole number is needed (\(type.text))")
    }
    guard trimmed.first != "+", let number = Number(trimmed) else {
      throw FormProblem(text: "a whole number from \(Number.min) to \(Number.max) is needed")
    }
    return number
  }

  private func float<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ text: String
  ) throws(FormProblem) -> Number {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { throw FormProblem(text: "a number is needed, like 12.5") }
    switch trimmed {
    case "nan": return .nan
    case "inf": return .infinity
    case "-inf": return -.infinity
    default: break
    }
    let isPlain = trimmed.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isPlain, let number = Number(trimmed) else {
      throw FormProblem(text: "a number is needed, like 12.5")
    }
    guard number.isFinite else { throw FormProblem(text: "too large for \(type.text)") }
    return number
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}

// The other way.
extension FormNode {
  /// Puts a value of the field's type in. What the value leaves out (an option's content, another
  /// case's payload) stays as it was.
  package mutating func fill(with value: Value) {
    isTouched = true
    switch (value, content) {
    case (.bool(let value), _): content = .bool(value)
    case (.string(let text), .text): content = .text(TextInput(text))
    case (.char(let scalar), .text): content = .text(TextInput(String(Character(scalar))))
    case (.enum(let name), _):
      if case .enum(let labels) = type, let index = labels.labels.firstIndex(of: name) {
        content = .choice(index)
      }
    case (.flags(let names), _):
      if case .flags(let labels) = type { content = .flags(labels.labels.map(names.contains)) }
    case (.record(let fields), .fields(let nodes)):
      content = .fields(Self.filled(nodes, with: fields.map(\.value)))
    case (.tuple(let values), .fields(let nodes)), (.list(let values), .fields(let nodes)):
      content = .fields(Self.filled(nodes, with: values))
    case (.list(let values), .items): fillItems(with: values)
    case (.map(let entries), .items):
      fillItems(with: entries.map { .tuple([$0.key, $0.value]) })
    case (.option(let wrapped), .option(_, var node)):
      if let wrapped { node.fill(with: wrapped) }
      content = .option(isOn: wrapped != nil, node)
    case (.variant(let name, let payload), _): fillCase(name, with: payload)
    case (.ok(let payload), _): fillCase("ok", with: payload)
    case (.error(let payload), _): fillCase("err", with: payload)
    case (_, .text): content = .text(TextInput(WAVE.text(of: value)))
    default: break
    }
  }

  private static func filled(_ nodes: [FormNode], with values: [Value]) -> [FormNode] {
    zip(nodes, values).map { node, value in
      var node = node
      node.fill(with: value)
      return node
    }
  }

  private mutating func fillItems(with values: [Value]) {
    content = .items(
      values.enumerated().compactMap { index, value in
        var item = newItem(at: index)
        item?.fill(with: value)
        return item
      })
  }

  private mutating func fillCase(_ name: String, with payload: Value?) {
    guard case .cases(_, var payloads) = content,
      let index = type.formCases.firstIndex(where: { $0.name == name })
    else { return }
    if let payload { payloads[index]?.fill(with: payload) }
    content = .cases(selected: index, payloads)
  }
}
