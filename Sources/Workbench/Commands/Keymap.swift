/// Which command a key means, here and now.
package enum Keymap {
  /// The first enabled command of the table that has the key; while text is typed, only commands
  /// that work then and only by keys that are no text.
  package static func command(for key: Key, in session: Session) -> Command.ID? {
    let isTyping = session.isTyping
    let commands = CommandTable.byKey[key] ?? []
    return commands.first { command in
      (!isTyping || (command.worksWhileTyping && !key.isText)) && command.isEnabled(session)
    }?.id
  }

  /// What the footer shows: at most `max` commands that do something here, the place's own first.
  package static func footer(of session: Session, max: Int = 8) -> [(key: String, word: String)] {
    let isTyping = session.isTyping
    var seen: Set<Key> = []
    var entries: [(key: String, word: String)] = []
    for command in CommandTable.all {
      guard let word = command.footer,
        let key = command.keys.first(where: { key in
          (!isTyping || (command.worksWhileTyping && !key.isText)) && !seen.contains(key)
        }), command.isEnabled(session)
      else { continue }
      seen.formUnion(command.keys)
      entries.append((key.text, word))
    }
    guard entries.count > max else { return entries }
    // Help and quit always stay: they are the way out of not knowing the others.
    let kept = entries.filter { $0.word == "help" || $0.word == "quit" }
    return Array(entries.filter { $0.word != "help" && $0.word != "quit" }.prefix(max - kept.count))
      + kept
  }
}

extension Key {
  /// Whether pressing it writes something.
  package var isText: Bool {
    if case .character = code { return !control && !alt }
    return false
  }
}
