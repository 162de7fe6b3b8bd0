import Component
import Runtime

/// What a comparison of the tables with the oplogs has found, in words.
enum CheckText {
  /// - Throws: `DeskRefusal.no` where something is still wrong
  static func give(
    _ check: OplogCheck?, isRebuilt: Bool, json: Bool, _ reply: WorkerDesk.Reply
  ) throws {
    let findings = check?.findings ?? []
    if json {
      reply(.output(Self.json(check, isRebuilt: isRebuilt).text + "\n"))
    } else {
      let lines = findings.map { $0.line + (isRebuilt && $0.canBeRebuilt ? ": rebuilt" : "") }
      reply(.output(lines.map { $0 + "\n" }.joined()))
      let workers = check?.workers ?? 0
      reply(
        .note(
          "\(workers) worker\(workers == 1 ? "" : "s"), \(check?.entries ?? 0) oplog entries: "
            + (findings.isEmpty
              ? "what is kept beside them follows from them\n" : "\(findings.count) found\n")))
    }
    let lasting = findings.filter { !isRebuilt || !$0.canBeRebuilt }
    guard !lasting.isEmpty else { return }
    throw DeskRefusal.no(
      lasting.contains(where: \.canBeRebuilt)
        ? "`witbench fsck --rebuild` makes anew what follows from the oplogs"
        : "what is damaged cannot be made anew; the other workers are unharmed")
  }

  private static func json(_ check: OplogCheck?, isRebuilt: Bool) -> JSON {
    .object([
      "workers": .integer(check?.workers ?? 0), "entries": .integer(check?.entries ?? 0),
      "findings": .array(
        (check?.findings ?? []).map { finding in
          .object([
            "worker": finding.worker.map { .string($0.text) } ?? .null,
            "index": finding.index.map { .integer($0) } ?? .null, "text": .string(finding.text),
            "rebuilt": .bool(isRebuilt && finding.canBeRebuilt),
          ])
        }),
    ])
  }
}
