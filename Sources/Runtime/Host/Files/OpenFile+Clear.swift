#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension OpenFile {
  /// Removes all that is in a folder; links, not what they name.
  ///
  /// A guest may have made folders deeper than any path is long: what lies in a folder is moved up
  /// before the folder is removed, so that neither paths nor the stack grow.
  func clear() throws {
    var moved = 0
    while case let entries = try entries(), !entries.isEmpty {
      for entry in entries {
        if entry.type == "directory" {
          try OpenFile.folder(entry.name, in: self).lift(to: self, &moved)
          try remove(entry.name, AT_REMOVEDIR)
        } else {
          try remove(entry.name, 0)
        }
      }
    }
  }

  private func lift(to top: OpenFile, _ moved: inout Int) throws {
    for entry in try entries() {
      guard entry.type == "directory" else {
        try remove(entry.name, 0)
        continue
      }
      while renameat(number, entry.name, top.number, "removed-\(moved)") != 0 {
        // The guest may have used the name too.
        guard [EEXIST, ENOTEMPTY, ENOTDIR].contains(errno) else { throw FileError.last("clear") }
        moved += 1
      }
      moved += 1
    }
  }

  private func remove(_ name: String, _ flags: Int32) throws {
    guard unlinkat(number, name, flags) == 0 else { throw FileError.last("clear") }
  }
}
