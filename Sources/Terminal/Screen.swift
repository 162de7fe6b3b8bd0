package import Workbench

/// The terminal as seen by the loop.
package enum Screen {
  package static let minimumSize = Size(columns: 60, rows: 16)
}
