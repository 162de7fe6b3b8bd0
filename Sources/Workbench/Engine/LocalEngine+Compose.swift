import Component

// Composing a caller with the stubs of those it calls.
extension LocalEngine {
  @concurrent package func planComposition(
    template: String
  ) async throws(EngineFailure) -> WiringSheet {
    try CompositionFiles(template, in: try workspace()).sheet
  }

  @concurrent package func compose(template: String) async throws(EngineFailure) -> String {
    let files = try CompositionFiles(template, in: try workspace())
    let bytes = try files.composed()
    let workspace = try workspace()
    do {
      try Files.write(bytes, to: workspace.absolute(files.destination))
    } catch {
      throw EngineFailure(error.text)
    }
    return "Composed \(files.destination): \(byteText(bytes.count))."
  }
}
