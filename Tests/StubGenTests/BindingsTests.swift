import Testing

/// Bindings of the fixtures: they compile without a warning, and the component is one.
@Suite struct BindingsTests {
  @Test(arguments: [
    "purchase-history", "cart", "all-types", "resources", "resource-user", "names", "rich",
  ])
  func theBindingsCompileAndMakeAComponent(_ name: String) throws {
    let resolution = try Fixture.load("\(Fixture.folder)/\(name)")
    let guest = try Guest(resolution, worker: try Fixture.text("workers/\(name).swift"))
    try guest.lint()
    _ = try guest.build()
  }
}
