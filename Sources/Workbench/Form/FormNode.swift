package import Component

/// One field of a form and what has been put into it so far.
///
/// It can hold anything that a person may leave half done: a number that is no number yet, a variant
/// whose payload is missing. `value()` says what is wrong; nothing is lost meanwhile.
package struct FormNode: Hashable, Sendable {
  package indirect enum Content: Hashable, Sendable {
    /// Numbers, strings and chars, as typed.
    case text(TextInput)
    case bool(Bool)
    /// The index of an enum's case.
    case choice(Int)
    /// Which flags are set, in the order of the type.
    case flags([Bool])
    /// Records, tuples and lists of fixed length: the children are always there.
    case fields([FormNode])
    /// Lists, and maps as lists of pairs.
    case items([FormNode])
    /// An option; what was typed in stays while it is off.
    case option(isOn: Bool, FormNode)
    /// Variants and results: the chosen case, and a payload for each case that has one. All are
    /// kept, so that looking at another case loses nothing.
    case cases(selected: Int, [FormNode?])
    /// It cannot be typed in; why.
    case unavailable(String)
  }

  package var label: String
  package var type: ValueType
  package var docs: String?
  package var content: Content
  /// Whether the user has been here: mistakes are shown from then on.
  package var isTouched = false

  /// An empty field of the type.
  package init(label: String, type: ValueType, docs: String? = nil) {
    self.label = label
    self.type = type
    self.docs = docs
    content = Self.emptyContent(of: type)
  }

  private static func emptyContent(of type: ValueType) -> Content {
    switch type {
    case .bool: return .bool(false)
    case .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string:
      return .text(TextInput())
    case .list, .map: return .items([])
    case .fixedLengthList(let element, let count):
      guard Int(count) <= Limits.formItemsMax else {
        return .unavailable("a list of \(count) items is too long for a form: use WAVE text")
      }
      return .fields((0..<Int(count)).map { FormNode(label: "\($0)", type: element) })
    case .tuple(let types):
      return .fields(types.enumerated().map { FormNode(label: "\($0.offset)", type: $0.element) })
    case .record(let record):
      return .fields(
        record.fields.map { FormNode(label: $0.name, type: $0.type, docs: $0.docs) })
    case .option(let wrapped): return .option(isOn: false, FormNode(label: "some", type: wrapped))
    case .enum(let labels):
      return labels.labels.isEmpty ? .unavailable("an enum without cases has no value") : .choice(0)
    case .flags(let labels): return .flags(labels.labels.map { _ in false })
    case .variant(let variant) where variant.cases.isEmpty:
      return .unavailable("a variant without cases has no value")
    case .variant, .result:
      return .cases(
        selected: 0,
        type.formCases.map { item in item.type.map { FormNode(label: item.name, type: $0) } })
    case .own(let resource), .borrow(let resource):
      return .unavailable("a `\(resource.name)` is a resource: it cannot be typed in yet")
    case .unsupported(let name):
      return .unavailable("a `\(name)` cannot be typed in")
    }
  }

  /// A new item for the list or map that this is; nil where it is neither.
  package func newItem(at index: Int) -> FormNode? {
    switch type {
    case .list(let element): FormNode(label: "\(index)", type: element)
    case .map(let key, let value): FormNode(label: "\(index)", type: .tuple([key, value]))
    default: nil
    }
  }
}

extension ValueType {
  /// The cases to choose from; those of a result are `ok` and `err`.
  package var formCases: [ValueType.Case] {
    switch self {
    case .variant(let variant): variant.cases
    case .result(let ok, let error):
      [ValueType.Case(name: "ok", type: ok), ValueType.Case(name: "err", type: error)]
    default: []
    }
  }
}

// Children, by the numbers that make up a path.
extension FormNode {
  /// The child with this number, where it exists now.
  package func child(_ index: Int) -> FormNode? {
    switch content {
    case .fields(let nodes), .items(let nodes):
      nodes.indices.contains(index) ? nodes[index] : nil
    case .option(_, let node): index == 0 ? node : nil
    case .cases(let selected, let payloads):
      index == 0 && payloads.indices.contains(selected) ? payloads[selected] : nil
    default: nil
    }
  }

  private mutating func setChild(_ index: Int, to node: FormNode) {
    switch content {
    case .fields(var nodes):
      nodes[index] = node
      content = .fields(nodes)
    case .items(var nodes):
      nodes[index] = node
      content = .items(nodes)
    case .option(let isOn, _): content = .option(isOn: isOn, node)
    case .cases(let selected, var payloads):
      payloads[selected] = node
      content = .cases(selected: selected, payloads)
    default: preconditionFailure("only a node with children has one to set")
    }
  }

  /// The node at the end of a path; nil where there is none any more.
  package subscript(path: ArraySlice<Int>) -> FormNode? {
    guard let first = path.first else { return self }
    return child(first)?[path.dropFirst()]
  }

  /// Changes the node at the end of a path; nothing happens where there is none.
  package mutating func update(_ path: ArraySlice<Int>, _ change: (inout FormNode) -> Void) {
    guard let first = path.first else {
      change(&self)
      return
    }
    guard var node = child(first) else { return }
    node.update(path.dropFirst(), change)
    setChild(first, to: node)
  }
}
