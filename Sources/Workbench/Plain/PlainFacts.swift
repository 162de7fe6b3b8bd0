package import Component

/// Makes of a JSON answer one line for each fact: `status: Idle`.
///
/// What is not there (null, an empty list) is not said. The members of an object within another have
/// its name before theirs, the items of a list their number: `versions 1 bytes: 3201`.
package enum PlainFacts {
  package static func lines(_ json: JSON) -> [String] {
    if case .array(let items) = json { return items.flatMap { lines($0, name: "") } }
    return lines(json, name: "")
  }

  /// Of each object in a list only some members, in that order.
  package static func selecting(_ names: [String], of json: JSON) -> JSON {
    guard case .array(let items) = json else { return json }
    return .array(
      items.map { item in
        guard case .object(let members) = item else { return item }
        return .object(names.compactMap { name in members.first { $0.name == name } })
      })
  }

  private static func lines(_ json: JSON, name: String) -> [String] {
    switch json {
    case .object(let members):
      return members.flatMap { lines($0.value, name: joined(name, words($0.name))) }
    case .array(let items):
      return items.enumerated().flatMap {
        lines($0.element, name: joined(name, "\($0.offset + 1)"))
      }
    case .null: return []
    case .string(let text): return [line(name, text)]
    case .bool(let isTrue): return [line(name, isTrue ? "yes" : "no")]
    default: return [line(name, json.text)]
    }
  }

  private static func line(_ name: String, _ value: String) -> String {
    let value = value.split(separator: "\n").joined(separator: " / ")
    return name.isEmpty ? value : "\(name): \(value)"
  }

  private static func joined(_ outer: String, _ inner: String) -> String {
    outer.isEmpty ? inner : "\(outer) \(inner)"
  }

  /// `templateVersion` as words: `template version`.
  private static func words(_ name: String) -> String {
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return name }
    var words = ""
    var wasLower = false
    for character in name {
      if wasLower, character.isUppercase { words.append(" ") }
      words += wasLower ? character.lowercased() : String(character)
      wasLower = character.isLowercase || character.isNumber
    }
    return words
  }

  /// A line whose first columns stand below each other, without the gaps between them.
  ///
  /// - Parameter count: how many columns there are; the last is text of others and stays as it is
  package static func withoutGaps(_ line: some StringProtocol, columns count: Int) -> String {
    var rest = Substring(line).drop { $0 == " " }
    var columns: [Substring] = []
    while columns.count < count - 1, let gap = rest.firstRange(of: "  ") {
      columns.append(rest[..<gap.lowerBound])
      rest = rest[gap.upperBound...].drop { $0 == " " }
    }
    return (columns + [rest]).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
