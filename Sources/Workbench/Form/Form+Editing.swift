import Component

/// What can be done to the row with the cursor, apart from typing.
package enum FormAction: Hashable, Sendable {
  /// Enter: switches, chooses, adds or goes on.
  case activate
  case toggle
  case previousChoice, nextChoice
  case addItem, removeItem
  case moveItemUp, moveItemDown
}

extension Form {
  package mutating func moveRow(by count: Int) {
    row = min(max(0, row + count), rows.count - 1)
  }

  /// Goes to the next row, or the one before, where something can be filled in, chosen or done:
  /// past the heads of records and lists.
  package mutating func moveField(by count: Int) {
    let rows = rows
    var index = row + count
    while rows.indices.contains(index) {
      if !isHead(rows[index]) {
        row = index
        return
      }
      index += count
    }
  }

  private func isHead(_ row: FormRow) -> Bool {
    guard row.kind == .field else { return false }
    switch node(at: row.path)?.content {
    case .fields, .items, .flags: return true
    default: return false
    }
  }

  /// Whether something can be switched or chosen here.
  package var canToggle: Bool {
    let row = currentRow
    if case .flag = row.kind { return true }
    guard row.kind == .field else { return false }
    switch node(at: row.path)?.content {
    case .bool, .choice, .option, .cases: return true
    default: return false
    }
  }

  /// The choices of the row and which is made, for a popup; nil where there is nothing to choose.
  package var choices: (names: [String], selected: Int)? {
    let row = currentRow
    guard row.kind == .field, let node = node(at: row.path) else { return nil }
    switch node.content {
    case .choice(let index):
      guard case .enum(let labels) = node.type else { return nil }
      return (labels.labels, index)
    case .cases(let selected, _): return (node.type.formCases.map(\.name), selected)
    default: return nil
    }
  }

  package mutating func choose(_ index: Int) {
    update(currentRow.path) { $0.choose(index) }
  }

  package mutating func perform(_ action: FormAction) {
    let row = currentRow
    switch action {
    case .activate, .toggle:
      if row.kind == .add { addItem(to: row.path) } else { step(row, by: 1) }
    case .previousChoice: step(row, by: -1)
    case .nextChoice: step(row, by: 1)
    case .addItem:
      if let path = listPath(of: row) { addItem(to: path) }
    case .removeItem: removeItem(row)
    case .moveItemUp: moveItem(row, by: -1)
    case .moveItemDown: moveItem(row, by: 1)
    }
  }

  private mutating func step(_ row: FormRow, by count: Int) {
    if case .flag(let index) = row.kind {
      update(row.path) { $0.toggleFlag(index) }
    } else if row.kind == .field {
      update(row.path) { $0.step(by: count) }
    }
  }

  /// The nearest list around a row, the row's own field included.
  package func listPath(of row: FormRow) -> [Int]? {
    guard row.kind == .field || row.kind == .add else { return nil }
    var path = row.path
    while !path.isEmpty {
      if case .items? = node(at: path)?.content { return path }
      path.removeLast()
    }
    return nil
  }

  /// The nearest item of a list around a row: the list and the item's number.
  package func item(of row: FormRow) -> (list: [Int], index: Int)? {
    guard row.kind == .field || row.isFlag else { return nil }
    var path = row.path
    while path.count > 1 {
      let index = path.removeLast()
      if case .items? = node(at: path)?.content { return (path, index) }
    }
    return nil
  }

  private mutating func addItem(to path: [Int]) {
    var added: Int?
    update(path) { node in
      guard case .items(var items) = node.content, let item = node.newItem(at: items.count) else {
        return
      }
      added = items.count
      items.append(item)
      node.content = .items(items)
      node.isTouched = true
    }
    guard let added else { return }
    goTo(path + [added])
  }

  private mutating func removeItem(_ row: FormRow) {
    guard let (list, index) = item(of: row) else { return }
    update(list) { $0.changeItems { $0.remove(at: index) } }
    goTo(list + [index], or: list)
  }

  private mutating func moveItem(_ row: FormRow, by count: Int) {
    guard let (list, index) = item(of: row), case .items(let items)? = node(at: list)?.content,
      items.indices.contains(index + count)
    else { return }
    update(list) { $0.changeItems { $0.swapAt(index, index + count) } }
    goTo(list + [index + count])
  }

  /// Puts the cursor on a field: on the first line below its head where it has one.
  private mutating func goTo(_ path: [Int], or fallback: [Int]? = nil) {
    let rows = rows
    if let index = rows.firstIndex(where: { $0.path == path && $0.kind == .field }) {
      row = index
      if isHead(rows[index]) { moveField(by: 1) }
    } else if let fallback, let index = rows.lastIndex(where: { $0.path == fallback }) {
      row = index
    }
  }
}

extension FormRow {
  var isFlag: Bool {
    if case .flag = kind { true } else { false }
  }
}

extension FormNode {
  fileprivate mutating func choose(_ index: Int) {
    isTouched = true
    switch content {
    case .choice: content = .choice(index)
    case .cases(_, let payloads) where payloads.indices.contains(index):
      content = .cases(selected: index, payloads)
    default: break
    }
  }

  /// The next state of what can only be switched or chosen.
  fileprivate mutating func step(by count: Int) {
    isTouched = true
    switch content {
    case .bool(let value): content = .bool(!value)
    case .option(let isOn, let node): content = .option(isOn: !isOn, node)
    case .choice(let index):
      guard case .enum(let labels) = type else { return }
      content = .choice((index + count + labels.labels.count) % labels.labels.count)
    case .cases(let selected, let payloads):
      content = .cases(
        selected: (selected + count + payloads.count) % payloads.count, payloads)
    default: break
    }
  }

  fileprivate mutating func toggleFlag(_ index: Int) {
    guard case .flags(var set) = content, set.indices.contains(index) else { return }
    set[index].toggle()
    content = .flags(set)
    isTouched = true
  }

  /// Changes a list's items; their labels are their numbers again afterwards.
  fileprivate mutating func changeItems(_ change: (inout [FormNode]) -> Void) {
    guard case .items(var items) = content else { return }
    change(&items)
    for index in items.indices { items[index].label = "\(index)" }
    content = .items(items)
    isTouched = true
  }
}
