/// Something that a component imports and that nobody gives it here.
package struct UnservedImport: Hashable, Sendable {
  /// An interface as it is imported, or what a world imports by itself.
  package var name: String
  /// Those of its functions that are missing.
  package var functions: [String]
  /// Why, as far as that depends on the workspace: sentences' ends.
  var reasons: [String] = []

  /// What is missing and, where more can be said than that, why.
  package var text: String {
    let functions =
      functions.count > Limits.functionsNamedMax
      ? functions.prefix(Limits.functionsNamedMax) + ["…"] : functions
    let list = functions.joined(separator: ", ")
    let what = functions.isEmpty ? name : "\(name) (\(list))"
    return reason.map { "\(what): \($0)" } ?? what
  }

  private var reason: String? {
    if !reasons.isEmpty { return reasons.joined(separator: "; ") }
    guard let package = name.split(separator: "/").first else { return nil }
    return UnservedImport.reasons[String(package)]
  }

  private static let reasons = [
    "wasi:http": "workers have no network; let one worker call another instead",
    "wasi:keyvalue": "there is no key-value store; a worker's own state is durable",
    "wasi:blobstore": "there is no blob store; a worker's own state and files are durable",
    "golem:rpc": "only 0.1 is served, which generated stubs import",
    "golem:api": "only `host` of 0.2 and 1.0 to 1.1 is served",
  ]
}
