import Component
import Testing

@testable import Runtime

@Suite struct OplogQueryTests {
  private static let item = Value.record([
    "product-id": .string("G1000"), "quantity": .u32(5),
    "size": .option(.variant(name: "custom", payload: .record(["width": .u8(7)]))),
  ])

  private static let lines: [OplogLine] = [
    .created(.init(templateVersion: 0, sha256: "ab", arguments: [], environment: [])),
    .enqueued(
      .init(key: "k1", function: "a:b/api.{add-item}", arguments: [item], caller: nil)),
    .started(key: "k1", enqueuedIndex: 2),
    .hostCall(
      .init(
        name: .init(interface: "wasi:random/random@0.2.0", function: "get-random-u64"),
        request: [], response: .u64(12))),
    .log(.stdout, "adding G1000 OR so"),
    .completed(key: "k1", result: .list([item])),
    .enqueued(
      .init(
        key: "k2", function: "a:b/api.{checkout}",
        arguments: [.list([.string(String(repeating: "x", count: 900) + "THEEND")])], caller: nil)),
    .failed(.init(message: "unreachable", position: 1, isFinal: true)),
  ].enumerated().map { StoredEntry(index: $0.offset + 1, time: 0, entry: $0.element).line }

  @Test(arguments: [
    ("G1000", [2, 5, 6]), ("g1000", [2, 5, 6]), ("imported-function", [4]), ("host-call", [4]),
    ("kind:enqueued", [2, 7]), ("kind:pending-worker-invocation", [2, 7]),
    ("kind:e*", [2, 3, 6, 7, 8]),
    ("function:add-item", [2, 3, 6]), ("function:a:b/api.{add-item}", [2, 3, 6]),
    ("function:get-random-u64", [4]), ("function:*random*", [4]), ("key:k1", [2, 3, 6]),
    ("index:4", [4]), ("product-id:G1000", [2, 6]), ("product-id:G1001", []),
    ("product-id:G1001 OR product-id:G1000", [2, 6]), ("quantity:5", [2, 6]),
    ("product-id:g10*", [2, 6]), ("size.width:7", [2, 6]), ("size.custom.width:7", [2, 6]),
    ("width:7", [2, 6]), ("size:custom", [2, 6]), ("quantity.width:7", []),
    ("G1000 NOT kind:log", [2, 6]), ("G1000 AND !kind:log", [2, 6]),
    ("(kind:log OR kind:failed) AND G1000", [5]), ("kind:log kind:failed", []),
    ("\"G1000 OR so\"", [5]), ("product-id:\"G1000\"", [2, 6]), ("a:b/api.{checkout}", [7]),
    // Also what a line of the list has no room for.
    ("THEEND", [7]), ("unreachable", [8]), ("f(x)", []),
  ]) func aQueryFindsItsEntries(_ query: String, _ indices: [Int]) throws {
    #expect(try OplogQuery(query).select(Self.lines).map(\.index) == indices)
  }

  @Test(arguments: [
    ("", "is missing"), ("(a", "has no `)`"), ("a)", "without its `(`"), ("a OR", "is missing"),
    ("AND a", "is missing"), ("\"a", "a quote has no end"), ("NOT", "is missing"),
    ("()", "is missing"),
  ]) func aQueryThatIsNoneSaysWhy(_ query: String, _ words: String) {
    let mistake = #expect(throws: OplogQuery.Mistake.self) { try OplogQuery(query) }
    #expect(mistake?.text.contains(words) == true, "\(mistake?.text ?? "")")
  }
}
