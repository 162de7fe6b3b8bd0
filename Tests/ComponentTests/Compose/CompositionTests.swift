import Component
import Testing

/// Composes parts of a fixture and lets the judge check the bytes.
private func composed(
  _ socket: String, _ plugs: String..., of fixture: String
) throws -> (plan: Composition, bytes: [UInt8], wit: String) {
  let plan = try Composition(
    socket: WasmTools.part(socket, of: fixture),
    plugs: plugs.map { try WasmTools.part($0, of: fixture) })
  #expect(plan.problem == nil)
  let bytes = try plan.encode()
  #expect(try WasmTools.complaint(about: bytes) == nil)
  let wit = try WasmTools.wit(bytes)
  for name in plan.openImports where name.contains(":") { #expect(wit.contains("import \(name);")) }
  return (plan, bytes, wit)
}

private func problem(
  _ socket: CompositionPart, _ plugs: CompositionPart...
) throws -> CompositionError? {
  let plan = try Composition(socket: socket, plugs: plugs)
  #expect(plan.openImports.isEmpty)
  if let problem = plan.problem { #expect(throws: problem) { try plan.encode() } }
  return plan.problem
}

@Suite struct CompositionTests {
  @Test func aCallerGetsItsStub() throws {
    let (plan, bytes, wit) = try composed("shop:cart/caller", "shop:cart/stub", of: "shop")
    let (caller, stub) = ("shop:cart/caller", "shop:cart/stub")
    #expect(plan.imports.map(\.importer) == [caller, caller, caller, stub, stub])
    #expect(
      plan.imports.map(\.name) == [
        "golem:rpc/types@0.1.0", "shop:history/api@0.2.0", "shop:history-stub/stub-history@0.2.0",
        "golem:rpc/types@0.1.0", "shop:history/api@0.2.0",
      ])
    #expect(plan.imports.map(\.wire) == [.open, .open, .satisfied(by: stub), .open, .open])
    #expect(plan.openImports == ["golem:rpc/types@0.1.0", "shop:history/api@0.2.0"])
    #expect(plan.exports == ["shop:cart/cart-api"])
    #expect(plan.unusedPlugs.isEmpty && plan.notes.isEmpty)
    #expect(!wit.contains("stub-history") && wit.contains("export shop:cart/cart-api;"))
    let decoded = try ComponentDecoder.decode(bytes)
    #expect(decoded.type.imports.count == 2)
  }

  @Test func theSamePartsGiveTheSameBytes() throws {
    let main = try WasmTools.part("main", of: "chain")
    let base = try WasmTools.part("base-plug", of: "chain")
    let middle = try WasmTools.part("middle-plug", of: "chain")
    let bytes = try Composition(socket: main, plugs: [base, middle]).encode()
    var renamed = base
    renamed.name = "another/name.wasm"
    #expect(try Composition(socket: main, plugs: [middle, renamed]).encode() == bytes)
    #expect(try Composition(socket: main, plugs: [middle, base, renamed]).encode() == bytes)
  }

  @Test func aPlugStandsOnAPlug() throws {
    let (plan, _, wit) = try composed("main", "middle-plug", "base-plug", of: "chain")
    #expect(
      plan.imports.map(\.wire) == [
        .satisfied(by: "base-plug"), .satisfied(by: "middle-plug"), .satisfied(by: "base-plug"),
      ])
    #expect(plan.openImports.isEmpty && !wit.contains("import"))
  }

  @Test func equalBytesAreEmbeddedOnce() throws {
    let part = try WasmTools.part("relay", of: "relay")
    let plan = try Composition(
      socket: part, plugs: [CompositionPart(name: "inner", bytes: part.bytes)])
    let bytes = try plan.encode()
    #expect(try WasmTools.complaint(about: bytes) == nil)
    #expect(bytes.count < part.bytes.count * 2)
  }

  @Test func aLaterVersionOfAPlugServes() throws {
    let (plan, _, _) = try composed("test:skew/old-caller", "test:skew/new-stub", of: "versions")
    #expect(plan.imports[1].wire == .satisfied(by: "test:skew/new-stub"))
  }

  @Test(arguments: [[], ["--emit-canonical-names"]])
  func canonicalNamesMeetAllVersions(flags: [String]) throws {
    let stub = try WasmTools.part(
      "test:skew/new-stub", of: "versions", flags: ["--emit-canonical-names"])
    let caller = try WasmTools.part("test:skew/old-caller", of: "versions", flags: flags)
    let plan = try Composition(socket: caller, plugs: [stub])
    #expect(plan.imports[1].wire == .satisfied(by: stub.name))
    let bytes = try plan.encode()
    #expect(try WasmTools.complaint(about: bytes) == nil)
    #expect(try WasmTools.wit(bytes).contains("import foo:bar/types@0.2.1;"))
  }

  @Test func versionsOfAnImportBecomeOne() throws {
    let (plan, _, _) = try composed("test:skew/caller", "test:skew/stub", of: "versions")
    #expect(plan.openImports == ["foo:bar/types@0.2.1", "lines"])
  }

  @Test func aResourceOfTwoVersionsIsOne() throws {
    let (plan, _, _) = try composed("a:s1/old-caller", "b:skew/new-stub", of: "poll")
    #expect(plan.openImports == ["wasi:io/poll@0.2.3", "b:skew/clock"])
  }

  @Test func aWorldsOwnTypeComesFromThePlug() throws {
    let (plan, _, _) = try composed("c:impl/typed-caller", "c:impl/poll-plug", of: "poll")
    let plug = Composition.Wire.satisfied(by: "c:impl/poll-plug")
    #expect(plan.imports.map(\.wire) == [plug, plug])
    #expect(plan.exports == ["wasi:io/poll@0.2.0", "wait"])
  }

  @Test func aWorldsFunctionOfAMovedResourceIsExplained() throws {
    let caller = try WasmTools.part("c:impl/using-caller", of: "poll")
    let plug = try WasmTools.part("c:impl/poll-plug", of: "poll")
    #expect(
      try problem(caller, plug)
        == .resourceMoved(
          importer: caller.name, name: "wait", resource: "pollable", provider: plug.name))
  }

  @Test func exportedTypesOfAPlugAreExportedWithIt() throws {
    let (plan, _, _) = try composed("painter", "shapes-plug", of: "exported-types")
    #expect(
      plan.exports == [
        "test:exported/types", "test:exported/shapes", "test:exported/canvas",
      ])
    #expect(plan.notes.count == 2)
  }

  @Test func whatAnExportNamesItselfIsNotExportedTwice() throws {
    let (plan, _, _) = try composed("sharpener", "types-plug", of: "exported-types")
    #expect(plan.exports == ["test:exported/pens"] && plan.notes.isEmpty)
  }

  @Test func valuesOfAPlugStayImportedForThoseWhoNeedThem() throws {
    let (plan, _, wit) = try composed("saver", "types-plug", of: "exported-types")
    #expect(plan.openImports == ["test:exported/types", "test:exported/store"])
    #expect(
      plan.notes.first
        == "`test:exported/types` stays imported for its types: another import uses them")
    #expect(!wit.contains("resource pen;\n\n    resource"))
  }

  @Test(arguments: [
    ("shop:cart/caller", "shop"), ("c:impl/using-caller", "poll"), ("caller", "many-types"),
  ])
  func noPlugsAtAllWrapTheSocket(world: String, fixture: String) throws {
    let (plan, _, wit) = try composed(world, of: fixture)
    #expect(plan.imports.allSatisfy { $0.wire == .open })
    #expect(try wit == WasmTools.wit(WasmTools.part(world, of: fixture).bytes))
  }
}

@Suite struct CompositionProblemTests {
  @Test(arguments: [
    ("totals-result-differs", "func `[method]api.total`: result: expected u32, found u64"),
    ("totals-method-missing", "func `[method]api.total` is missing"),
    (
      "totals-field-differs",
      "type `order`: field `total`: expected f32, found f64"
    ),
  ])
  func whatDoesNotFitIsNamedWithItsPath(stub: String, reason: String) throws {
    let caller = try WasmTools.part("caller", of: "totals")
    let plug = try WasmTools.part("stub", of: stub)
    let plan = try Composition(socket: caller, plugs: [plug])
    #expect(plan.imports.map(\.wire) == [.refused(by: "stub", reason: reason)])
    #expect(
      try problem(caller, plug)?.text
        == "`stub` does not fit import `test:results/totals` of `caller`: \(reason)")
  }

  @Test func twoProvidersAreListed() throws {
    let main = try WasmTools.part("main", of: "chain")
    let one = try WasmTools.part("base-plug", of: "chain")
    let other = try WasmTools.part("other-base-plug", of: "chain")
    #expect(
      try problem(main, one, other)
        == .severalProviders(
          importer: "main", name: "test:chain/base", providers: ["base-plug", "other-base-plug"]))
  }

  @Test func aCycleIsShownWithItsPath() throws {
    let main = try WasmTools.part("cyclic-main", of: "chain")
    let left = try WasmTools.part("left-plug", of: "chain")
    let right = try WasmTools.part("right-plug", of: "chain")
    #expect(try problem(main, left, right) == .cycle(["left-plug", "right-plug", "left-plug"]))
  }

  @Test func aResourceThatMovesAwayFromItsUserIsExplained() throws {
    let caller = try WasmTools.part("a:s1/old-caller", of: "poll")
    let plug = try WasmTools.part("c:impl/poll-plug", of: "poll")
    #expect(
      try problem(caller, plug)?.text
        == "`a:s1/old-caller` still needs import `a:s1/st-old`, which uses resource "
        + "`wasi:io/poll@0.2.0.pollable` that `c:impl/poll-plug` now provides: provide "
        + "`a:s1/st-old` too")
  }

  @Test func aStubThatNothingCallsIsExplained() throws {
    let caller = try WasmTools.part("shop:cart/silent-caller", of: "shop", named: "cart.wasm")
    let stub = try WasmTools.part("shop:cart/stub", of: "shop", named: "stub.wasm")
    #expect(
      try problem(caller, stub)?.text
        == "no dependencies of component `cart.wasm` were found: none of its imports matches an "
        + "export of `stub.wasm`: `stub.wasm` exports "
        + "`shop:history-stub/stub-history@0.2.0`, which nothing imports. `cart.wasm` imports "
        + "nothing. If its WIT imports the stub, the compiler has dropped that import because "
        + "nothing calls it: call the stub, build `cart.wasm` again, then compose")
  }

  @Test func callerAndStubTheWrongWayRoundAreToldApart() throws {
    let caller = try WasmTools.part("caller", of: "totals", named: "caller.wasm")
    let stub = try WasmTools.part("stub", of: "totals-result-differs", named: "stub.wasm")
    #expect(
      try problem(stub, caller)
        == .wrongWayRound(socket: "stub.wasm", plug: "caller.wasm", name: "test:results/totals"))
  }

  @Test func versionsThatDoNotServeAreNamed() throws {
    let caller = try WasmTools.part("test:skew/old-caller", of: "versions", named: "caller")
    let stub = try WasmTools.part("test:skew/newer-stub", of: "versions", named: "stub")
    let plan = try Composition(socket: caller, plugs: [stub])
    #expect(
      plan.unusedPlugs.map(\.reason) == [
        "`stub` exports `foo:bar/draw@0.3.0`, but `caller` imports `foo:bar/draw@0.2.0`: "
          + "versions that cannot stand in for each other"
      ])
  }

  @Test func anUnusedPlugIsNamedAndTheRestComposed() throws {
    let caller = try WasmTools.part("shop:cart/caller", of: "shop")
    let stub = try WasmTools.part("shop:cart/stub", of: "shop")
    let left = try WasmTools.part("left-plug", of: "chain")
    let plan = try Composition(socket: caller, plugs: [left, stub])
    #expect(plan.unusedPlugs.map(\.name) == ["left-plug"])
    #expect(plan.problem == nil)
  }

  @Test(arguments: [("one-instance", nil), ("two-instances", "another of that name")])
  func eachInstanceOfAComponentHasItsOwnResources(plug: String, found: String?) throws {
    let caller = try WasmTools.part(spelledOut: "same-resource")
    let plan = try Composition(socket: caller, plugs: [WasmTools.part(spelledOut: plug)])
    guard let found else {
      #expect(try WasmTools.complaint(about: plan.encode()) == nil)
      return
    }
    #expect(
      plan.imports.last?.wire
        == .refused(
          by: plug,
          reason: "type `r`: expected resource `r` made by `\(plug)`, found \(found)"))
  }

  @Test func twoExportsOfOneNameAreExplained() throws {
    let caller = try WasmTools.part("clashing", of: "exported-types")
    let plug = try WasmTools.part("types-plug", of: "exported-types")
    #expect(
      try problem(caller, plug)
        == .exportedTwice(name: "test:exported/types", socket: "clashing", plug: "types-plug"))
  }

  @Test func importsThatContradictEachOtherAreExplained() throws {
    let caller = try WasmTools.part("caller", of: "conflict")
    let stub = try WasmTools.part("stub", of: "conflict-stub")
    #expect(
      try problem(caller, stub)?.text
        == "`caller` and `stub` import conflicting `test:conflict/types`: type `point`: field `x`: "
        + "expected u32, found u64")
  }

  @Test func whatIsNoComponentIsRefusedByName() throws {
    let caller = try WasmTools.part("main", of: "chain")
    let core = CompositionPart(name: "core.wasm", bytes: [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
    let failure = #expect(throws: CompositionError.self) {
      try Composition(socket: caller, plugs: [core])
    }
    #expect(failure?.isAboutAFile == true)
    #expect(failure?.text.hasPrefix("core.wasm: this is a core module") == true)
  }
}
