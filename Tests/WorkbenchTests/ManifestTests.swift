import Runtime
import TestSupport
import Testing
import WIT
import Workbench

private func open(_ manifest: String) throws -> Workspace {
  let folder = try TemporaryFolder(["witbench.toml": manifest])
  return try Workspace.open(folder.path)
}

/// What is said of a manifest, the folder's path taken off.
private func problems(_ manifest: String) throws -> [String] {
  let folder = try TemporaryFolder(["witbench.toml": manifest])
  let problems: [WorkspaceProblem]
  do {
    problems = try Workspace.open(folder.path).problems
  } catch {
    problems = error.problems
  }
  return problems.map { $0.text.replacing(folder.path + "/", with: "") }
}

private let shopping = """
  [workspace]
  name = "shopping"
  durability = "relaxed"

  [templates.shopping-cart]
  wit = "shopping-cart/wit"
  component = "shopping-cart/shopping_cart_composed.wasm"
  source = "shopping-cart/Sources"
  calls = ["purchase-history"]
  arguments = ["-v", "two words"]
  env.PURCHASE_HISTORY_TEMPLATE_ID = "${templates.purchase-history.id}"
  env.A = "$ ${templates.shopping-cart.id}!"

  [templates.purchase-history]
  component = "purchase-history/purchase_history.wasm"
  build = "make component"
  """

@Suite struct ManifestTests {
  @Test func aManifestSaysEverything() throws {
    let workspace = try open(shopping)
    #expect(workspace.name == "shopping")
    #expect(workspace.durability == .relaxed)
    #expect(workspace.templates.map(\.name) == ["shopping-cart", "purchase-history"])
    let cart = try #require(workspace.template(named: "shopping-cart"))
    let history = try #require(workspace.template(named: "purchase-history"))
    #expect(cart.description.calls == ["purchase-history"])
    #expect(cart.description.source == "shopping-cart/Sources")
    #expect(cart.description.place?.line == 5)
    #expect(history.description.build == "make component")
    #expect(cart.isBuildable && history.isBuildable)
    #expect(
      cart.description.environment == [
        EnvironmentVariable(name: "PURCHASE_HISTORY_TEMPLATE_ID", value: history.id),
        EnvironmentVariable(name: "A", value: "$ \(cart.id)!"),
      ])
    #expect(workspace.problems.isEmpty)
    #expect(workspace.witPaths == ["shopping-cart/wit"])
  }

  @Test func theRuntimeGetsTheTemplatesThatHaveAComponent() throws {
    let folder = try TemporaryFolder([
      "witbench.toml": shopping + "\n[templates.planned]\nwit = 'planned/wit'\n"
    ])
    let templates = try Workspace.open(folder.path).runtimeTemplates
    #expect(templates.map(\.name) == ["shopping-cart", "purchase-history"])
    #expect(templates[0].componentPath.hasSuffix("/shopping-cart/shopping_cart_composed.wasm"))
    #expect(templates[0].componentPath.hasPrefix("/"))
    #expect(templates[0].arguments == ["-v", "two words"])
    #expect(templates[0].environment.count == 2)
  }

  @Test func aWorkersFilesAreNamed() throws {
    let folder = try TemporaryFolder([
      "witbench.toml": """
      [templates.t]
      component = "t.wasm"
      files = [
        { source = "data/a.txt", path = "/in/a.txt", permissions = "read-write" },
        { source = "b.txt", path = "/b.txt" },
      ]
      """
    ])
    let workspace = try Workspace.open(folder.path)
    #expect(
      workspace.runtimeTemplates.first?.files == [
        .init(
          source: workspace.absolute("data/a.txt"), path: "/in/a.txt", isReadOnly: false),
        .init(source: workspace.absolute("b.txt"), path: "/b.txt", isReadOnly: true),
      ])
  }

  @Test func anIDDependsOnTheTwoNamesAlone() {
    // Stored workers belong to these ids: they may never change.
    #expect(
      Manifest.templateID(workspace: "shopping", template: "shopping-cart")
        == "ac43b476-ec31-5f9e-b432-18afa40eecf6")
  }

  @Test(arguments: [
    (
      "[workspace]\nnmae = 'x'",
      "2:1: warning: there is no key `nmae` in `workspace`; did you mean `name`?"
    ),
    ("[wrkspace]\n", "1:2: warning: there is no key `wrkspace` here; did you mean `workspace`?"),
    (
      "templates.a.env.X = '${templates.b.id}'",
      "1:21: error: there is no template `b`; did you mean `a`?"
    ),
    (
      "templates.a.env.X = '${HOME}'",
      "1:1: warning: `${HOME}` stays as it is: only `${templates.NAME.id}` is replaced"
    ),
    (
      "[workspace]\ndurability = \"ful\"",
      "2:14: error: `ful` is none of `full`, `relaxed`, `memory`"
    ),
    ("[workspace]\nname = 3", "2:8: error: expected a string, found an integer"),
    ("workspace = 3", "1:13: error: expected a table, found an integer"),
    ("templates.a = [1]", "1:15: error: expected a table, found an array"),
    (
      "[templates.cart]\ncalls = [\n  \"cart\",\n  \"history\",\n]\n",
      "4:3: error: there is no template `history`; there are `cart`"
    ),
    ("[templates.cart]\narguments = ['a', 2]", "2:19: error: expected a string, found an integer"),
    (
      "[templates.a]\nfiles = [{ source = 'x', path = '/y', permissions = 'write' }]",
      "2:53: error: `write` is none of `read-only`, `read-write`"
    ),
    (
      "[templates.a]\nfiles = [{ source = 'x', path = '/../y' }]",
      "2:33: error: `/../y` is no path from the worker's `/` without `.` and `..`"
    ),
    (
      "[templates.a]\nfiles = [{ path = '/y' }]",
      "2:10: error: an initial file needs `source`"
    ),
    (
      "[templates.'a/b']\n",
      "1:2: error: a name may not be empty nor contain `/` or control characters"
    ),
  ])
  func aMistakeHasItsPlace(manifest: String, problem: String) throws {
    #expect(try problems(manifest) == ["witbench.toml:" + problem])
  }

  @Test func brokenTOMLHasItsPlaceInBytes() throws {
    let found = try problems("[workspace]\nname = \"ß\" x\n")
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("witbench.toml:2:"))
    #expect(found[0].contains("error: "))
  }

  @Test func allErrorsAreSaidAtOnce() throws {
    let found = try problems("[workspace]\nname = 1\ndurability = 2\nx = 3\n")
    #expect(found.count == 3)
  }

  @Test func whatIsNoTextIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write([0xFF, 0xFE], to: "witbench.toml")
    #expect(throws: WorkspaceError.self) { try Workspace.open(folder.path) }
    try folder.write(Array("name = \0".utf8), to: "witbench.toml")
    #expect(throws: WorkspaceError.self) { try Workspace.open(folder.path) }
  }
}

@Suite struct TOMLPlacesTests {
  private static let text = """
    # a comment with [brackets]
    top = 'x' # another
    [a."b.c".d]
    multi = \"""
    [not.a.table]
    key = 1
    \"""
    list = [ 'one', # first
      \"t\\\"wo\",
      { x = 1, y = [2, 3] },
    ]
    e.f = 1979-05-27T07:32:00Z
    [[things]]
    n = 1
    [[things]]
    n = 2
    """

  @Test(arguments: [
    (["top"], 2, 1, 7),
    (["a", "b.c", "d", "multi"], 4, 1, 9),
    (["a", "b.c", "d", "list", "0"], 8, 10, 10),
    (["a", "b.c", "d", "list", "1"], 9, 3, 3),
    (["a", "b.c", "d", "list", "2", "y", "1"], 10, 20, 20),
    (["a", "b.c", "d", "e", "f"], 12, 1, 7),
    (["things", "1", "n"], 16, 1, 5),
  ])
  func everyKeyAndValueHasItsPlace(path: [String], line: Int, key: Int, value: Int) throws {
    let places = TOMLPlaces(Array(Self.text.utf8))
    let entry = try #require(places[path])
    let keyPlace = places.place(at: entry.key.lowerBound, in: "f")
    let valuePlace = places.place(at: entry.value.lowerBound, in: "f")
    #expect(keyPlace.line == line && keyPlace.column == key)
    #expect(valuePlace.line == line && valuePlace.column == value)
  }

  @Test func keysKeepTheOrderOfTheText() {
    let places = TOMLPlaces(Array("[t.z]\n[t.a]\nx = 1\n[t.m]\n".utf8))
    #expect(places.keys(under: ["t"]) == ["z", "a", "m"])
  }

  @Test(arguments: ["[", "a", "a =", "a = [", "a = {", "a = \"", "a = '''", "[[a]", "= 1", "a.=1"])
  func brokenTextEndsTheWalk(text: String) {
    #expect(TOMLPlaces(Array(text.utf8)).entries.count <= 2)
  }
}
