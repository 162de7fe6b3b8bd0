// Building components from their sources.
extension LocalEngine {
  @concurrent package func build(
    template: String, output: @escaping @Sendable (String) -> Void
  ) async throws(EngineFailure) -> String {
    let products: [Builder.Product]
    do {
      products = try await Builder(workspace: try workspace(), output: output).build([template])
    } catch let failure as EngineFailure {
      throw failure
    } catch let failure as BuildFailure {
      throw EngineFailure(failure.text)
    } catch {
      throw EngineFailure("\(error)")
    }
    guard let last = products.last else { return "Nothing was built." }
    let others = products.count > 1 ? " and \(products.count - 1) parts of it" : ""
    return "Built \(last.path)\(others), \(last.sizeBytes) bytes."
  }
}
