/// Everything that can be said of a WIT file. Tests compare cases; people read `text`.
package enum DiagnosticMessage: Hashable, Sendable {
  case noPackage

  /// One sentence without a full stop, lower case first, names in backticks.
  package var text: String {
    switch self {
    case .noPackage: "no WIT file here declares a `package`"
    }
  }
}
