/// Something worth trying, which the status line says until it was tried.
package struct Hint: Sendable {
  /// What the state file calls it: the command that is worth trying.
  package let command: Command.ID
  /// What its key does, as it goes on behind the key.
  let text: String
  private let isInPlace: @Sendable (Session) -> Bool

  private init(
    _ command: Command.ID, _ text: String, where isInPlace: @escaping @Sendable (Session) -> Bool
  ) {
    self.command = command
    self.text = text
    self.isInPlace = isInPlace
  }

  /// In the order in which they are given.
  package static let all: [Hint] = [
    Hint(.help, "lists all that can be done here", where: { $0.tab == .explore }),
    Hint(
      .workers, "goes to the workers, 1 to 5 to the other places",
      where: { $0.tab == .explore || ($0.tab == .invoke && !$0.invoke.calls.isEmpty) }),
    Hint(.fillForm, "fills in a call of this function", where: { $0.tab == .explore }),
    Hint(
      .open, "fills in a call of the selected function", where: { $0.isFocused(.invoke, .list) }),
    Hint(.send, "sends the call when the fields are filled in", where: { $0.tab == .invoke }),
    Hint(.nextJournal, "leafs through log, oplog and calls", where: { $0.tab == .workers }),
    Hint(.nextPane, "goes to the WIT, then to the Swift behind it", where: { $0.tab == .stubs }),
    Hint(.plug, "plugs the selected component in", where: { $0.tab == .compose }),
    Hint(.composeView, "shows the wires as rows", where: { $0.tab == .compose }),
  ]

  /// As the status line says it, with the key that works now; nil where it would be no use.
  func sentence(in session: Session) -> String? {
    guard isInPlace(session), CommandTable[command].isEnabled(session),
      let key = Keymap.key(of: command, in: session)
    else { return nil }
    return "\(key.text) \(text)"
  }
}

/// Which hints are done with.
package struct HintBook: Hashable, Sendable {
  /// In how many sessions each was shown; `done` for what was tried.
  package private(set) var counts: [Command.ID: Int] = [:]
  /// Nothing is said where the user wants no hints.
  package var isOn = false
  /// Counted once a session.
  private var shown: Set<Command.ID> = []

  /// Who has seen one so often does not want it.
  static let showingsMax = 3
  private static let done = 99

  package init() {}

  /// Reads what `text` wrote; what it does not know is passed over.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let id = Command.ID(rawValue: String(words[0])),
        let count = Int(words[1])
      else { continue }
      counts[id] = min(max(0, count), Self.done)
    }
  }

  /// A line for each hint: the command's name, and how often it was shown.
  package var text: String {
    counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)\n" }.joined()
  }

  func isOpen(_ hint: Hint) -> Bool {
    let count = counts[hint.command] ?? 0
    // The last showing lasts until the session ends.
    return count < Self.showingsMax || (count == Self.showingsMax && shown.contains(hint.command))
  }

  mutating func learn(_ command: Command.ID) {
    guard isOn, Hint.all.contains(where: { $0.command == command }) else { return }
    counts[command] = Self.done
  }

  mutating func show(_ hint: Hint) {
    guard shown.insert(hint.command).inserted else { return }
    counts[hint.command, default: 0] += 1
  }
}

extension Session {
  /// What the status line may suggest now.
  package var hint: Hint? {
    guard hints.isOn, workspace != nil, popups.isEmpty else { return nil }
    return Hint.all.first { hints.isOpen($0) && $0.sentence(in: self) != nil }
  }

  /// Counts what is shown; what is to be remembered of it.
  mutating func keepHints(since before: HintBook) -> [Effect] {
    if let hint { hints.show(hint) }
    return hints.counts == before.counts ? [] : [.remember(hints)]
  }
}
