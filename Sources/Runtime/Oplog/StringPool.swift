/// Texts that many have: each is kept once.
///
/// The workers of a template are started with the same names and variables. What a text of more than
/// 15 bytes takes beside its bytes is as much again, for 100,000 workers some tens of megabytes.
struct StringPool {
  private var texts: Set<String> = []

  mutating func share(_ text: inout String) {
    // A short text lies where its value lies.
    guard text.utf8.count > 15 else { return }
    let (_, known) = texts.insert(text)
    text = known
  }
}

extension OplogEntry.Creation {
  /// Takes its texts out of the pool, those that no other worker has are its own.
  mutating func share(_ pool: inout StringPool) {
    pool.share(&sha256)
    for place in arguments.indices { pool.share(&arguments[place]) }
    for place in environment.indices {
      pool.share(&environment[place].name)
      pool.share(&environment[place].value)
    }
  }
}
