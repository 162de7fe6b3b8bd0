/// A folder of components whose code does nothing, made by the judge: a workspace without a manifest.
package enum ComponentFolder {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameters:
  ///   - worlds: the WIT of each component, its world called `w`, by the file's name
  ///   - files: what else lies there, by its path
  package static func make(
    _ worlds: [String: String], _ files: [String: String] = [:]
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files)
    for (name, wit) in worlds {
      try TemporaryFolder().withComponent(wit) { try folder.write($0, to: name) }
    }
    return folder
  }
}

extension TemporaryFolder {
  fileprivate func withComponent(_ wit: String, _ body: ([UInt8]) throws -> Void) throws {
    let text = try write(wit, to: "input.wit")
    let core = "\(path)/core.wasm"
    let steps = [
      try Judge.run("component", "embed", "--dummy", "--world", "w", text, "-o", core),
      try Judge.run("component", "new", core),
    ]
    for step in steps where step.status != 0 {
      throw ComponentFolder.Failure(description: step.errors)
    }
    try body(steps[1].output)
  }
}
