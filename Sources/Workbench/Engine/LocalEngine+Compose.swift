// Composing a caller with the stubs of those it calls.
extension LocalEngine {
  @concurrent package func planComposition(
    template: String
  ) async throws(EngineFailure) -> WiringSheet {
    throw EngineFailure("Composing is not connected in this build yet.")
  }

  @concurrent package func compose(template: String) async throws(EngineFailure) -> String {
    throw EngineFailure("Composing is not connected in this build yet.")
  }
}
