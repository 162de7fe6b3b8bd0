import TestSupport
import Testing
import Workbench

/// Workers in Swift and workers that Golem's own tests are made of call each other, and the numbers
/// are Golem's.
///
/// Most start the Swift compiler and take some seconds.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"), .timeLimit(.minutes(10)))
struct CrossLanguageTests {
  @Test(arguments: GolemEra.allCases)
  func golemsCallerUsesCountersInSwift(_ era: GolemEra) async throws {
    let (workspace, folder) = try await CrossLanguageWorkspace.swiftTarget(era)
    defer { withExtendedLifetime(folder) {} }
    try await check(workspace, era)
  }

  @Test(arguments: GolemEra.allCases)
  func aCallerInSwiftUsesGolemsCounters(_ era: GolemEra) async throws {
    let built = try await CrossLanguageWorkspace.swiftCaller(era)
    for way in CrossLanguageWorkspace.Way.allCases {
      let workspace = try built.opened(way)
      try await check(workspace, era)
      try Files.removeFolder("\(workspace.root)/states")
    }
  }

  @Test(arguments: GolemEra.allCases)
  func golemsCallerIsServedBeforeItIsComposed(_ era: GolemEra) async throws {
    let (workspace, folder) = try CrossLanguageWorkspace.uncomposed(era)
    defer { withExtendedLifetime(folder) {} }
    try await check(workspace, era)
  }

  private func check(_ workspace: Workspace, _ era: GolemEra) async throws {
    let cases = GolemCase.all(era)
    // Fewer would mean that they are not understood any more.
    #expect(cases.count == (era == .seed ? 5 : 9))
    for one in cases { try await one.check(workspace) }
  }
}
