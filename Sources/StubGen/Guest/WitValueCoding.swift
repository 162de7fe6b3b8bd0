// Values to and from the nodes of `golem:rpc`'s wit-value. Only stubs need it.
//
// A third form for `ComponentValue`: a type's own `encode(to:)` and `init(from:)` build the nodes
// and walk them. Parents stand before their children, as in Golem's own builder.

extension Golem.RPC.Types.WitValue {
  init(_ value: some ComponentValue) {
    var encoder = WitValueEncoder()
    encoder.encode(value)
    self.init(nodes: encoder.nodes)
  }

  /// The only element of the tuple that an invocation answers with.
  func result<Value: ComponentValue>(as type: Value.Type = Value.self) -> Value {
    guard case .tupleValue(let elements) = nodes[0], let element = elements.first else {
      fatalError("the result is not a tuple with an element")
    }
    var decoder = WitValueDecoder(nodes: nodes, node: Int(element))
    return Value(from: &decoder)
  }
}

struct WitValueEncoder: ComponentEncoder {
  private(set) var nodes: [Golem.RPC.Types.WitNode] = []
  private var current = -1
  /// Whether nothing has said yet what the current node is.
  private var isEmpty = true

  private mutating func set(_ node: Golem.RPC.Types.WitNode) {
    nodes[current] = node
    isEmpty = false
  }

  mutating func part(_ layout: ComponentLayout, _ body: (inout Self) -> Void) {
    let parent = current
    let index = nodes.count
    nodes.append(.tupleValue([]))
    current = index
    isEmpty = true
    body(&self)
    current = parent
    if isEmpty {
      // `Nothing` takes no node.
      nodes.removeLast()
      isEmpty = false
    } else if parent >= 0 {
      attach(Int32(index), to: parent)
    }
  }

  private mutating func attach(_ child: Int32, to parent: Int) {
    switch nodes[parent] {
    case .recordValue(let children): nodes[parent] = .recordValue(children + [child])
    case .tupleValue(let children): nodes[parent] = .tupleValue(children + [child])
    case .listValue(let children): nodes[parent] = .listValue(children + [child])
    case .variantValue(let index, _): nodes[parent] = .variantValue(index, child)
    case .optionValue: nodes[parent] = .optionValue(child)
    case .resultValue(.success): nodes[parent] = .resultValue(.success(child))
    case .resultValue(.failure): nodes[parent] = .resultValue(.failure(Thrown(child)))
    default: fatalError("a leaf has no children")
    }
  }

  mutating func record() { set(.recordValue([])) }

  mutating func tuple() { set(.tupleValue([])) }

  mutating func remoteHandle(_ handle: RemoteHandle) -> Bool {
    set(.handle(.init(value: handle.uri), handle.id))
    return true
  }

  mutating func string(_ value: String) { set(.primString(value)) }

  mutating func list<Element: ComponentValue>(_ elements: [Element]) {
    set(.listValue([]))
    for element in elements { encode(element) }
  }

  mutating func flags(_ bits: UInt64, count: Int) {
    set(.flagsValue((0..<count).map { bits & (1 << UInt64($0)) != 0 }))
  }

  mutating func caseIndex(_ index: Int, _ shape: CaseShape) {
    switch shape.kind {
    case .variant: set(.variantValue(UInt32(index), nil))
    case .enumeration: set(.enumValue(UInt32(index)))
    case .option: set(.optionValue(nil))
    case .result: set(.resultValue(index == 0 ? .success(nil) : .failure(Thrown(nil))))
    }
  }

  mutating func primitive(_ bits: UInt64, _ kind: Primitive) {
    let node: Golem.RPC.Types.WitNode =
      switch kind {
      case .bool: .primBool(bits != 0)
      case .u8: .primU8(UInt8(truncatingIfNeeded: bits))
      case .s8: .primS8(Int8(truncatingIfNeeded: bits))
      case .u16: .primU16(UInt16(truncatingIfNeeded: bits))
      case .s16: .primS16(Int16(truncatingIfNeeded: bits))
      case .u32: .primU32(UInt32(truncatingIfNeeded: bits))
      case .s32: .primS32(Int32(truncatingIfNeeded: bits))
      case .u64: .primU64(bits)
      case .s64: .primS64(Int64(bitPattern: bits))
      case .f32: .primFloat32(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case .f64: .primFloat64(Double(bitPattern: bits))
      case .char: .primChar(Unicode.Scalar(UInt32(truncatingIfNeeded: bits)) ?? "\u{FFFD}")
      }
    set(node)
  }
}

struct WitValueDecoder: ComponentDecoder {
  private let nodes: [Golem.RPC.Types.WitNode]
  private var node: Int
  private var next = 0

  init(nodes: [Golem.RPC.Types.WitNode], node: Int) {
    self.nodes = nodes
    self.node = node
  }

  mutating func part<Part>(_ layout: ComponentLayout, _ body: (inout Self) -> Part) -> Part {
    let (parent, resume) = (node, next &+ 1)
    node = Int(child(next))
    next = 0
    let value = body(&self)
    node = parent
    next = resume
    return value
  }

  private func child(_ index: Int) -> Int32 {
    switch nodes[node] {
    case .recordValue(let children), .tupleValue(let children), .listValue(let children):
      children[index]
    case .variantValue(_, let child?), .optionValue(let child?),
      .resultValue(.success(let child?)):
      child
    case .resultValue(.failure(let failure)): failure.reason ?? -1
    // `Nothing` has no node, and reads none.
    default: -1
    }
  }

  mutating func remoteHandle() -> RemoteHandle? {
    guard case .handle(let uri, let id) = nodes[node] else { fatalError("not a handle") }
    return RemoteHandle(uri: uri.value, id: id)
  }

  mutating func string() -> String {
    guard case .primString(let value) = nodes[node] else { fatalError("not a string") }
    return value
  }

  mutating func list<Element: ComponentValue>() -> [Element] {
    guard case .listValue(let children) = nodes[node] else { fatalError("not a list") }
    return children.indices.map { _ in decode() }
  }

  mutating func flags(count: Int) -> UInt64 {
    guard case .flagsValue(let values) = nodes[node] else { fatalError("not flags") }
    var bits: UInt64 = 0
    for (index, isSet) in values.enumerated() where isSet { bits |= 1 << UInt64(index) }
    return bits
  }

  mutating func caseIndex(_ shape: CaseShape) -> Int {
    switch nodes[node] {
    case .variantValue(let index, _), .enumValue(let index): Int(index)
    case .optionValue(let child): child == nil ? 0 : 1
    case .resultValue(let result): if case .success = result { 0 } else { 1 }
    default: fatalError("not a variant")
    }
  }

  mutating func primitive(_ kind: Primitive) -> UInt64 {
    switch (kind, nodes[node]) {
    case (.bool, .primBool(let value)): value ? 1 : 0
    case (.u8, .primU8(let value)): UInt64(value)
    case (.u16, .primU16(let value)): UInt64(value)
    case (.u32, .primU32(let value)): UInt64(value)
    case (.u64, .primU64(let value)): value
    case (.s8, .primS8(let value)): UInt64(truncatingIfNeeded: value)
    case (.s16, .primS16(let value)): UInt64(truncatingIfNeeded: value)
    case (.s32, .primS32(let value)): UInt64(truncatingIfNeeded: value)
    case (.s64, .primS64(let value)): UInt64(bitPattern: value)
    case (.f32, .primFloat32(let value)): UInt64(value.bitPattern)
    case (.f64, .primFloat64(let value)): value.bitPattern
    case (.char, .primChar(let value)): UInt64(value.value)
    default: fatalError("the node holds another type")
    }
  }
}
