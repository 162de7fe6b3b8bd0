import StubGen
import Testing
import WIT

/// Bindings of the fixtures: they compile without a warning, and the component is one.
@Suite struct BindingsTests {
  @Test(arguments: [
    "purchase-history", "cart", "all-types", "resources", "resource-user", "names",
  ])
  func theBindingsCompileAndMakeAComponent(_ name: String) throws {
    let resolution = try Fixture.load("\(Fixture.folder)/\(name)")
    let world = try Fixture.world(of: resolution)
    let plan = try SwiftBindings.plan(graph: resolution.graph, world: world)
    let worker = FilePlan.Change(
      path: "Worker.swift", content: try Fixture.text("workers/\(name).swift"))
    let root = try #require(resolution.root)
    let guest = Guest(
      folder: try TemporaryFolder(), sources: plan.changes + [worker],
      wit: WITPrinter.text(root: root, in: resolution.graph), world: resolution.graph[world].name)
    try guest.lint(plan.changes)
    _ = try guest.build()
  }
}
