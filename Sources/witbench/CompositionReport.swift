import Component
import WIT

/// What is said of a composition: for people, or as JSON.
struct CompositionReport {
  var composition: Composition
  /// What keeps the result from the world that it is to be of; nil where none was named.
  var conformance: WorldConformance?

  /// The whole plan.
  var lines: [String] {
    var lines: [String] = []
    for part in composition.parts where part.isUsed {
      lines.append("\(part.name) (\(part.isSocket ? "socket" : "plug"))")
      let rows = composition.imports.filter { $0.importer == part.name }
      let width = rows.map(\.name.count).max() ?? 0
      lines += rows.flatMap { Self.lines(of: $0, width: width) }
      if part.imports.isEmpty { lines.append("  imports nothing") }
    }
    lines += section("imports", composition.openImports)
    lines += section("exports", composition.exports)
    lines += section("not used", composition.unusedPlugs.map(\.text))
    lines += section("notes", composition.notes)
    lines += section("problems", composition.problems.map(\.text))
    guard let conformance else { return lines }
    return lines + section("does not fit the world", conformance.rows.map(\.line))
  }

  private func section(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : [title] + items.map { "  \($0)" }
  }

  private static func lines(of row: Composition.Import, width: Int) -> [String] {
    let name = "  " + row.name + String(repeating: " ", count: width - row.name.count) + "  "
    let manual = row.isManual ? ", by hand" : ""
    switch row.wire {
    case .satisfied(let part):
      let other = row.export.flatMap { $0.name == row.name ? nil : " as \($0.name)" } ?? ""
      return [name + "from \(part)\(other)\(manual)"]
    case .open:
      let other = row.openName.flatMap { $0 == row.name ? nil : " as \($0)" } ?? ""
      return [name + "open\(other)\(manual)"] + row.nearMisses.map { "    \($0.text)" }
    case .refused(let part, let reason):
      let reasons = row.differences.isEmpty ? [reason] : row.differences
      return [name + "refused: \(part)\(manual)"] + reasons.map { "    \($0)" }
    }
  }

  /// What is worth saying beside a file that was written.
  var remarks: [String] {
    let wired = composition.imports.count { $0.wire != .open }
    let open = composition.openImports
    return
      composition.unusedPlugs.map { "Skipping \($0.name), not used: \($0.text)" }
      + composition.notes.map { "note: \($0)" }
      + [
        "\(counted(wired, "import")) wired, \(open.count) open"
          + (open.isEmpty ? "" : ": \(open.joined(separator: ", "))")
      ]
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

// JSON: documented in docs/cli.md; fields are only added.
extension CompositionReport {
  var json: JSON {
    .object([
      "parts": .array(composition.parts.map { Self.json($0) }),
      "imports": .array(composition.imports.map { Self.json($0) }),
      "openImports": Self.json(composition.openImports),
      "exports": Self.json(composition.exports),
      "unusedPlugs": .array(
        composition.unusedPlugs.map {
          .object([
            "part": .string($0.name), "reason": .string($0.reason),
            "advice": $0.advice.map { .string($0) } ?? .null, "isDropped": .bool($0.isDropped),
          ])
        }),
      "notes": Self.json(composition.notes),
      "problems": Self.json(composition.problems.map(\.text)),
      "conformance": conformance.map { .array($0.rows.map { $0.json }) } ?? .null,
    ])
  }

  private static func json(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

  private static func json(_ part: Composition.Part) -> JSON {
    .object([
      "name": .string(part.name), "role": .string(part.isSocket ? "socket" : "plug"),
      "isUsed": .bool(part.isUsed), "imports": json(part.imports), "exports": json(part.exports),
      "bytes": .number("\(part.byteCount)"),
    ])
  }

  private static func json(_ row: Composition.Import) -> JSON {
    .object([
      "importer": .string(row.importer), "name": .string(row.name), "kind": .string(row.kind),
      "state": .string(row.wire.state.rawValue), "isManual": .bool(row.isManual),
      "part": row.export.map { .string($0.part) } ?? .null,
      "export": row.export.map { .string($0.name) } ?? .null,
      "isOtherVersion": .bool(row.isOtherVersion),
      "openName": row.openName.map { .string($0) } ?? .null,
      "reasons": json(row.reasons), "providers": json(row.providers),
      "nearMisses": .array(
        row.nearMisses.map {
          .object([
            "part": .string($0.part), "export": .string($0.export),
            "kind": .string($0.kind.rawValue),
          ])
        }),
    ])
  }
}

extension Composition.Import {
  fileprivate var reasons: [String] {
    guard differences.isEmpty, case .refused(_, let reason) = wire else { return differences }
    return [reason]
  }
}

extension WorldConformance.Row {
  fileprivate var line: String { "\(kind.rawValue) \(path): \(text)" }

  fileprivate var json: JSON {
    .object(["kind": .string(kind.rawValue), "path": .string(path), "text": .string(text)])
  }
}
