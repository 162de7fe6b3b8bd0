import Foundation
import StubGen
import TestSupport
import Testing
import WIT

/// Files of `Fixtures`, read as the program reads a user's.
enum Fixture {
  static let folder = Project.root.appending(path: "Tests/StubGenTests/Fixtures").path

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  /// Reads a WIT folder with its `deps`, from wherever it is.
  static func load(_ path: String) throws -> Resolution {
    let root = try package(path)
    let deps = "\(path)/deps"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: deps)) ?? []
    let resolution = resolve(
      root: root, dependencies: try names.sorted().map { try package("\(deps)/\($0)") })
    for diagnostic in resolution.diagnostics where diagnostic.severity == .error {
      Issue.record("\(path): \(diagnostic.message.text)")
    }
    return resolution
  }

  private static func package(_ folder: String) throws -> SourcePackage {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".wit") }.sorted()
    return SourcePackage(
      path: folder,
      files: try names.map { name in
        let data = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        return SourceFile(path: "\(folder)/\(name)", bytes: Array(data))
      })
  }

  /// A caller's package, with the WIT of the stub that it calls and all that stub needs.
  static func caller(_ name: String, of stub: StubGenerator) throws -> Resolution {
    func package(_ path: String, _ text: String) -> SourcePackage {
      SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
    }
    let resolution = resolve(
      root: package(name, try text(name)),
      dependencies: [package("_stub.wit", stub.wit.text)]
        + stub.dependencies.map { package($0.path, $0.content) })
    for diagnostic in resolution.diagnostics where diagnostic.severity == .error {
      Issue.record("\(name): \(diagnostic.message.text)")
    }
    return resolution
  }

  /// A package written in the test.
  static func resolution(_ wit: String) -> Resolution {
    resolve(
      root: SourcePackage(path: "wit", files: [SourceFile(path: "test.wit", text: wit)]),
      dependencies: [])
  }

  static func world(of resolution: Resolution, named name: String? = nil) throws -> WorldID {
    let root = try #require(resolution.root)
    return try resolution.graph.world(named: name, in: root)
  }

  /// Compares with a golden file, or writes it where BLESS is set.
  static func check(_ text: String, golden name: String) throws {
    let file = URL(filePath: "\(folder)/\(name)")
    if let difference = try Golden.difference(text, from: file) {
      Issue.record("differs from \(name):\n\(difference)")
    }
  }
}
