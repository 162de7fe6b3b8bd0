import Foundation

/// A guest of a workspace whose template is named `golem`: a core module in text form and its world,
/// among the fixtures of the runtime's tests.
package enum GolemGuest: String, Sendable {
  /// Does with `golem:api/host` what guests do.
  case guest
  /// Calls other workers, and writes down what it was asked to.
  case relay

  package struct Refused: Error, CustomStringConvertible {
    package var description: String
  }

  /// Makes the component.
  package func build(to path: String) throws {
    let fixtures = Project.root.appending(path: "Tests/RuntimeTests/Fixtures/golem").path
    let core = path + ".core"
    for command in [
      [
        "component", "embed", "--world", "test:golem/\(rawValue)", "\(fixtures)/guest.wit",
        "\(fixtures)/\(rawValue).wat", "-o", core,
      ],
      ["component", "new", core, "-o", path],
    ] {
      let answer = try Judge.run(command)
      guard answer.status == 0 else { throw Refused(description: answer.errors) }
    }
  }
}
