/// A file that a worker's folder begins with, as it was when the worker was made.
package struct InitialFile: Hashable, Sendable {
  /// From the guest's `/`.
  package var path: String
  /// Of its bytes, which are kept beside the components.
  package var sha256: String
  package var isReadOnly: Bool

  package init(path: String, sha256: String, isReadOnly: Bool) {
    self.path = path
    self.sha256 = sha256
    self.isReadOnly = isReadOnly
  }

  /// The folders and the file's name; nil where the path leads nowhere in the folder.
  package var names: [String]? { InitialFile.names(of: path) }

  /// `/a/b` as `a`, `b`; nil for a path that is not absolute, or has `.`, `..`, empty names or NUL.
  package static func names(of path: String) -> [String]? {
    guard path.hasPrefix("/"), !path.utf8.contains(0), path.utf8.count <= Limits.pathBytesMax
    else { return nil }
    let names = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard names.count < Limits.pathFoldersMax,
      names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else { return nil }
    return names.map(String.init)
  }
}

/// An initial file as the workspace's manifest names it.
package struct InitialFileSource: Hashable, Sendable {
  /// Where it is read when a worker is made.
  package var source: String
  /// From the guest's `/`.
  package var path: String
  package var isReadOnly: Bool

  package init(source: String, path: String, isReadOnly: Bool) {
    self.source = source
    self.path = path
    self.isReadOnly = isReadOnly
  }
}
