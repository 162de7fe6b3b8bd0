package import StubGen

/// Files that would be written, compared with what is there: it can be shown, then made, all of it
/// or nothing.
package struct ChangePlan: Sendable {
  package struct Item: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case new, same
      /// In lines.
      case changed(added: Int, removed: Int)
    }

    package var path: String
    package var content: String
    /// What stands in the file now; nil where there is none.
    package var old: String?

    package var kind: Kind {
      guard let old else { return .new }
      if old == content { return .same }
      let difference = Self.lines(content).difference(from: Self.lines(old))
      return .changed(added: difference.insertions.count, removed: difference.removals.count)
    }

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    /// `new a/b.wit`, `changed a/b.wit (+2 -1)`, `same a/b.wit`.
    package var summary: String {
      switch kind {
      case .new: "new     \(path)"
      case .same: "same    \(path)"
      case .changed(let added, let removed): "changed \(path) (+\(added) -\(removed))"
      }
    }
  }

  /// Why some of it must not be made; nothing is, then.
  package var refusals: [String] = []
  package private(set) var items: [Item] = []
  /// What people should know beside the files.
  package var notes: [String] = []

  package init() {}

  /// Plans a file. `path` is where it is; messages show it as it is given.
  package mutating func add(_ content: String, to path: String) throws(FileError) {
    var old: String?
    if Files.exists(path) { old = String(decoding: try Files.read(path), as: UTF8.self) }
    // The later of two plans for one file counts.
    add(Item(path: path, content: content, old: old))
  }

  /// Plans generated files into a folder.
  package mutating func add(_ plan: FilePlan, in folder: String) throws(FileError) {
    for change in plan.changes { try add(change.content, to: Files.join(folder, change.path)) }
  }

  package mutating func add(_ item: Item) {
    items.removeAll { $0.path == item.path }
    items.append(item)
  }

  package mutating func add(_ other: ChangePlan) {
    for item in other.items { add(item) }
    refusals += other.refusals
    notes += other.notes
  }

  package var changes: [Item] { items.filter { $0.kind != .same } }

  /// Writes what differs, and does what belongs to it in the end. Where a file cannot be written, or
  /// that fails, everything is as it was, folders too.
  package func apply(
    _ finish: () throws(FileError) -> Void = { () throws(FileError) in }
  ) throws(FileError) {
    precondition(refusals.isEmpty, "a plan with refusals is not made")
    var done: [Item] = []
    var folders: [String] = []
    do {
      for item in changes {
        let folder = Files.folder(of: item.path)
        folders += Self.missing(folder)
        try Files.makeFolder(folder)
        try Files.write(Array(item.content.utf8), to: item.path)
        done.append(item)
      }
      try finish()
    } catch {
      for item in done.reversed() { Self.restore(item) }
      for folder in folders.reversed() { try? Files.removeEmptyFolder(folder) }
      throw error
    }
  }

  /// The folders on the way to one that would have to be made, the outermost first.
  private static func missing(_ folder: String) -> [String] {
    if folder.isEmpty || Files.exists(folder) { return [] }
    let parent = Files.folder(of: folder)
    return (parent == folder ? [] : missing(parent)) + [folder]
  }

  /// What cannot be restored is not what went wrong first, which is what is reported.
  private static func restore(_ item: Item) {
    if let old = item.old {
      try? Files.write(Array(old.utf8), to: item.path)
    } else {
      try? Files.remove(item.path)
    }
  }
}
