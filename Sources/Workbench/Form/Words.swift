/// A line cut into words as a shell does it: at blanks, but not within quotes or behind a backslash.
package enum Words {
  package struct Problem: Error, Hashable {
    package var text: String
  }

  /// `one "two words" three\ words` → `one`, `two words`, `three words`.
  package static func split(_ line: String) throws(Problem) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        // Quotes with nothing in them are an empty word.
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw Problem(text: "a \(quote) is not closed") }
    if isEscaped { throw Problem(text: "nothing stands behind the last \\") }
    if let word { words.append(word) }
    return words
  }
}
