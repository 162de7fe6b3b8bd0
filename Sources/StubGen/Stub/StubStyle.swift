/// Which generator's stub WIT is written.
package enum StubStyle: String, Hashable, Sendable, CaseIterable {
  /// The first: every call waits for its result (2024-03).
  case seed
  /// That of Golem 1.0 and 1.1: each function in two forms, one that waits and one that does not.
  case golem10 = "golem-1.0"
}

/// What a call that fails, since there is no such worker or the worker failed, does to the caller.
package enum StubErrors: String, Hashable, Sendable, CaseIterable {
  /// It traps, as with Golem's own stubs: the caller is restored and tries again.
  case trap
  /// Each function that calls returns `result<T, rpc-error>`, and so says the stub's WIT.
  case result
}
