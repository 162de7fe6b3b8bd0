import Glibc
import Synchronization

/// Says when files in folders come, go or change: the kernel's notices (inotify(7)) in types.
///
/// A thread of its own sleeps in the kernel until there is something to say; nothing is looked at
/// again and again. A storm of changes (a checkout, a build) is reported once, when it is over or
/// has gone on for `Limits.watchStormMilliseconds`.
package final class FolderWatch: Sendable {
  /// What has happened since the last report.
  package struct Change: Hashable, Sendable {
    /// The paths from `/`, as far as they are known.
    package var paths: Set<String> = []
    /// Whether there was more than the kernel or we could keep.
    package var isIncomplete = false
  }

  private let notices: FolderNotices
  private let watched: Watched

  /// `report` is called from the watch's thread. Changes of files whose names `isRelevant` refuses
  /// are not reported; a folder is always worth a report. What is hidden is not, unless its name is
  /// in `hidden`.
  package init(
    hidden: Set<String> = [], isRelevant: @escaping @Sendable (String) -> Bool,
    report: @escaping @Sendable (Change) -> Void
  ) throws(FileError) {
    notices = try FolderNotices()
    watched = Watched()
    let loop = WatchLoop(
      notices: notices, watched: watched, hidden: hidden, isRelevant: isRelevant, report: report)
    try loop.start()
  }

  deinit {
    // The loop closes what it reads from.
    notices.stop()
  }

  /// Watches these folders, given by their paths from `/`, and no others.
  ///
  /// - Returns: whether one of them was not watched before, and those that cannot be, with the
  ///   reason.
  package func update(_ folders: [String]) -> (isWider: Bool, failures: [FileError]) {
    watched.content.withLock { content in
      let wanted = Set(folders.prefix(Limits.watchedFoldersMax))
      for (path, id) in content.ids where !wanted.contains(path) {
        notices.remove(id)
        content.forget(id)
      }
      var isWider = false
      var failures: [FileError] = []
      for path in folders.prefix(Limits.watchedFoldersMax) where content.ids[path] == nil {
        do throws(FileError) {
          content.keep(path, as: try notices.add(path))
          isWider = true
        } catch {
          failures.append(error)
        }
      }
      for path in folders.dropFirst(Limits.watchedFoldersMax) {
        failures.append(
          FileError(
            path: path, reason: "more than \(Limits.watchedFoldersMax) folders are not watched"))
      }
      return (isWider, failures)
    }
  }
}

/// Which folder the kernel calls by which number.
final class Watched: Sendable {
  struct Content {
    private(set) var ids: [String: Int32] = [:]
    private(set) var paths: [Int32: String] = [:]

    mutating func keep(_ path: String, as id: Int32) {
      // Two paths may lead to one folder, which the kernel counts once.
      if let other = paths[id] { ids[other] = nil }
      ids[path] = id
      paths[id] = path
    }

    mutating func forget(_ id: Int32) {
      if let path = paths.removeValue(forKey: id) { ids[path] = nil }
    }
  }

  let content = Mutex(Content())
}

/// The thread that waits for notices.
private struct WatchLoop: Sendable {
  let notices: FolderNotices
  let watched: Watched
  let hidden: Set<String>
  let isRelevant: @Sendable (String) -> Bool
  let report: @Sendable (FolderWatch.Change) -> Void

  private final class Start {
    let loop: WatchLoop

    init(_ loop: WatchLoop) {
      self.loop = loop
    }
  }

  func start() throws(FileError) {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(self))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().loop.run()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw FileError(path: "watching", reason: "no thread could be started")
    }
    pthread_detach(thread)
  }

  private func run() {
    while notices.wait(milliseconds: -1) == .notices {
      guard let change = gather() else { break }
      if change != FolderWatch.Change() { report(change) }
    }
    notices.close()
  }

  /// Takes what comes until it is quiet, or for so long that somebody should hear of it; nil where
  /// the watch was ended meanwhile.
  private func gather() -> FolderWatch.Change? {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(Limits.watchStormMilliseconds)
    var change = FolderWatch.Change()
    repeat {
      for notice in notices.take() { add(notice, to: &change) }
      switch notices.wait(milliseconds: Limits.watchQuietMilliseconds) {
      case .quiet: return change
      case .ended: return nil
      case .notices: continue
      }
    } while clock.now < end
    return change
  }

  private func add(_ notice: FolderNotices.Notice, to change: inout FolderWatch.Change) {
    if notice.isOverflow {
      change.isIncomplete = true
      return
    }
    let folder = watched.content.withLock { content in
      let path = content.paths[notice.id]
      if notice.isEnd { content.forget(notice.id) }
      return path
    }
    // A folder that is no longer asked for may have a last word.
    guard let folder else { return }
    let isFolder = notice.isFolder || notice.name.isEmpty
    guard !notice.name.hasPrefix(".") || hidden.contains(notice.name),
      isFolder || isRelevant(notice.name)
    else { return }
    guard change.paths.count < Limits.watchedChangesMax else {
      change.isIncomplete = true
      return
    }
    change.paths.insert(notice.name.isEmpty ? folder : Files.join(folder, notice.name))
  }
}
