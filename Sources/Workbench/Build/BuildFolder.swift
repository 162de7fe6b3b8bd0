#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import StubGen

/// `.witbench/build` in the workspace: what a build makes on its way, kept so that people can look.
///
/// One build at a time: the folder is locked while this lives.
final class BuildFolder: Sendable {
  /// Relative to the workspace.
  static let path = ".witbench/build"

  private let root: String
  private let lock: Int32

  /// Makes it in a workspace's folder, or in a temporary one.
  init(root: String) throws(BuildFailure) {
    self.root = root
    let folder = Files.join(root, Self.path)
    let ignore = Files.join(Files.folder(of: folder), ".gitignore")
    do {
      try Files.makeFolder(folder)
      if !Files.exists(ignore) { try Files.write(Array("*\n".utf8), to: ignore) }
    } catch {
      throw BuildFailure(error)
    }
    let file = Files.join(folder, ".lock")
    lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else {
      throw BuildFailure(.couldNotTry, "\(file): \(String(cString: strerror(errno)).lowercased())")
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw BuildFailure(
        .couldNotTry, "another build of this workspace is under way (\(file) is locked)")
    }
  }

  deinit {
    close(lock)
  }

  /// Writes text under a name relative to this folder. The path relative to the workspace.
  func write(_ text: String, to name: String) throws(BuildFailure) -> String {
    let path = Files.join(Self.path, name)
    let whole = Files.join(root, path)
    let bytes = Array(text.utf8)
    do {
      try Files.makeFolder(Files.folder(of: whole))
      try Files.write(bytes, to: whole)
    } catch {
      throw BuildFailure(error)
    }
    return path
  }

  /// Writes a generated file into a folder below this one. The path relative to the workspace.
  func write(_ file: FilePlan.Change, in folder: String) throws(BuildFailure) -> String {
    try write(file.content, to: Files.join(folder, file.path))
  }

  /// What was written under a name; nil where there is nothing.
  func text(of name: String) -> String? {
    guard let bytes = try? Files.read(Files.join(root, output(name))) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes an empty folder of this name: what an earlier build left must not be taken for a part
  /// of this one.
  func clear(_ name: String) throws(BuildFailure) {
    let folder = Files.join(root, output(name))
    do {
      try Files.makeFolder(folder)
      try Files.empty(folder)
    } catch {
      throw BuildFailure(error)
    }
  }

  /// The path relative to the workspace of something that a program will write.
  func output(_ name: String) -> String { Files.join(Self.path, name) }
}
