/// A line of text being edited, and where its cursor stands.
package struct TextInput: Hashable, Sendable {
  package private(set) var characters: [Character]
  /// How many characters stand before the cursor.
  package private(set) var cursor: Int

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Edits by a key; false where the key means nothing to a line of text.
  package mutating func apply(_ key: Key) -> Bool {
    switch key.code {
    case .character(let character):
      if key.control { return applyControl(character) }
      if key.alt { return false }
      insert(String(character))
    case .backspace where key.alt || key.control: deleteWord()
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .left where key.control || key.alt: cursor = wordStart()
    case .right where key.control || key.alt: cursor = wordEnd()
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = characters.count
    default: return false
    }
    return true
  }

  package mutating func insert(_ text: String) {
    let added = Array(text)
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  private mutating func applyControl(_ character: Character) -> Bool {
    switch character {
    case "a": cursor = 0
    case "e": cursor = characters.count
    case "u":
      characters.removeFirst(cursor)
      cursor = 0
    case "k": characters.removeLast(characters.count - cursor)
    default: return false
    }
    return true
  }

  private mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  private mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  private mutating func deleteWord() {
    let start = wordStart()
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  private func wordStart() -> Int {
    var index = cursor
    while index > 0, characters[index - 1] == " " { index -= 1 }
    while index > 0, characters[index - 1] != " " { index -= 1 }
    return index
  }

  private func wordEnd() -> Int {
    var index = cursor
    while index < characters.count, characters[index] == " " { index += 1 }
    while index < characters.count, characters[index] != " " { index += 1 }
    return index
  }
}
