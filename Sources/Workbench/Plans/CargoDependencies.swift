import StubGen
import WIT

/// The dependencies of a Rust worker's WIT, which cargo-component wants in `Cargo.toml` as well.
package struct CargoDependencies {
  private static let header = "[package.metadata.component.target.dependencies]"

  private let file: String
  /// The caller's `wit` folder, beside the file.
  private let wit: String

  package init(file: String, wit: String) {
    self.file = file
    self.wit = wit
  }

  /// Adds an entry for each package of the plan that the file does not name yet.
  package func add(to plan: inout ChangePlan) throws(BuildFailure) {
    guard Files.isFile(file) else {
      throw BuildFailure(
        .couldNotTry, "Cannot update \(file) because it does not exist or is not a file")
    }
    do throws(FileError) {
      var text = String(decoding: try Files.read(file), as: UTF8.self)
      let entries = entries(of: plan).filter { !text.contains("\"\($0.name)\"") }
      guard !entries.isEmpty else { return }
      let lines = entries.map { "\"\($0.name)\" = { path = \"\($0.path)\" }\n" }.joined()
      if let place = text.firstRange(of: Self.header + "\n") {
        text.insert(contentsOf: lines, at: place.upperBound)
      } else {
        if !text.hasSuffix("\n") { text += "\n" }
        text += "\n\(Self.header)\n\(lines)"
      }
      try plan.add(text, to: file)
    } catch {
      throw BuildFailure(error)
    }
  }

  /// The packages of the plan, each by the folder that it goes to.
  private func entries(of plan: ChangePlan) -> [(name: String, path: String)] {
    var entries: [(name: String, path: String)] = []
    for item in plan.items {
      let folder = Files.folder(of: item.path)
      let path = Files.join("wit/deps", Files.name(of: folder))
      guard !entries.contains(where: { $0.path == path }) else { continue }
      let source = SourceFile(path: item.path, text: item.content)
      let resolution = resolve(
        root: SourcePackage(path: item.path, files: [source]), dependencies: [])
      guard let root = resolution.root else { continue }
      let name = resolution.graph[root].name
      entries.append(("\(name.namespace):\(name.name)", path))
    }
    return entries
  }
}
