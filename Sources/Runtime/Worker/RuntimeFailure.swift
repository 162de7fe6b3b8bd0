/// Why the runtime could not even try: a file, the library, the database. The worker is unharmed.
package struct RuntimeFailure: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// What was asked for does not exist or does not fit: a template, a function, arguments.
    case request
    /// Something that is needed is missing or does not work.
    case environment
    /// Another process has the workers open.
    case held
  }

  package var kind: Kind
  package var text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  init(_ error: StoreError) {
    switch error {
    case .unknownWorker: self.init(.request, error.text)
    case .locked: self.init(.held, error.text)
    default: self.init(.environment, error.text)
    }
  }

  static let closed = RuntimeFailure(.environment, "the workspace is being closed")

  /// Whatever a commit threw.
  static func of(_ error: any Error) -> RuntimeFailure {
    switch error {
    case let error as RuntimeFailure: error
    case let error as StoreError: RuntimeFailure(error)
    default: RuntimeFailure(.environment, "\(error)")
    }
  }
}
