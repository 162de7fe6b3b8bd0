import Foundation
import TestSupport
import Testing

/// Pages that lead through a job, done as they say.
@Suite(.timeLimit(.minutes(10))) struct WalkthroughTests {
  @Test(arguments: ["Tests/WitbenchTests/Fixtures/article.md", "docs/swift-workers.md"])
  func whatAPageSaysIsWhatHappens(_ page: String) throws {
    let text = try String(
      contentsOf: Project.root.appending(path: page), encoding: .utf8)
    let walkthrough = Walkthrough(text)
    #expect(walkthrough.steps.count > 10)
    let folder = try TemporaryFolder()
    let problems = try walkthrough.run(in: folder.path)
    for problem in problems { Issue.record("\(page): \(problem)") }
  }

  @Test func aPageThatIsWrongIsFoundOut() throws {
    let folder = try TemporaryFolder()
    func problems(_ text: String) throws -> [String] {
      try Walkthrough(text).run(in: folder.path)
    }
    let file = "`a/b.txt`:\n\n```text\none\ntwo three\n```\n"
    #expect(try problems(file + "```console\n$ cat a/b.txt\n...\ntwo …\n```") == [])
    #expect(try problems("```console\n$ cat a/b.txt\ntwo three\none\n```").count == 1)
    #expect(try problems("```console\n$ exit 1\n```").count == 1)
    #expect(try problems("```console\n$ echo 'witbench: no'\nwitbench: no\n```").count == 1)
  }
}
