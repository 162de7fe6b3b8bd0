import Foundation
import TestSupport
import Testing

@testable import Workbench

@Suite struct KeysPageTests {
  @Test func thePageIsWrittenFromTheTable() throws {
    let page = Project.root.appending(path: "docs/keys.md")
    let difference = try Golden.difference(KeysPage.text, from: page)
    #expect(difference == nil, "docs/keys.md is stale: BLESS=1 Scripts/test KeysPage")
  }

  @Test func everyCommandHasItsRowAndASentence() {
    #expect(
      CommandTable.all.map(\.id.rawValue).sorted() == Command.ID.allCases.map(\.rawValue).sorted())
    for command in CommandTable.all {
      #expect(command.help.hasSuffix(".") && !command.keys.isEmpty, "\(command.id)")
      for key in command.keys { #expect(Key(text: key.text) == key) }
    }
  }
}
