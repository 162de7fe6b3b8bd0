/// Which worker: `TEMPLATE/NAME` on the command line, `worker://TEMPLATE/NAME` in a guest.
package struct WorkerAddress: Hashable, Sendable, Comparable, Codable {
  /// The template's name in the workspace (an id in a URI is looked up before it comes here).
  package var template: String
  /// Any UTF-8 without control characters; it may contain `/`.
  package var name: String

  package init(template: String, name: String) {
    self.template = template
    self.name = name
  }

  package static func < (left: WorkerAddress, right: WorkerAddress) -> Bool {
    (left.template, left.name) < (right.template, right.name)
  }
}
