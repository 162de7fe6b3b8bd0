import Component
import Runtime
import TestSupport
import Testing
import Workbench

/// Who serves a stub that a component still imports: found by its name and its types, or the reason
/// why not.
struct StubOfferTests {
  /// A target's WIT.
  private static func target(
    _ functions: String = "add: func(i: item);", price: String = "f32", package: String = "a:b",
    world: String = "shop"
  ) -> String {
    """
    package \(package);
    interface api { record item { name: string, price: \(price) } \(functions) }
    world \(world) { export api; }
    """
  }

  /// A caller that imports what the stub of that WIT has, and of its resource these functions.
  private static func caller(
    _ functions: String = "add: func(i: item);", version: String = ""
  ) -> String {
    """
    package test:caller;
    world w { import a:b-stub/stub-shop\(version); export run: func(); }
    package golem:rpc@0.1.0 { interface types { record uri { value: string } } }
    package a:b\(version) { interface api { record item { name: string, price: f32 } } }
    package a:b-stub\(version) {
      interface stub-shop {
        use golem:rpc/types@0.1.0.{uri};
        use a:b/api\(version).{item};
        resource api { constructor(location: uri); \(functions) }
      }
    }
    """
  }

  private struct Template {
    var name: String
    var wit: String?
    /// The world that its component is of; nil where it is not built.
    var component: String?
  }

  private static func workspace(
    _ caller: String, calls: String = "", _ targets: [Template]
  ) throws -> (TemporaryFolder, Workspace) {
    var worlds = ["caller.wasm": caller]
    var files: [String: String] = [:]
    var manifest = "[templates.caller]\ncomponent = \"caller.wasm\"\ncalls = [\(calls)]\n"
    for template in targets {
      let name = template.name
      manifest += "[templates.\(name)]\ncomponent = \"\(name).wasm\"\n"
      if let wit = template.wit {
        manifest += "wit = \"\(name).wit\"\n"
        files["\(name).wit"] = wit
      }
      worlds["\(name).wasm"] = template.component
    }
    files["witbench.toml"] = manifest
    let folder = try ComponentFolder.make(worlds, files)
    return (folder, try Workspace.open(folder.path))
  }

  /// What is said of the caller's stub.
  private func service(
    _ caller: String, calls: String = "", _ targets: [Template]
  ) throws -> ImportService {
    let (folder, workspace) = try Self.workspace(caller, calls: calls, targets)
    defer { withExtendedLifetime(folder) {} }
    let type = try #require(workspace.component(at: "caller.wasm").component?.type)
    let services = workspace.services(for: type, of: "caller")
    return try #require(services.first { $0.name.hasPrefix("a:b-stub/stub-shop") })
  }

  private func check(
    _ targets: [Template], of caller: String = StubOfferTests.caller(), calls: String = "",
    servedBy target: String?, missing: [String] = [], saying reasons: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let service = try service(caller, calls: calls, targets)
    let expected = target.map { "this runtime, from the WIT of `\($0)`" }
    #expect(service.servedBy == expected, sourceLocation: sourceLocation)
    #expect(service.missing == missing, sourceLocation: sourceLocation)
    #expect(service.reasons == reasons, sourceLocation: sourceLocation)
  }

  @Test func aTemplateIsFoundByTheNameOfItsStub() throws {
    try check(
      [
        Template(name: "other", wit: Self.target(package: "a:other")),
        Template(name: "shop", wit: Self.target()),
      ],
      servedBy: "shop")
  }

  @Test func theVersionIsPartOfTheName() throws {
    let targets = [
      Template(name: "old", wit: Self.target(package: "a:b@1.0.0")),
      Template(name: "new", wit: Self.target(package: "a:b@2.0.0")),
    ]
    try check(targets, of: Self.caller(version: "@2.0.0"), servedBy: "new")
  }

  @Test func aComponentWithoutWITIsATargetToo() throws {
    let world = Self.target(world: "w")
    try check([Template(name: "shop", component: world)], servedBy: "shop")
  }

  @Test func whereSeveralFitTheManifestDecides() throws {
    let targets = [
      Template(name: "one", wit: Self.target()), Template(name: "two", wit: Self.target()),
    ]
    try check(
      targets, servedBy: nil,
      saying: [
        "it is a stub of each of `one`, `two`: `calls = [\"one\"]` in witbench.toml says which one "
          + "`caller` calls"
      ])
    try check(targets, calls: "\"two\"", servedBy: "two")
  }

  @Test func ofSeveralTheOneThatFitsIsTaken() throws {
    let targets = [
      Template(name: "one", wit: Self.target(price: "f64")),
      Template(name: "two", wit: Self.target()),
    ]
    try check(targets, servedBy: "two")
  }

  @Test func aStubOfNobodyIsNamed() throws {
    try check(
      [Template(name: "shop", wit: Self.target(world: "market"))], servedBy: nil,
      saying: [
        "it is a stub of the world `shop` of `a:b`, which no template here has: compose the caller "
          + "with its stub, or add the template"
      ])
  }

  @Test func aFunctionThatTheTargetLacksIsNamed() throws {
    try check(
      [Template(name: "shop", wit: Self.target())],
      of: Self.caller("add: func(i: item); remove: func(name: string);"), servedBy: "shop",
      missing: ["[method]api.remove"],
      saying: ["`[method]api.remove`: a stub of `shop` has no such function"])
  }

  @Test(arguments: [
    (
      "add: func(i: item);", "add: func(i: item);", "f64",
      "parameter `i` › field `price`: f32 here, f64 there"
    ),
    (
      "add: func(i: item);", "add: func(i: item, n: u8);", "f32",
      "it takes (borrow<api>, item) here, (borrow<api>, item, u8) there"
    ),
    (
      "add: func(i: item) -> u8;", "add: func(i: item);", "f32",
      "it returns u8 here, nothing there"
    ),
    (
      "add: func(i: option<list<u8>>);", "add: func(i: option<list<u16>>);", "f32",
      "parameter `i` › option › item: u8 here, u16 there"
    ),
    (
      "add: func(i: result<u8, tuple<u8, string>>);",
      "add: func(i: result<u8, tuple<u8, char>>);", "f32",
      "parameter `i` › error › element 1: string here, char there"
    ),
  ])
  func aDifferenceIsNamedWithItsPlace(
    _ wanted: String, _ there: String, _ price: String, _ reason: String
  ) throws {
    try check(
      [Template(name: "shop", wit: Self.target(there, price: price))], of: Self.caller(wanted),
      servedBy: "shop", missing: ["[method]api.add"], saying: ["`[method]api.add`: \(reason)"])
  }

  @Test func aComponentThatIsOlderThanItsWITIsNamed() throws {
    let old = Template(
      name: "shop", wit: Self.target("add: func(i: item); remove: func(name: string);"),
      component: Self.target("remove: func(name: string);", world: "w"))
    try check(
      [old], servedBy: "shop", missing: ["[method]api.add"],
      saying: [
        "`[method]api.add`: the component of `shop` has no `a:b/api/add`, though its WIT has: "
          + "build it"
      ])
  }

  @Test func mistakesInTheTargetsWITAreNamed() throws {
    try check(
      [Template(name: "shop", wit: Self.target("add: func(i: thing);"))], servedBy: nil,
      saying: ["the WIT of `shop`, shop.wit, has mistakes: see `witbench wit check`"])
  }

  /// Nothing is made of a component that cannot be served.
  @Test func whatDiffersIsSaidBeforeTheFirstCall() async throws {
    let (folder, workspace) = try Self.workspace(
      Self.caller(), [Template(name: "shop", wit: Self.target(price: "f64"))])
    defer { withExtendedLifetime(folder) {} }
    let runtime = try WorkerRuntime(
      .init(
        folder: workspace.stateFolder, durability: .memory, templates: workspace.runtimeTemplates,
        stubs: { workspace.stubOffer(for: $0, of: $1) }))
    let failure = await #expect(throws: RuntimeFailure.self) {
      try await runtime.invoke(
        WorkerAddress(template: "caller", name: "a"), function: "run", arguments: [])
    }
    #expect(
      failure?.text == """
        `caller` imports what is not served here: a:b-stub/stub-shop ([method]api.add): \
        `[method]api.add`: parameter `i` › field `price`: f32 here, f64 there
        """)
    #expect(try runtime.snapshots().isEmpty)
    await runtime.close()
  }
}
