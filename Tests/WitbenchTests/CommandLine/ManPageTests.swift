import Foundation
import TestSupport
import Testing
import Workbench

@Suite struct ManPageTests {
  @Test func thePageIsWrittenFromTheParserAndTheTable() throws {
    let page = try Program.run(["man"])
    #expect(page.status == 0)
    let difference = try Golden.difference(
      page.output, from: Project.root.appending(path: "docs/witbench.1"))
    #expect(difference == nil, "docs/witbench.1 is stale: BLESS=1 Scripts/test ManPage")
  }

  @Test func everyCommandOfTheScreenStandsInIt() throws {
    let page = try Program.run(["man"]).output.replacingOccurrences(of: "\\-", with: "-")
    for command in CommandTable.all {
      #expect(page.contains("(\(command.id.rawValue))\n"), "\(command.id.rawValue)")
    }
  }

  @Test func troffHasNothingAgainstIt() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") else {
      print("groff is not installed: the manual page was not read by it")
      return
    }
    let folder = try TemporaryFolder(["page": try Program.run(["man"]).output])
    let check = try ChildProcess.run(
      "/usr/bin/groff", ["-man", "-ww", "-z", "-Kutf8", "-Tutf8", "\(folder.path)/page"])
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
  }
}
