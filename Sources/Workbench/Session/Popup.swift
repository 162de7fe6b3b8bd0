/// Something that lies over the panes and has all keys until it is closed.
package enum Popup: Hashable, Sendable {
  /// All commands, filtered by what is typed; `?` shows those of here first, `:` goes by name.
  case commands(Style, filter: TextInput, selection: Int)
  /// Looking for text in a pane; the pane follows while it is typed.
  case find(TextInput)
  /// Looking for anything that has a name, or for types, in all sources; what was found, ranked.
  case search(filter: TextInput, found: [FoundItem], selection: Int)
  case choice(title: String, names: [String], selection: Int, Choice)
  case question(String, Answer)
  /// Lines to be filled in.
  case fields(FieldForm)
  case text(title: String, lines: [String], top: Int)

  package enum Style: Hashable, Sendable {
    case help, prompt
  }

  /// What a choice is for.
  package enum Choice: Hashable, Sendable {
    /// The case of the field with the cursor.
    case formCase
    /// Where to go.
    case jump([ExploreTree.Subject])
    /// Who gives the import with this key.
    case wire(String, [WireOption])
    /// Against which world a composition is checked.
    case world([WorldChoice])
    /// How a worker gets to another version; nil leaves it as it is.
    case update([WorkerChange?])
    /// Of which of its worlds the stub is made.
    case stubWorld(StubRequest)
    /// Who gets the stub.
    case stubCaller(StubRequest)
  }

  /// What `y` does.
  package enum Answer: Hashable, Sendable {
    case quit
    case change(WorkerChange)
    case compose(CompositionRequest)
    case overwriteStub(StubRequest, caller: String)
  }
}

extension Popup {
  /// Whether a row of a choice can be chosen, but does not fit.
  func isDim(_ row: Int) -> Bool {
    guard case .choice(_, _, _, .wire(_, let options)) = self, options.indices.contains(row) else {
      return false
    }
    return options[row].problem != nil
  }
}

/// A sentence about something that happened.
package struct Message: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case note, success, failure
  }

  package var kind: Kind
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// One row of what a search found.
package struct FoundItem: Hashable, Sendable {
  /// `record`, `func`.
  package var kind: String
  /// `get-orders: func() -> list<order>`.
  package var text: String
  /// Where it is from, and why it was found.
  package var note: String
  package var subject: ExploreTree.Subject
}
