import WIT

extension ComponentInspection {
  /// Everything for people to read, in lines of at most 80 columns where names allow.
  package var text: String {
    var page = Page()
    page.paragraph(summary, indent: 0)
    if let problem {
      let isWithout = problem.reason == .coreModule
      page.paragraph(
        isWithout ? problem.text : "Its WIT cannot be read: \(problem.text)", indent: 0)
    }
    interface(&page)
    extras(&page)
    core(&page)
    page.heading("Inside", "bytes", "share")
    tree(root, depth: 0, "", &page)
    sections(&page)
    customSections(&page)
    producers(&page)
    let notes = root.all.flatMap(\.notes)
    if !notes.isEmpty { page.heading("Notes") }
    for note in notes { page.paragraph(note, indent: 2) }
    return page.text
  }

  private func interface(_ page: inout Page) {
    guard let wit else { return }
    guard wit.world != nil else {
      page.heading("Interfaces")
      for id in wit.graph[wit.root].interfaces {
        row(InterfaceRow(id, name: wit.graph[id].name ?? "", in: wit.graph), true, &page)
      }
      if wit.graph[wit.root].worlds.isEmpty { return }
      page.heading("Worlds")
      for id in wit.graph[wit.root].worlds { page.paragraph(wit.graph[id].name, indent: 2) }
      return
    }
    for (title, rows, isOpen) in [("Imports", imports, false), ("Exports", exports, true)] {
      page.heading(title)
      if rows.isEmpty { page.paragraph("nothing", indent: 2) }
      for row in rows { self.row(row, isOpen, &page) }
    }
  }

  private func row(_ row: InterfaceRow, _ isOpen: Bool, _ page: inout Page) {
    if let signature = row.signature { return page.paragraph(signature, indent: 2) }
    let name = row.name + (row.path.map { ": \($0)" } ?? "")
    page.columns(indent: 2, name, row.counts)
    guard isOpen else { return }
    for function in row.functions { page.paragraph(function, indent: 4) }
  }

  private func extras(_ page: inout Page) {
    guard let extras = wit?.extras, !extras.isEmpty else { return }
    page.heading("Without a word for it in WIT")
    for extra in extras {
      page.paragraph(extra.text, indent: 2)
      for line in (extra.definition ?? "").split(separator: "\n") {
        page.paragraph(String(line), indent: 4)
      }
    }
  }

  /// The names that the engine sees, and what those of the canonical ABI stand for.
  private func core(_ page: inout Page) {
    guard let core else { return }
    for (title, items) in [("Core imports", core.imports), ("Core exports", core.exports)] {
      page.heading(title)
      if items.isEmpty { page.paragraph("nothing", indent: 2) }
      for item in items.prefix(Limits.coreItemsShownMax) {
        page.columns(
          indent: 2, item.module.map { "\($0) \(item.name)" } ?? item.name, item.kind.rawValue)
        if let meaning = item.meaning { page.paragraph(meaning, indent: 4) }
      }
      if items.count > Limits.coreItemsShownMax {
        let rest = Grouped.text(items.count - Limits.coreItemsShownMax)
        page.paragraph("and \(rest) more, which --json lists", indent: 2)
      }
    }
  }

  private func tree(_ part: BinaryPart, depth: Int, _ label: String, _ page: inout Page) {
    // Deeper ones stay in the table, further in would leave no room for their names.
    page.numbers(
      indent: 2 + 2 * min(depth, 10), part.title(label), Grouped.text(part.sizeBytes),
      Grouped.share(part.sizeBytes, of: sizeBytes))
    for (index, child) in part.children.enumerated() {
      tree(child, depth: depth + 1, "\(index)", &page)
    }
  }

  private func sections(_ page: inout Page) {
    page.heading("Sections", "bytes", "share")
    var kinds: [String] = []
    var found: [String: [BinarySection]] = [:]
    for section in root.sections {
      if found[section.kind] == nil { kinds.append(section.kind) }
      found[section.kind, default: []].append(section)
    }
    for kind in kinds {
      let sections = found[kind] ?? []
      let size = sections.reduce(0) { $0 + $1.sizeBytes }
      let items = sections.compactMap(\.count).reduce(0) { $0.addingReportingOverflow($1).0 }
      var label = kind.padded(to: 16)
      label += sections.contains { $0.count != nil } ? "\(Grouped.text(items)) in " : ""
      label += Grouped.count(sections.count, "section") ?? ""
      page.numbers(
        indent: 2, label, Grouped.text(size), Grouped.share(size, of: sizeBytes))
    }
  }

  private func customSections(_ page: inout Page) {
    guard root.all.contains(where: { !$0.customSections.isEmpty }) else { return }
    page.heading("Custom sections", "bytes", "share")
    customSections(root, "", &page)
  }

  private func customSections(_ part: BinaryPart, _ label: String, _ page: inout Page) {
    let title = part === root ? "" : "in \(part.title(label))"
    for section in part.customSections {
      page.numbers(
        indent: 2, "\((section.customName ?? "").shown.padded(to: 16)) \(title)",
        Grouped.text(section.sizeBytes),
        Grouped.share(section.sizeBytes, of: sizeBytes))
    }
    for (index, child) in part.children.enumerated() {
      customSections(child, "\(index)", &page)
    }
  }

  /// Parts with the same producers are named together.
  private func producers(_ page: inout Page) {
    var groups: [(fields: [ProducersField], titles: [String])] = []
    func note(_ part: BinaryPart, _ label: String) {
      if !part.producers.isEmpty {
        let title = part.title(label)
        if let known = groups.firstIndex(where: { $0.fields == part.producers }) {
          if !groups[known].titles.contains(title) { groups[known].titles.append(title) }
        } else {
          groups.append((part.producers, [title]))
        }
      }
      for (index, child) in part.children.enumerated() { note(child, "\(index)") }
    }
    note(root, "")
    guard !groups.isEmpty else { return }
    page.heading("Producers")
    for group in groups {
      page.paragraph(group.titles.joined(separator: ", "), indent: 2)
      for field in group.fields {
        let tools = field.tools.map(\.text.shown).joined(separator: ", ")
        page.paragraph("\(field.name.shown.padded(to: 14))\(tools)", indent: 4)
      }
    }
  }
}

extension BinaryPart {
  fileprivate static func === (left: BinaryPart, right: BinaryPart) -> Bool {
    left.offset == right.offset && left.sizeBytes == right.sizeBytes
  }

  /// `core module "main"`, or with its place among its siblings where nobody named it.
  package func title(_ label: String) -> String {
    if let name { return "\(kind.rawValue) \"\(name.shown)\"" }
    return label.isEmpty ? kind.rawValue : "\(kind.rawValue) \(label)"
  }
}

/// Lines of at most 80 columns.
private struct Page {
  private var lines: [String] = []

  private static let width = 80
  private static let sizeEnd = 70

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func heading(_ title: String, _ second: String = "", _ third: String = "") {
    lines.append("")
    guard !second.isEmpty else { return lines.append(title) }
    numbers(indent: 0, title, second, third)
  }

  /// Words over as many lines as they take; all but the first are indented further.
  mutating func paragraph(_ text: String, indent: Int) {
    var line = String(repeating: " ", count: indent)
    var isStart = true
    for word in text.shown.split(separator: " ", omittingEmptySubsequences: false) {
      if !isStart, line.count + 1 + word.count > Page.width {
        lines.append(line)
        line = String(repeating: " ", count: indent + 4)
        isStart = true
      }
      line += (isStart ? "" : " ") + word
      isStart = false
    }
    lines.append(line)
  }

  /// A name, and behind it what is counted of it.
  mutating func columns(indent: Int, _ name: String, _ counts: String) {
    let start = String(repeating: " ", count: indent) + name.shown
    let room = Page.width - counts.count - 2
    if start.count > room {
      lines.append(start)
      lines.append(String(repeating: " ", count: Page.width - counts.count) + counts)
    } else {
      lines.append(start.padded(to: Page.width - counts.count) + counts)
    }
  }

  mutating func numbers(indent: Int, _ label: String, _ size: String, _ share: String) {
    var start = String(repeating: " ", count: indent) + label
    let room = Page.sizeEnd - size.count - 2
    if start.count > room { start = String(start.prefix(room - 1)) + "…" }
    let line = start.padded(to: Page.sizeEnd - size.count) + size
    lines.append(line + String(repeating: " ", count: max(1, 8 - share.count)) + share)
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }

  /// Control characters of a hostile name stay off the terminal.
  fileprivate var shown: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory.isHidden }) else {
      return self
    }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.properties.generalCategory.isHidden {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isHidden: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}
