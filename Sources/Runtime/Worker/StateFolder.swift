import Foundation

/// What lies where in a workspace's `.witbench/`.
package enum StateFolder {
  package static func database(_ folder: String) -> String { "\(folder)/workers.sqlite" }
  static func lock(_ folder: String) -> String { "\(folder)/lock" }
  static func components(_ folder: String) -> String { "\(folder)/components" }

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
}
