import Component
import Testing

/// Wires set by hand, and what the plan says around them.
@Suite struct WireDecisionTests {
  private func part(_ world: String) throws -> CompositionPart {
    try WasmTools.part(world, of: "renamed")
  }

  private func plan(_ plugs: [String], wires: String...) throws -> Composition {
    let names = ["caller"] + plugs
    return try Composition(
      socket: part("caller"), plugs: plugs.map { try part($0) },
      wires: wires.map { try #require(WireDecision($0, parts: names)) })
  }

  @Test func anExportOfAnotherNameServesWhereItsTypesFit() throws {
    let plan = try plan(
      ["watch-plug"], wires: "caller.test:renamed/clock=watch-plug.test:renamed/watch")
    let row = try #require(plan.imports.first)
    #expect(row.wire == .satisfied(by: "watch-plug"))
    #expect(row.export == .init(part: "watch-plug", name: "test:renamed/watch"))
    #expect(row.isManual && !row.isOtherVersion && plan.openImports.isEmpty)
    let bytes = try plan.encode()
    #expect(try WasmTools.complaint(about: bytes) == nil)
    #expect(try !WasmTools.wit(bytes).contains("import"))
  }

  @Test func aDecisionWinsOverWhatFitsByName() throws {
    let wire = "caller.test:renamed/clock=watch-plug.test:renamed/watch"
    let plan = try plan(["clock-plug", "watch-plug"], wires: wire)
    #expect(plan.imports.first?.wire == .satisfied(by: "watch-plug"))
    #expect(
      plan.unusedPlugs.map(\.reason) == [
        "`clock-plug` exports `test:renamed/clock`, which `caller` has from `watch-plug`"
      ])
  }

  @Test func aDecisionEndsTheDoubtBetweenTwoProviders() throws {
    let main = try WasmTools.part("main", of: "chain")
    let one = try WasmTools.part("base-plug", of: "chain")
    let other = try WasmTools.part("other-base-plug", of: "chain", named: "other")
    let middle = try WasmTools.part("middle-plug", of: "chain")
    let undecided = try Composition(socket: main, plugs: [one, other, middle])
    #expect(undecided.imports.first?.providers == ["base-plug", "other"])
    let base = WireDecision.Export(part: "base-plug", name: "test:chain/base")
    let plan = try Composition(
      socket: main, plugs: [one, other, middle],
      wires: ["main", "middle-plug"].map {
        WireDecision(importer: $0, name: "test:chain/base", export: base)
      })
    #expect(plan.problem == nil && plan.unusedPlugs.map(\.name) == ["other"])
    #expect(try WasmTools.complaint(about: plan.encode()) == nil)
  }

  @Test func anImportCanBeLeftOpen() throws {
    let plan = try plan(["clock-plug"], wires: "caller.test:renamed/clock=open")
    let row = try #require(plan.imports.first)
    #expect(row.wire == .open && row.isManual && row.openName == "test:renamed/clock")
    #expect(row.nearMisses.map(\.kind) == [.leftOpen])
    #expect(
      plan.unusedPlugs.map(\.reason) == [
        "`clock-plug` exports `test:renamed/clock`, which `caller` leaves open by hand"
      ])
    #expect(try WasmTools.wit(plan.encode()) == WasmTools.wit(part("caller").bytes))
  }

  @Test func allThatDoesNotFitIsSaid() throws {
    let plan = try plan(
      ["broken-plug"], wires: "caller.test:renamed/clock=broken-plug.test:renamed/broken")
    let row = try #require(plan.imports.first)
    #expect(
      row.differences == [
        "type `time`: field `seconds`: expected u64, found u32",
        "func `now`: parameter `zone` is not expected",
      ])
    #expect(row.wire == .refused(by: "broken-plug", reason: row.differences.first ?? ""))
    #expect(plan.problems.count == 1)
  }

  @Test(arguments: [
    (
      "calller.test:renamed/clock=open", "there is no part `calller`; did you mean `caller`?"
    ),
    (
      "caller.test:renamed/clokc=open",
      "`caller` imports no `test:renamed/clokc`; did you mean `test:renamed/clock`?"
    ),
    (
      "caller.test:renamed/clock=clock-plug.now",
      "`clock-plug` exports no `now`; there are `test:renamed/clock`"
    ),
  ])
  func whatADecisionMistakesIsNamed(wire: String, problem: String) throws {
    let plan = try plan(["clock-plug"], wires: wire)
    #expect(plan.problems.map(\.text) == [problem])
    // The rest of the plan is as without it.
    #expect(plan.imports.first?.wire == .satisfied(by: "clock-plug"))
    #expect(throws: try #require(plan.problem)) { try plan.encode() }
  }

  @Test func twoDecisionsAboutOneImportAreRefused() throws {
    let plan = try plan(
      ["clock-plug"], wires: "caller.test:renamed/clock=open",
      "caller.test:renamed/clock=clock-plug.test:renamed/clock")
    #expect(plan.problem == .wiredTwice(importer: "caller", name: "test:renamed/clock"))
  }

  @Test func namesThatAreNearlyRightAreShown() throws {
    let plan = try plan(["clokc-plug"])
    #expect(
      plan.imports.first?.nearMisses == [
        NearMiss(part: "clokc-plug", export: "test:renamed/clokc", kind: .alike)
      ])
    let caller = try WasmTools.part("test:skew/old-caller", of: "versions", named: "caller")
    let stub = try WasmTools.part("test:skew/newer-stub", of: "versions", named: "stub")
    let skewed = try Composition(socket: caller, plugs: [stub])
    #expect(
      skewed.imports.last?.nearMisses.map(\.text) == [
        "`stub` exports `foo:bar/draw@0.3.0`: another track, whose versions cannot stand in for "
          + "this one"
      ])
  }

  @Test func candidatesThatFitComeFirst() throws {
    let plan = try plan(["broken-plug", "watch-plug"])
    let candidates = plan.candidates(for: "test:renamed/clock", of: "caller")
    #expect(candidates.map(\.export.part) == ["watch-plug", "broken-plug"])
    #expect(candidates.map(\.differences.count) == [0, 2])
  }

  @Test func aVersionSkewIsNotedAndSoIsTheMergedName() throws {
    let caller = try WasmTools.part("test:skew/old-caller", of: "versions")
    let stub = try WasmTools.part("test:skew/new-stub", of: "versions")
    let plan = try Composition(socket: caller, plugs: [stub])
    #expect(plan.imports.map(\.isOtherVersion) == [false, true, false])
    #expect(plan.imports.first?.openName == "foo:bar/types@0.2.1")
  }

  @Test func aPlugThatIsGivenTwiceIsToldAndCanBeWiredByEitherName() throws {
    let clock = try part("clock-plug")
    var copy = clock
    copy.name = "copy"
    let wire = WireDecision(
      importer: "caller", name: "test:renamed/clock",
      export: .init(part: "copy", name: "test:renamed/clock"))
    let plan = try Composition(
      socket: part("caller"), plugs: [clock, copy], wires: [wire])
    #expect(plan.problem == nil)
    #expect(plan.unusedPlugs.map(\.reason) == ["`copy` has the same bytes as `clock-plug`"])
    #expect(plan.parts.map(\.isUsed) == [true, true, false])
  }

  @Test func aDroppedStubIsExplainedForCertainWhereTheWITIsKnown() throws {
    let caller = try WasmTools.part("shop:cart/silent-caller", of: "shop", named: "cart")
    let stub = try WasmTools.part("shop:cart/stub", of: "shop", named: "stub")
    func reason(_ declared: [String]?) throws -> String? {
      try Composition(socket: caller, plugs: [stub], declaredImports: declared)
        .unusedPlugs.first?.text
    }
    let interface = "shop:history-stub/stub-history@0.2.0"
    let dropped =
      "the compiler dropped that import because nothing calls it: call it and build `cart` again, "
      + "or leave `stub` out"
    #expect(
      try reason([interface])
        == "`stub` exports `\(interface)`, which the WIT of `cart` imports, but not `cart` itself: "
        + dropped)
    #expect(
      try reason(nil)
        == "`stub` exports `\(interface)`, which nothing imports: if the WIT of `cart` imports it, "
        + dropped)
    #expect(
      try reason([])
        == "`stub` exports `\(interface)`, which nothing imports, nor does the WIT of `cart`: "
        + "import it there and call it, or leave `stub` out")
  }

  @Test func theGraphHasAnEdgeForEachImport() throws {
    let graph = try plan(
      ["clock-plug", "watch-plug"],
      wires: "caller.test:renamed/clock=watch-plug.test:renamed/watch"
    ).graph
    #expect(graph.nodes.map(\.name) == ["caller", "clock-plug", "watch-plug", "host"])
    #expect(graph.nodes.map(\.isUsed) == [true, false, true, false])
    #expect(graph.edges.map(\.provider) == [2])
    #expect(
      graph.dot == """
        digraph composition {
          rankdir=LR;
          node [shape=box];
          n0 [label="caller", style=bold];
          n1 [label="clock-plug", style=dotted];
          n2 [label="watch-plug"];
          n0 -> n2 [label="test:renamed/clock = test:renamed/watch", style=bold];
        }

        """)
  }
}
