import Foundation
package import WIT

/// A WIT package of a test: one file, or a folder with `deps/`.
package enum WITCase {
  /// Reads and resolves it. Dependencies that are binaries are left out.
  package static func load(
    _ path: String, shownAs shown: String, options: ResolveOptions = ResolveOptions()
  ) throws -> Resolution {
    let (root, dependencies) = try packages(path, shownAs: shown)
    return resolve(root: root, dependencies: dependencies, options: options)
  }

  /// Reads it. Dependencies that are binaries are left out.
  package static func packages(
    _ path: String, shownAs shown: String
  ) throws -> (root: SourcePackage, dependencies: [SourcePackage]) {
    guard isFolder(path) else {
      return (SourcePackage(path: shown, files: [try file(path, shown)]), [])
    }
    var dependencies: [SourcePackage] = []
    for name in names(in: "\(path)/deps") {
      let (inner, shownInner) = ("\(path)/deps/\(name)", "\(shown)/deps/\(name)")
      if isFolder(inner) {
        dependencies.append(try package(inner, shownInner))
      } else if name.hasSuffix(".wit") {
        dependencies.append(SourcePackage(path: shownInner, files: [try file(inner, shownInner)]))
      }
    }
    return (try package(path, shown), dependencies)
  }

  package static func package(_ path: String, _ shown: String) throws -> SourcePackage {
    let files = names(in: path).filter { $0.hasSuffix(".wit") }
    return SourcePackage(
      path: shown, files: try files.map { try file("\(path)/\($0)", "\(shown)/\($0)") })
  }

  private static func file(_ path: String, _ shown: String) throws -> SourceFile {
    SourceFile(path: shown, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
  }

  private static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
