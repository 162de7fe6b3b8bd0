/// The Swift files of a worker, and what they ask of the host.
struct GuestSources: Sendable {
  /// Relative to the workspace, by their paths.
  private(set) var files: [String] = []
  /// The package with the imports of the worker's own code: the folder `wit` beside the sources;
  /// nil where there is none.
  private(set) var hostWIT: WITSource?

  /// Looks through a folder and those below it; hidden ones are passed over.
  init(folder: String, workspace: Workspace) throws(BuildFailure) {
    let wit = Files.join(folder, "wit")
    if Files.isFolder(workspace.absolute(wit)) {
      hostWIT = WITSource(path: workspace.absolute(wit), shown: wit)
    }
    var waiting = [folder]
    var seen = 0
    while let next = waiting.popLast() {
      let names: [String]
      do {
        names = try Files.list(workspace.absolute(next))
      } catch {
        throw BuildFailure(.couldNotTry, FileError(path: next, reason: error.reason).text)
      }
      for name in names where !name.hasPrefix(".") {
        seen += 1
        guard seen <= Limits.scannedEntriesMax else {
          throw BuildFailure(
            .couldNotTry,
            "\(folder) has more than \(Limits.scannedEntriesMax) entries: name the folder that "
              + "holds only the worker's sources")
        }
        let path = Files.join(next, name)
        switch Files.kind(workspace.absolute(path)) {
        case .folder: waiting.append(path)
        case .file where name.hasSuffix(".swift"): files.append(path)
        default: continue
        }
      }
    }
    guard !files.isEmpty else {
      throw BuildFailure(
        .refused,
        "\(folder) holds no Swift file: write a `struct Worker` there that conforms to the "
          + "`Exports` of the world")
    }
    files.sort(by: Files.precedes)
  }
}
