/// Which keys mean which commands: the table's, changed by the user's configuration.
package struct KeyBindings: Hashable, Sendable {
  /// The commands whose keys the user chose, and the keys.
  package private(set) var changes: [Command.ID: [Key]]
  /// What the user chose for a key stands before what the table has for it.
  private let byKey: [Key: [Command.ID]]

  /// The table as it is.
  package static let standard = KeyBindings(changes: [:])

  package init(changes: [Command.ID: [Key]]) {
    self.changes = changes
    var byKey: [Key: [Command.ID]] = [:]
    let (chosen, others) = (
      CommandTable.all.filter { changes[$0.id] != nil },
      CommandTable.all.filter { changes[$0.id] == nil }
    )
    for command in chosen + others {
      for key in changes[command.id] ?? command.keys { byKey[key, default: []].append(command.id) }
    }
    self.byKey = byKey
  }

  /// The first is the one that the footer shows.
  package func keys(of command: Command) -> [Key] { changes[command.id] ?? command.keys }

  package func keys(of id: Command.ID) -> [Key] { keys(of: CommandTable[id]) }

  /// The commands of a key, the most important first.
  package func commands(of key: Key) -> [Command.ID] { byKey[key] ?? [] }
}

extension KeyBindings {
  /// Two commands that want the same key in the same place.
  package struct Clash: Hashable, Sendable {
    package var key: Key
    /// The one that gets it, as the user chose.
    package var winner: Command.ID
    package var loser: Command.ID
  }

  /// Where a key that the user chose belongs to another command too. Commands of different places
  /// share keys and never meet.
  package var clashes: [Clash] {
    CommandTable.all.filter { changes[$0.id] != nil }.flatMap { command in
      keys(of: command).flatMap { key in
        commands(of: key).drop { $0 != command.id }.dropFirst()
          .filter { Self.meet(command.group, CommandTable[$0].group) }
          .map { Clash(key: key, winner: command.id, loser: $0) }
      }
    }
  }

  private static func meet(_ one: Command.Group, _ other: Command.Group) -> Bool {
    one == other || one.isEverywhere || other.isEverywhere
  }
}

extension Command.Group {
  /// Whether its commands work in every place.
  fileprivate var isEverywhere: Bool {
    switch self {
    case .places, .moving, .everywhere: true
    case .explore, .stubs, .compose, .workers, .invoke: false
    }
  }
}
