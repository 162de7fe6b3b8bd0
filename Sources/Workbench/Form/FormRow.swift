import Component

/// One line of a form on the screen.
package struct FormRow: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The worker's name.
    case worker
    /// A field, or the head of one with children.
    case field
    /// One flag of a flags field.
    case flag(Int)
    /// The line that adds an item to a list.
    case add
    /// A parameter as WAVE text.
    case wave(Int)
    /// The line that sends.
    case send
  }

  package var kind: Kind
  /// The parameter's number, then child numbers; empty for the rows around the fields.
  package var path: [Int]
  package var depth: Int

  package init(kind: Kind, path: [Int] = [], depth: Int = 0) {
    self.kind = kind
    self.path = path
    self.depth = depth
  }
}

extension FormNode {
  /// The rows of the field and of all that is open below it.
  func rows(path: [Int], depth: Int) -> [FormRow] {
    var rows = [FormRow(kind: .field, path: path, depth: depth)]
    switch content {
    case .fields(let nodes):
      for (index, node) in nodes.enumerated() {
        rows += node.rows(path: path + [index], depth: depth + 1)
      }
    case .items(let nodes):
      for (index, node) in nodes.enumerated() {
        rows += node.rows(path: path + [index], depth: depth + 1)
      }
      rows.append(FormRow(kind: .add, path: path, depth: depth + 1))
    case .flags(let set):
      rows += set.indices.map { FormRow(kind: .flag($0), path: path, depth: depth + 1) }
    case .option(true, let node): rows += node.rows(path: path + [0], depth: depth + 1)
    case .cases(let selected, let payloads):
      if let payload = payloads[selected] {
        rows += payload.rows(path: path + [0], depth: depth + 1)
      }
    default: break
    }
    return rows
  }
}
