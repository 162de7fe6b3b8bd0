/// Values in the form in which `golem:rpc/types` carries them between workers: a list of nodes.
///
/// Node 0 is the root; a parent stands before its children, which follow in order. Records, tuples
/// and lists hold indices of children, an option without a value holds none, flags are a bool each.
package enum WitValue {
  /// The value as a `wit-value` record.
  ///
  /// The value must be of the type.
  package static func encode(_ value: Value, as type: ValueType) throws(WitValueError) -> Value {
    var encoder = WitValueEncoder()
    _ = try encoder.add(value, type)
    return .record([.init(name: "nodes", value: .list(encoder.nodes))])
  }

  /// The value that a `wit-value` record carries, read as the type.
  package static func decode(
    _ witValue: Value, as type: ValueType
  ) throws(WitValueError) -> Value {
    guard case .record(let fields) = witValue, fields.count == 1,
      case .list(let nodes) = fields[0].value
    else { throw WitValueError(node: 0, message: "it is no wit-value record") }
    return try WitValueDecoder(nodes: nodes).value(at: 0, type, depth: 0)
  }
}

/// What is wrong with a wit-value, and at which node.
package struct WitValueError: Error, Hashable, Sendable {
  package var node: Int
  package var message: String

  package init(node: Int, message: String) {
    self.node = node
    self.message = message
  }

  package var text: String { "wit-value, node \(node): \(message)" }
}

private struct WitValueEncoder {
  var nodes: [Value] = []

  mutating func add(_ value: Value, _ type: ValueType) throws(WitValueError) -> Value {
    let place = nodes.count
    // The parent's place comes before its children's.
    nodes.append(.variant(name: "prim-bool", payload: .bool(false)))
    let (name, payload) = try node(value, type, at: place)
    nodes[place] = .variant(name: name, payload: payload)
    return .s32(Int32(place))
  }

  private mutating func node(
    _ value: Value, _ type: ValueType, at place: Int
  ) throws(WitValueError) -> (String, Value) {
    switch (value, type) {
    case (.bool, .bool): return ("prim-bool", value)
    case (.u8, .u8): return ("prim-u8", value)
    case (.u16, .u16): return ("prim-u16", value)
    case (.u32, .u32): return ("prim-u32", value)
    case (.u64, .u64): return ("prim-u64", value)
    case (.s8, .s8): return ("prim-s8", value)
    case (.s16, .s16): return ("prim-s16", value)
    case (.s32, .s32): return ("prim-s32", value)
    case (.s64, .s64): return ("prim-s64", value)
    case (.f32, .f32): return ("prim-float32", value)
    case (.f64, .f64): return ("prim-float64", value)
    case (.char, .char): return ("prim-char", value)
    case (.string, .string): return ("prim-string", value)
    case (.list(let items), .list(let element)),
      (.list(let items), .fixedLengthList(let element, _)):
      return ("list-value", try children(items, items.map { _ in element }))
    case (.tuple(let items), .tuple(let types)) where items.count == types.count:
      return ("tuple-value", try children(items, types))
    case (.record(let fields), .record(let record)) where fields.count == record.fields.count:
      return ("record-value", try children(fields.map(\.value), record.fields.map(\.type)))
    case (.enum(let name), .enum(let labels)):
      guard let index = labels.labels.firstIndex(of: name) else { break }
      return ("enum-value", .u32(UInt32(index)))
    case (.flags(let names), .flags(let labels)):
      return ("flags-value", .list(labels.labels.map { .bool(names.contains($0)) }))
    case (.variant(let name, let payload), .variant(let variant)):
      guard let index = variant.cases.firstIndex(where: { $0.name == name }) else { break }
      let child = try child(payload, variant.cases[index].type)
      return ("variant-value", .tuple([.u32(UInt32(index)), .option(child)]))
    case (.option(let wrapped), .option(let type)):
      return ("option-value", .option(try child(wrapped, type)))
    case (.ok(let payload), .result(let ok, _)):
      return ("result-value", .ok(.option(try child(payload, ok))))
    case (.error(let payload), .result(_, let error)):
      return ("result-value", .error(.option(try child(payload, error))))
    case (.resource(let handle), .own), (.resource(let handle), .borrow):
      let uri = Value.record([.init(name: "value", value: .string(handle.uri))])
      return ("handle", .tuple([uri, .u64(handle.id)]))
    case (_, .map), (_, .unsupported):
      throw WitValueError(node: place, message: "golem:rpc cannot carry a \(type.text)")
    default: break
    }
    throw WitValueError(node: place, message: "expected \(type.text), found \(value.kind)")
  }

  private mutating func children(
    _ values: [Value], _ types: [ValueType]
  ) throws(WitValueError) -> Value {
    var indices: [Value] = []
    for (value, type) in zip(values, types) { indices.append(try add(value, type)) }
    return .list(indices)
  }

  private mutating func child(
    _ value: Value?, _ type: ValueType?
  ) throws(WitValueError) -> Value? {
    guard let value, let type else { return nil }
    return try add(value, type)
  }
}

private struct WitValueDecoder {
  let nodes: [Value]

  func value(at index: Int, _ type: ValueType, depth: Int) throws(WitValueError) -> Value {
    guard nodes.indices.contains(index) else {
      throw WitValueError(node: index, message: "there are only \(nodes.count) nodes")
    }
    guard depth <= Limits.valueDepthMax else {
      throw WitValueError(node: index, message: "the nodes are nested too deep")
    }
    guard case .variant(let name, let payload?) = nodes[index] else {
      throw WitValueError(node: index, message: "it is no node")
    }
    if name.hasPrefix("prim-") {
      if payload.mismatch(with: type) == nil { return payload }
    } else if let value = try compound(name, payload, type, at: index, depth: depth) {
      return value
    }
    throw WitValueError(node: index, message: "expected \(type.text), found a \(name)")
  }

  private func compound(
    _ name: String, _ payload: Value, _ type: ValueType, at index: Int, depth: Int
  ) throws(WitValueError) -> Value? {
    switch (name, type, payload) {
    case ("list-value", .list(let element), .list(let children)):
      return .list(try values(children, children.map { _ in element }, at: index, depth))
    case ("list-value", .fixedLengthList(let element, let count), .list(let children))
    where children.count == Int(count):
      return .list(try values(children, children.map { _ in element }, at: index, depth))
    case ("tuple-value", .tuple(let types), .list(let children)) where children.count == types.count:
      return .tuple(try values(children, types, at: index, depth))
    case ("record-value", .record(let record), .list(let children))
    where children.count == record.fields.count:
      let found = try values(children, record.fields.map(\.type), at: index, depth)
      return .record(zip(record.fields, found).map { .init(name: $0.name, value: $1) })
    case ("enum-value", .enum(let labels), .u32(let number)) where number < labels.labels.count:
      return .enum(labels.labels[Int(number)])
    case ("flags-value", .flags(let labels), .list(let bits))
    where bits.count == labels.labels.count:
      return .flags(zip(labels.labels, bits).compactMap { $1 == .bool(true) ? $0 : nil })
    case ("variant-value", .variant(let variant), .tuple(let parts)):
      guard parts.count == 2, case .u32(let number) = parts[0], number < variant.cases.count,
        case .option(let child) = parts[1]
      else { return nil }
      let found = variant.cases[Int(number)]
      return .variant(
        name: found.name, payload: try self.child(child, found.type, at: index, depth))
    case ("option-value", .option, .option(nil)): return .option(nil)
    case ("option-value", .option(let wrapped), .option(let child)):
      return .option(try self.child(child, wrapped, at: index, depth))
    case ("result-value", .result(let ok, _), .ok(.option(let child)?)):
      return .ok(try self.child(child, ok, at: index, depth))
    case ("result-value", .result(_, let error), .error(.option(let child)?)):
      return .error(try self.child(child, error, at: index, depth))
    case ("handle", .own, .tuple(let parts)), ("handle", .borrow, .tuple(let parts)):
      guard parts.count == 2, case .record(let uri) = parts[0],
        case .string(let text)? = uri.first?.value, case .u64(let id) = parts[1]
      else { return nil }
      return .resource(ResourceHandle(uri: text, id: id))
    default: return nil
    }
  }

  private func values(
    _ children: [Value], _ types: [ValueType], at index: Int, _ depth: Int
  ) throws(WitValueError) -> [Value] {
    var values: [Value] = []
    for (child, type) in zip(children, types) {
      values.append(try value(at: place(child, at: index), type, depth: depth + 1))
    }
    return values
  }

  private func child(
    _ child: Value?, _ type: ValueType?, at index: Int, _ depth: Int
  ) throws(WitValueError) -> Value? {
    switch (child, type) {
    case (nil, nil): return nil
    case (let child?, let type?):
      return try value(at: place(child, at: index), type, depth: depth + 1)
    case (nil, let type?):
      throw WitValueError(node: index, message: "expected \(type.text), found nothing")
    case (_?, nil): throw WitValueError(node: index, message: "expected no value")
    }
  }

  private func place(_ child: Value, at index: Int) throws(WitValueError) -> Int {
    guard case .s32(let number) = child, number > index else {
      // A child behind its parent cannot lead back to it: the walk ends.
      throw WitValueError(node: index, message: "a child's index does not lie behind it")
    }
    return Int(number)
  }
}
