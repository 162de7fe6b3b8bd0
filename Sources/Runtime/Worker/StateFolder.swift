import Foundation

/// What lies where in a workspace's `.witbench/`.
package enum StateFolder {
  /// The file whose coming says that workers are kept.
  package static let databaseName = "workers.sqlite"

  package static func database(_ folder: String) -> String { "\(folder)/\(databaseName)" }
  static func lock(_ folder: String) -> String { "\(folder)/lock" }
  static func components(_ folder: String) -> String { "\(folder)/components" }
  /// The bytes of initial files, by checksum.
  static func initialFiles(_ folder: String) -> String { "\(folder)/files" }
  /// The folders of workers, by row.
  static func workers(_ folder: String) -> String { "\(folder)/workers" }

  /// Whether workers were ever kept here.
  package static func exists(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: database(folder))
  }

  /// The process that has the workers open; nil when none has.
  package static func holder(_ folder: String) -> WorkspaceHolder? {
    WorkspaceLock.holder(of: lock(folder))
  }

  /// Makes the folder, and keeps it out of everybody's git.
  static func make(_ folder: String) throws(RuntimeFailure) {
    let ignore = "\(folder)/.gitignore"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      if !FileManager.default.fileExists(atPath: ignore) {
        try Data("*\n".utf8).write(to: URL(fileURLWithPath: ignore))
      }
    } catch {
      let reason = (error as NSError).localizedDescription
      throw RuntimeFailure(.environment, "\(folder): workers cannot be kept here: \(reason)")
    }
  }

  /// A name for a folder that is gone with the process.
  static func scratch() -> String {
    FileManager.default.temporaryDirectory.path + "/witbench-workers-\(UUID().uuidString)"
  }

  /// Removes a folder of files that are made anew when they are needed: one that stays does no harm.
  static func remove(_ folder: String) {
    try? OpenFile(folderAt: folder)?.clear()
    rmdir(folder)
  }
}
