// What each pane of the current tab shows.
extension Session {
  /// `columns` is the width inside the pane's border.
  package func content(of pane: Pane, columns: Int) -> PaneContent {
    if workspace == nil, let reason = failures[.loadWorkspace] {
      return PaneContent(title: pane == .list ? tab.title : "", problem: reason)
    }
    return switch tab {
    case .explore: exploreContent(of: pane, columns: columns)
    case .stubs: stubsContent(of: pane, columns: columns)
    case .compose: composeContent(of: pane, columns: columns)
    case .workers: workersContent(of: pane, columns: columns)
    case .invoke: invokeContent(of: pane, columns: columns)
    }
  }

  /// What every pane says before the workspace is there.
  var waitingLines: [String] {
    workspace == nil ? ["Reading the workspace…"] : []
  }
}
