import Foundation
import TestSupport
import Testing

/// `wit check` as scripts run it.
struct WITCheckTests {
  private struct Answer: Decodable {
    struct Place: Decodable {
      var message: String
      var file: String?
      var line: Int?
      var column: Int?
      var endColumn: Int?
    }

    struct Entry: Decodable {
      var severity: String
      var message: String
      var file: String?
      var line: Int?
      var column: Int?
      var endLine: Int?
      var endColumn: Int?
      var notes: [Place]
      var fix: Fix?
    }

    struct Fix: Decodable {
      var title: String
      var replacement: String
      var column: Int
      var endColumn: Int
    }

    var errors: Int
    var warnings: Int
    var diagnostics: [Entry]
  }

  @Test func machinesGetPlacesNotesAndFixes() throws {
    let folder = try TemporaryFolder([
      "a.wit": """
      package a:b;
      interface i {
        type order = u8;
        f: func(x: oder, y: float32);
      }
      """
    ])
    let run = try Program.run(["wit", "check", "--json", "a.wit"], in: folder.path)
    #expect(run.status == 1)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    #expect(answer.errors == 1 && answer.warnings == 1 && answer.diagnostics.count == 2)
    let error = try #require(answer.diagnostics.first)
    #expect(error.severity == "error" && error.message.contains("did you mean `order`?"))
    #expect(error.file == "a.wit" && error.line == 4 && error.column == 14)
    #expect(error.endLine == 4 && error.endColumn == 18 && error.fix == nil)
    #expect(error.notes.first?.line == 3 && error.notes.first?.column == 8)
    let warning = try #require(answer.diagnostics.last)
    #expect(warning.severity == "warning" && warning.fix?.replacement == "f32")
    #expect(warning.fix?.column == 23 && warning.fix?.endColumn == 30)
  }

  @Test func hiddenItemsCanAllBeShown() throws {
    let folder = try TemporaryFolder([
      "a.wit": "package a:b;\n@unstable(feature = x)\ninterface i { f: func(); }\n"
    ])
    let hidden = try Program.run(["wit", "canon", "a.wit"], in: folder.path)
    #expect(hidden.output == "package a:b\n")
    let shown = try Program.run(["wit", "canon", "--all-features", "a.wit"], in: folder.path)
    #expect(shown.output.contains("interface a:b/i\n"))
  }
}
