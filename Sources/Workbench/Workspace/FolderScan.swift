/// What a folder holds that a workbench can show: WIT packages and components.
///
/// Nothing is opened but the first bytes of `.wasm` files. Hidden folders, `target` and
/// `node_modules` are skipped, and so are links to folders, which may lead in circles.
struct FolderScan: Hashable, Sendable {
  /// Folders that hold `.wit` files, relative to the root (`.` is the root itself); the `deps` below
  /// them are part of them.
  private(set) var witFolders: [String] = []
  /// Component binaries, relative to the root; core modules are left out.
  private(set) var components: [String] = []
  /// The folders that were looked into, relative to the root; the root, `.`, is the first.
  private(set) var folders: [String] = []
  /// Whether there was more than could be looked at.
  private(set) var isCutShort = false
  /// Folders that could not be read, with the reason.
  private(set) var failures: [FileError] = []

  private static let skipped: Set<String> = ["target", "node_modules"]

  /// Looks breadth first, so that a limit cuts off what lies deepest.
  init(root: String, entriesMax: Int = Limits.scannedEntriesMax) {
    var waiting = ["."]
    var next = 0
    var seen = 0
    folders: while next < waiting.count {
      let folder = waiting[next]
      next += 1
      folders.append(folder)
      guard let names = list(folder, of: root) else { continue folders }
      var below: [String] = []
      var holdsWIT = false
      for name in names where !name.hasPrefix(".") {
        seen += 1
        guard seen <= entriesMax else {
          isCutShort = true
          break
        }
        let path = Files.join(folder, name)
        switch Files.kind(Files.join(root, path)) {
        case .folder: below.append(name)
        case .file where name.hasSuffix(".wit"): holdsWIT = true
        case .file where name.hasSuffix(".wasm"):
          if isComponent(Files.join(root, path)) { components.append(path) }
        default: continue
        }
      }
      if holdsWIT { witFolders.append(folder) }
      if isCutShort { break folders }
      for name in below where !Self.skipped.contains(name) && !(holdsWIT && name == "deps") {
        waiting.append(Files.join(folder, name))
      }
    }
    witFolders.sort(by: Files.precedes)
    components.sort(by: Files.precedes)
  }

  private mutating func list(_ folder: String, of root: String) -> [String]? {
    do {
      return try Files.list(Files.join(root, folder == "." ? "" : folder))
    } catch {
      failures.append(FileError(path: folder, reason: error.reason))
      return nil
    }
  }

  /// `\0asm`, version 13, layer 1. (Component Model, Binary.md.)
  private func isComponent(_ path: String) -> Bool {
    Files.start(of: path, count: 8) == [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00]
  }
}
