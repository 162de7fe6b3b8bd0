// Building components from their sources.
extension LocalEngine {
  @concurrent package func build(
    template: String, output: @escaping @Sendable (String) -> Void
  ) async throws(EngineFailure) -> String {
    throw EngineFailure("Building is not connected in this build yet.")
  }
}
