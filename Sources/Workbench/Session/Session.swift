package import WIT

/// The whole application as a value: what is open, what is selected, what is typed, what runs.
///
/// `apply` decides and returns effects; it does nothing itself and knows no clock, file or
/// terminal. `draw` is a pure function of the value.
package struct Session: Sendable {
  /// Whether workers can be run.
  package enum RuntimeState: Hashable, Sendable {
    case closed, opening, open
    /// No worker was ever made here.
    case empty
    case failed(String)
  }

  /// Where the user was, for going back.
  package struct Visit: Hashable, Sendable {
    package var tab: Tab
    package var pane: Pane
    /// The key of the row that was selected in the tab's list.
    package var key: String?
  }

  package struct Finding: Hashable, Sendable {
    package var text: String
    package var place: PanePlace
    /// Whether no row has the text.
    package var isMissed = false
  }

  package var size: Size
  package var tab = Tab.explore
  package var isFinished = false
  /// Which keys mean which commands.
  package var bindings = KeyBindings.standard
  /// What is suggested until it was tried.
  package var hints = HintBook()

  package internal(set) var workspace: WorkspaceContents? {
    // What it was made of has changed.
    didSet { symbolIndex = nil }
  }
  package internal(set) var runtime = RuntimeState.closed
  package internal(set) var tree = ExploreTree()
  /// Made when it is first asked for.
  var symbolIndex: SymbolIndex?
  /// The nodes of `tree` that are listed.
  package internal(set) var visibleNodes: [Int] = []
  package internal(set) var expanded: Set<String> = []
  package internal(set) var stubs = StubBoard()
  package internal(set) var composing = ComposeBoard()
  package internal(set) var buildLines: [String: [String]] = [:]
  package internal(set) var workers = WorkerBoard()
  package internal(set) var invoke = InvokeState()

  package internal(set) var popups: [Popup] = []
  package internal(set) var toast: Message?
  /// Oldest first.
  package internal(set) var messages: [Message] = []
  package internal(set) var finding: Finding?
  package internal(set) var places: [Visit] = []
  /// What was asked for and is not answered yet.
  package internal(set) var busy: Set<Operation> = []
  /// Whether files changed while they were read.
  var isReloadDue = false
  /// What was asked for on the session's own account, so that it is asked once.
  var requested: Set<Operation> = []
  /// What could not be had, and why.
  package internal(set) var failures: [Operation: String] = [:]
  /// Compilations that run: template and progress, 0…1.
  package internal(set) var compiling: [String: Double] = [:]
  var focusOfTab: [Tab: Pane] = [:]
  var panes: [PanePlace: PaneState] = [:]

  package init(size: Size) {
    self.size = size
  }

  /// What to do first.
  package mutating func start() -> [Effect] {
    busy.insert(.loadWorkspace)
    return [.loadWorkspace]
  }

  /// Takes in what happened; what is to be done about it.
  package mutating func apply(_ event: Event) -> [Effect] {
    let known = hints
    var effects =
      switch event {
      case .input(let input): apply(input)
      default: applyAnswer(event)
      }
    settle()
    effects += wanted()
    effects += keepHints(since: known)
    return effects
  }

  /// After so many seconds from the moment it became non-nil or the message changed, the session
  /// wants a `.tick`; nil while it waits for nothing.
  package var timerSeconds: Double? { toast == nil ? nil : Limits.toastSeconds }

  package var focus: Pane { focusOfTab[tab] ?? .list }

  package var place: PanePlace { PanePlace(tab, focus) }

  package var layout: Layout { Layout(size: size, tab: tab, focus: focus) }

  /// Whether keys are text now. In a form they are, also on a row that takes none: who goes on
  /// typing a value there must not end up in another place.
  package var isTyping: Bool {
    popups.isEmpty && isFocused(.invoke, .main) && invoke.form != nil
  }

  /// The field that is typed into.
  var typedText: TextInput? {
    isFocused(.invoke, .main) ? invoke.form?.currentText : nil
  }

  package func isFocused(_ tab: Tab, _ pane: Pane) -> Bool { self.tab == tab && focus == pane }

  package func selection(_ tab: Tab, _ pane: Pane) -> Int {
    if tab == .invoke, pane == .main { return invoke.form?.row ?? 0 }
    return panes[PanePlace(tab, pane)]?.selection ?? 0
  }

  mutating func setSelection(_ tab: Tab, _ pane: Pane, to row: Int) {
    if tab == .invoke, pane == .main {
      invoke.form?.row = row
    } else {
      panes[PanePlace(tab, pane), default: PaneState()].selection = row
      panes[PanePlace(tab, pane)]?.key = nil
    }
  }
}

// What is selected.
extension Session {
  package var exploredNode: ExploreTree.Node? {
    let row = selection(.explore, .list)
    return visibleNodes.indices.contains(row) ? tree.nodes[visibleNodes[row]] : nil
  }

  package var exploredFunction: ExploredFunction? {
    exploredNode.flatMap { workspace?.exploredFunction(at: $0.subject) }
  }

  package var exploredTemplate: TemplateContents? {
    exploredNode.flatMap { workspace?.template(for: $0.subject) }
  }

  package var exploredDeclaration: SourcePlace? {
    exploredNode.flatMap { workspace?.place(of: $0.subject) }
  }

  package var stubTemplate: TemplateContents? { template(at: selection(.stubs, .list)) }

  package var stubSheet: StubSheet? { stubTemplate.flatMap { stubs.sheets[$0.name] } }

  private func template(at row: Int) -> TemplateContents? {
    guard let templates = workspace?.templates, templates.indices.contains(row) else { return nil }
    return templates[row]
  }

  /// The call of the history that has the cursor; the newest stands first.
  package var selectedCall: InvokeState.Call? {
    let row = selection(.invoke, .details)
    return invoke.calls.indices.contains(row) ? invoke.calls.reversed()[row] : nil
  }

  package var canAddItem: Bool {
    guard isFocused(.invoke, .main), let form = invoke.form else { return false }
    return form.listPath(of: form.currentRow) != nil
  }

  package var canChangeItem: Bool {
    guard isFocused(.invoke, .main), let form = invoke.form else { return false }
    return form.item(of: form.currentRow) != nil
  }
}
