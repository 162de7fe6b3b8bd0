import Testing

@testable import Runtime

struct RemoteCallTests {
  @Test(arguments: [
    ("worker://shop/alice", "shop", "alice"),
    ("worker://shop/a%2Fb%20c", "shop", "a/b c"),
    ("worker://shop/a/b", "shop", "a/b"),
    ("worker://shop/a+b", "shop", "a+b"),
    ("urn:worker:shop/a+b%3A1", "shop", "a b:1"),
  ]) func aURINamesAWorker(_ text: String, _ template: String, _ name: String) {
    #expect(WorkerURI(text) == WorkerURI(template: template, name: name))
  }

  @Test(arguments: [
    "", "worker://", "worker://shop", "worker://shop/", "worker:///alice", "http://shop/alice",
    "worker://shop/%", "worker://shop/%zz", "worker://shop/%ff", "worker://shop/a%0Ab",
  ]) func whatIsNoWorkersURIIsRefused(_ text: String) {
    #expect(WorkerURI(text) == nil)
  }

  @Test func aURIIsReadAsItWasWritten() {
    let uri = WorkerURI(template: "shop ping", name: "ä/b?#%+")
    #expect(uri.text == "worker://shop%20ping/%C3%A4%2Fb%3F%23%25%2B")
    #expect(WorkerURI(uri.text) == uri)
  }

  @Test func aCallThatWouldWaitForItselfIsSeenWithItsChain() {
    let graph = WaitGraph()
    let (a, b, c) = (worker("a"), worker("b"), worker("c"))
    #expect(graph.add(a, waitsFor: a) == [a, a])
    #expect(graph.add(a, waitsFor: b) == nil)
    #expect(graph.add(b, waitsFor: c) == nil)
    #expect(graph.add(c, waitsFor: a) == [c, a, b, c])
    graph.remove(a, waitsFor: b)
    #expect(graph.add(c, waitsFor: a) == nil)
  }

  @Test func whoWaitsForAnyOfSeveralIsStuckWhereAllAre() {
    let graph = WaitGraph()
    let (a, b, c, d) = (worker("a"), worker("b"), worker("c"), worker("d"))
    #expect(graph.add(a, waitsForAnyOf: [b, c]) == nil)
    // There is still the other.
    #expect(graph.add(b, waitsFor: a) == nil)
    #expect(graph.add(d, waitsFor: b) == nil)
    #expect(graph.add(c, waitsFor: d)?.first == c)
    #expect(graph.add(c, waitsFor: a)?.last == c)
    graph.remove(b, waitsFor: a)
    #expect(graph.add(c, waitsFor: a) == nil)
    #expect(graph.add(b, waitsForAnyOf: [a, c])?.first == b)
    graph.remove(a, waitsForAnyOf: [b, c])
    #expect(graph.add(b, waitsForAnyOf: [a, c]) == nil)
    #expect(graph.add(a, waitsForAnyOf: [b, c]) == [a, c, a])
  }

  @Test func whoIsExpectedToWaitIsAsGoodAsWaiting() {
    let graph = WaitGraph()
    let (a, b, c) = (worker("a"), worker("b"), worker("c"))
    graph.expect(a, toWaitFor: b)
    #expect(graph.add(b, waitsFor: a) == [b, a, b])
    #expect(graph.restore(a, waitsFor: b) == nil)
    #expect(graph.add(b, waitsFor: a) == [b, a, b])
    graph.remove(a, waitsFor: b)
    #expect(graph.add(b, waitsFor: a) == nil)
    graph.remove(b, waitsFor: a)
    // Two that wait for each other already: the first that comes to it is refused, no third one.
    graph.expect(a, toWaitFor: b)
    graph.expect(b, toWaitFor: a)
    #expect(graph.add(c, waitsFor: a) == nil)
    #expect(graph.restore(a, waitsFor: b) == [a, b, a])
    #expect(graph.restore(b, waitsFor: a) == nil)
    graph.expect(a, toWaitFor: b)
    graph.expectNoMore(of: a)
    graph.remove(b, waitsFor: a)
    #expect(graph.add(b, waitsFor: a) == nil)
  }

  private func worker(_ name: String) -> WorkerAddress {
    WorkerAddress(template: "t", name: name)
  }
}
