// Stubs: what another worker calls a template through.
extension LocalEngine {
  @concurrent package func previewStub(
    template: String
  ) async throws(EngineFailure) -> StubSheet {
    throw EngineFailure("Stubs are not connected in this build yet.")
  }

  @concurrent package func writeStub(template: String) async throws(EngineFailure) -> String {
    throw EngineFailure("Stubs are not connected in this build yet.")
  }
}
