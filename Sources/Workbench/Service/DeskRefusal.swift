import Runtime

/// Why a request is answered with no, or could not be tried.
enum DeskRefusal: Error {
  case no(String)
  case couldNotTry(String)
}

/// Makes an answer of what a request's work gives or throws.
enum DeskAnswer {
  static func give(_ reply: WorkerDesk.Reply, _ body: () async throws -> Void) async {
    do {
      try await body()
      reply(.end(0))
    } catch {
      refuse(error, reply)
    }
  }

  static func refuse(_ error: any Error, _ reply: WorkerDesk.Reply) {
    let (status, text): (Int32, String) =
      switch error {
      case DeskRefusal.no(let text): (1, text)
      case DeskRefusal.couldNotTry(let text): (2, text)
      case let failure as RuntimeFailure: (failure.kind == .request ? 1 : 2, failure.text)
      case let failure as EngineFailure: (2, failure.text)
      default: (2, "\(error)")
      }
    reply(.note("witbench: \(text)\n"))
    reply(.end(status))
  }
}
