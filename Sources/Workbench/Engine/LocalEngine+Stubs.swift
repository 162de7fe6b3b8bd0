import Component
import StubGen
import WIT

// Stubs: what another worker calls a template through.
extension LocalEngine {
  @concurrent package func previewStub(
    _ request: StubRequest
  ) async throws(EngineFailure) -> StubSheet {
    try StubProject(request, in: try workspace()).sheet()
  }

  @concurrent package func writeStub(
    _ request: StubRequest, keeping kept: Set<String>
  ) async throws(EngineFailure) -> String {
    try StubProject(request, in: try workspace()).write(keeping: kept)
  }

  @concurrent package func addStub(
    _ request: StubRequest, to caller: String, overwrites: Bool
  ) async throws(EngineFailure) -> StubAddition {
    try StubProject(request, in: try workspace()).add(to: caller, overwrites: overwrites)
  }
}
