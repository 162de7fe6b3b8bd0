extension DiagnosticMessage {
  /// Whether it is about WIT that only older tools took.
  package var isLegacy: Bool {
    switch self {
    case .legacyMissingSemicolon, .legacyDefault, .legacyPath, .legacyEmptyResult,
      .legacyNamedResults, .legacyFloat, .legacySemicolon, .legacyFunction, .legacyStatic,
      .legacyUnion, .legacyUseFrom, .legacyUseOfAll, .legacyExpected, .legacyUnit, .legacyHandle,
      .legacyNoPackage:
      true
    default: false
    }
  }
}
