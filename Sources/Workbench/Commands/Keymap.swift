/// Which command a key means, here and now.
package enum Keymap {
  /// The first enabled command of the table that has the key; while text is typed, only commands
  /// that work then and only by keys that are no text.
  package static func command(for key: Key, in session: Session) -> Command.ID? {
    let isTyping = session.isTyping
    return session.bindings.commands(of: key).first { id in
      let command = CommandTable[id]
      return command.answers(to: key, whileTyping: isTyping) && command.isEnabled(session)
    }
  }

  /// The key by which a command can be had now: while text is typed, one that is no text.
  package static func key(of id: Command.ID, in session: Session) -> Key? {
    let isTyping = session.isTyping
    return session.bindings.keys(of: id).first { key in
      CommandTable[id].answers(to: key, whileTyping: isTyping)
        && command(for: key, in: session) == id
    }
  }

  /// What the footer shows: the commands that do something here, the place's own first, as many as
  /// fit into `columns`. Help and quit always stay: they are the way out of not knowing the others.
  package static func footer(of session: Session, columns: Int) -> [FooterEntry] {
    let isTyping = session.isTyping
    var seen: Set<Key> = []
    var entries: [FooterEntry] = []
    for command in CommandTable.all {
      // Everywhere else Escape does what people expect of it; here they need to know a way out.
      if command.id == .close, !isTyping { continue }
      guard let word = command.footer,
        let key = session.bindings.keys(of: command).first(where: { key in
          command.answers(to: key, whileTyping: isTyping) && !seen.contains(key)
        }), command.isEnabled(session)
      else { continue }
      seen.formUnion(session.bindings.keys(of: command))
      entries.append(FooterEntry(id: command.id, key: key.text, word: word))
    }
    let (last, others) = (entries.filter(\.isLast), entries.filter { !$0.isLast })
    var room = columns - last.reduce(0) { $0 + $1.columns }
    let fitting = others.prefix { entry in
      room -= entry.columns
      return room >= 0
    }
    return fitting + last
  }
}

/// A key and a word for what it does.
package struct FooterEntry: Hashable, Sendable {
  package var id: Command.ID
  package var key: String
  package var word: String

  /// With the gap behind it.
  var columns: Int { CellWidth.columns(of: key) + 1 + CellWidth.columns(of: word) + 2 }

  fileprivate var isLast: Bool { id == .help || id == .quit }
}

extension Command {
  /// Whether a key means the command; while text is typed, most keys are text.
  fileprivate func answers(to key: Key, whileTyping isTyping: Bool) -> Bool {
    // Space switches what can be switched; a field of text has taken it before.
    !isTyping || (worksWhileTyping && (!key.isText || id == .toggle))
  }
}

extension Key {
  /// Whether pressing it writes something.
  package var isText: Bool {
    if case .character = code { return !control && !alt }
    return false
  }
}
