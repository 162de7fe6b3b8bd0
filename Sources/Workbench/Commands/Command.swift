/// Something the user can do: one row of the table from which keys, footer, help, prompt and
/// docs/keys.md come.
package struct Command: Sendable {
  /// The name by which the `:` prompt and configuration know it.
  package enum ID: String, Hashable, Sendable, CaseIterable {
    // Places.
    case explore, stubs, compose, workers, invoke
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case back
    // Moving.
    case up, down, left, right, top, bottom
    case pageUp = "page-up"
    case pageDown = "page-down"
    case open
    case find
    case findNext = "find-next"
    case findPrevious = "find-previous"
    // Everywhere.
    case copyAll = "copy-all"
    case help, prompt, messages, copy, reload, redraw, suspend, quit
    case close
    // Explore.
    case expand, collapse
    case findEverything = "find-everything"
    case users
    case edit
    case previewStub = "preview-stub"
    case fillForm = "fill-form"
    // Stubs.
    case writeStub = "write-stub"
    case stubStyle = "stub-style"
    case stubErrors = "stub-errors"
    case stubWorld = "stub-world"
    case stubName = "stub-name"
    case addStub = "add-stub"
    case diff
    case keepFile = "keep-file"
    case build
    // Compose.
    case composeNow = "compose-now"
    case wire
    case plug
    case plugFitting = "plug-fitting"
    case resetWires = "reset-wires"
    case composeView = "compose-view"
    case checkWorld = "check-world"
    // Workers.
    case newCall = "new-call"
    case newWorker = "new-worker"
    case interrupt, resume, crash, revert, fork, delete
    case suspendWorker = "suspend-worker"
    case updateWorker = "update-worker"
    case completePromise = "complete-promise"
    case nextJournal = "next-journal"
    case previousJournal = "previous-journal"
    // Invoke.
    case send, cancel
    case wave
    case toggle
    case previousField = "previous-field"
    case nextField = "next-field"
    case addItem = "add-item"
    case removeItem = "remove-item"
    case moveItemUp = "move-item-up"
    case moveItemDown = "move-item-down"
    case repeatCall = "repeat-call"
  }

  /// The headings of help.
  package enum Group: String, Hashable, Sendable, CaseIterable {
    case places = "Places"
    case moving = "Moving"
    case everywhere = "Everywhere"
    case explore = "Explore"
    case stubs = "Stubs"
    case compose = "Compose"
    case workers = "Workers"
    case invoke = "Invoke"
  }

  package let id: ID
  /// The first is the one that the footer shows.
  package let keys: [Key]
  /// What it does, as one sentence.
  package let help: String
  package let group: Group
  /// One or two words for the footer; nil for what is not shown there.
  package let footer: String?
  /// Whether its keys work while text is typed.
  package let worksWhileTyping: Bool
  package let isEnabled: @Sendable (Session) -> Bool

  init(
    _ id: ID, _ keys: String, _ group: Group, _ help: String, footer: String? = nil,
    worksWhileTyping: Bool = false, enabled: @escaping @Sendable (Session) -> Bool = { _ in true }
  ) {
    self.id = id
    self.keys = keys.split(separator: " ").map { text in
      guard let key = Key(text: String(text)) else {
        preconditionFailure("`\(text)` is no key")
      }
      return key
    }
    self.help = help
    self.group = group
    self.footer = footer
    self.worksWhileTyping = worksWhileTyping
    isEnabled = enabled
  }
}
