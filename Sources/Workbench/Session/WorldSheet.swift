package import WIT

/// A world of one of the workspace's WIT folders or files.
package struct WorldChoice: Hashable, Sendable {
  /// The folder or file, relative to the workspace.
  package var path: String
  package var name: String

  package init(path: String, name: String) {
    self.path = path
    self.name = name
  }
}

/// Whether a composition could stand where a world is asked for.
package struct WorldSheet: Hashable, Sendable {
  /// What keeps it from that; empty where it conforms.
  package var rows: [WorldConformance.Row]

  package init(rows: [WorldConformance.Row]) {
    self.rows = rows
  }
}
