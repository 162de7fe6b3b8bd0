import Foundation
import Workbench

/// A folder with files, gone when the test ends.
final class TemporaryFolder {
  let path: String

  /// - Parameter files: contents by relative path
  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/witbench-\(UUID().uuidString)"
    try Files.makeFolder(path)
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = Files.join(path, name)
    try Files.makeFolder(Files.folder(of: file))
    try Files.write(bytes, to: file)
  }

  /// Every path in the folder, sorted.
  var contents: [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
