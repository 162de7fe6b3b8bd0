import Component

/// `golem:api/host`: what a guest may say about its own durability.
final class GolemHost: HostExtension {
  static func functions(of interface: String) -> Set<String>? {
    interface.split(separator: "@").first == "golem:api/host" ? ["oplog-commit"] : nil
  }

  private let journal: WorkerJournal

  init(journal: WorkerJournal) {
    self.journal = journal
  }

  func call(
    _ name: ImportName, type: FunctionType, arguments: [Value], on host: GuestHost
  ) async throws -> Value? {
    guard name.function == "oplog-commit" else {
      throw HostError("\(name.interface) has no function \(name.function) here")
    }
    // There are no replicas on one machine: what is on its disk is as safe as it gets here.
    try await journal.flush()
    return nil
  }
}
