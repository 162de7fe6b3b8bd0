/// The five workspaces of the screen, in the order of their keys.
package enum Tab: Int, Hashable, Sendable, CaseIterable {
  case explore, stubs, compose, workers, invoke

  package var title: String {
    switch self {
    case .explore: "Explore"
    case .stubs: "Stubs"
    case .compose: "Compose"
    case .workers: "Workers"
    case .invoke: "Invoke"
    }
  }

  /// The panes it has, in the order in which Tab visits them.
  package var panes: [Pane] {
    switch self {
    case .explore, .compose, .workers: [.list, .main, .details]
    case .stubs, .invoke: [.list, .main, .second, .details]
    }
  }
}

/// A part of the screen that can have the focus.
package enum Pane: Int, Hashable, Sendable, CaseIterable {
  /// What can be chosen from.
  case list
  /// The work: text, form, graph or log.
  case main
  /// The other half of the work: the Swift beside the WIT, the result below the form.
  case second
  /// What is to be said about the chosen thing.
  case details
}

/// A pane of a tab, by which its state is kept.
package struct PanePlace: Hashable, Sendable {
  package var tab: Tab
  package var pane: Pane

  package init(_ tab: Tab, _ pane: Pane) {
    self.tab = tab
    self.pane = pane
  }
}

/// Where a pane's cursor is and what part of it is seen.
package struct PaneState: Hashable, Sendable {
  package var selection = 0
  /// The first row that is seen.
  package var top = 0
  /// Columns scrolled to the left.
  package var left = 0
  /// What the selected row stands for, so that the cursor stays on it when rows come and go.
  package var key: String?
  /// The rows there were when the cursor was last looked after: whether it was on the last one.
  package var lastCount = 0
}
