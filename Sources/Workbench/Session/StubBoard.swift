/// The stubs of the Stubs tab: what was chosen about each, and what it looks like.
package struct StubBoard: Sendable {
  /// By template; one may be older than the template's files, until the new one is there.
  package private(set) var sheets: [String: StubSheet] = [:]
  private var requests: [String: StubRequest] = [:]
  /// Files that differ and are not to be written, by their paths.
  package private(set) var kept: Set<String> = []

  func request(of template: String) -> StubRequest {
    requests[template] ?? StubRequest(template: template)
  }

  /// Takes a sheet, unless something else has been chosen since it was asked for.
  mutating func take(_ sheet: StubSheet) {
    guard sheet.request == request(of: sheet.request.template) else { return }
    sheets[sheet.request.template] = sheet
  }

  mutating func choose(_ request: StubRequest) {
    requests[request.template] = request
  }

  /// Forgets templates that are gone.
  mutating func keep(_ templates: [String]) {
    sheets = sheets.filter { templates.contains($0.key) }
    requests = requests.filter { templates.contains($0.key) }
  }

  mutating func toggleKept(_ path: String) {
    if kept.remove(path) == nil { kept.insert(path) }
  }
}
