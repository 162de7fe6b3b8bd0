import Synchronization
package import WIT

/// What was read of a workspace's files, so that after a change only the changed is read again.
///
/// A file whose stamp is the same is not opened; a text whose bytes are the same is not parsed; a
/// package all of whose files are the same is not resolved. From any thread.
package final class FileMemory: Sendable {
  private struct Text {
    var stamp: FileStamp
    var bytes: [UInt8]
    var round: Int
  }

  private struct Package {
    var root: SourcePackage
    var dependencies: [SourcePackage]
    var slices: [SourcePackage]
    var options: ResolveOptions
    var syntax: SyntaxCache
    var resolution: Resolution
    var round: Int
  }

  private struct Component {
    var stamp: FileStamp
    var loaded: LoadedComponent
    var round: Int
  }

  private struct Content {
    var texts: [String: Text] = [:]
    var packages: [String: Package] = [:]
    var components: [String: Component] = [:]
    var round = 0
    var counts = Counts()
  }

  /// What was not at hand and had to be done, since the memory was made.
  package struct Counts: Hashable, Sendable {
    package var filesRead = 0
    package var filesParsed = 0
    package var packagesResolved = 0
    package var componentsRead = 0
  }

  private let content = Mutex(Content())

  package init() {}

  package var counts: Counts { content.withLock(\.counts) }

  /// The bytes of a text file.
  package func bytes(of path: String) throws(FileError) -> [UInt8] {
    let stamp = FileStamp(of: path)
    let known = content.withLock { content -> [UInt8]? in
      guard let stamp, let text = content.texts[path], text.stamp == stamp else { return nil }
      content.texts[path]?.round = content.round
      return text.bytes
    }
    if let known { return known }
    // The stamp was taken first: a file that changes while it is read is read again next time.
    let bytes = try Files.read(path)
    content.withLock { content in
      content.counts.filesRead += 1
      content.texts[path] = stamp.flatMap { stamp in
        stamp.isSettled ? Text(stamp: stamp, bytes: bytes, round: content.round) : nil
      }
    }
    return bytes
  }

  /// The resolution of the package at `path`, as `resolve` makes it.
  package func resolution(
    of path: String, root: SourcePackage, dependencies: [SourcePackage],
    slices: [SourcePackage], options: ResolveOptions
  ) -> Resolution {
    // Taken out, so that the trees are not copied when they are changed.
    var known = content.withLock { $0.packages.removeValue(forKey: path) }
    let isSame =
      known.map {
        $0.root == root && $0.dependencies == dependencies && $0.slices == slices
          && $0.options == options
      } ?? false
    var syntax = known?.syntax ?? SyntaxCache()
    known?.syntax = SyntaxCache()
    let before = syntax.parsedCount
    let resolution =
      if isSame, let known {
        known.resolution
      } else {
        resolve(
          root: root, dependencies: dependencies, slices: slices, options: options,
          reusing: &syntax)
      }
    content.withLock { content in
      content.counts.filesParsed += syntax.parsedCount - before
      content.counts.packagesResolved += isSame ? 0 : 1
      content.packages[path] = Package(
        root: root, dependencies: dependencies, slices: slices, options: options, syntax: syntax,
        resolution: resolution, round: content.round)
    }
    return resolution
  }

  /// The component at `path`, decoded.
  package func component(_ path: String, shownAs shown: String) -> LoadedComponent {
    let stamp = FileStamp(of: path)
    let known = content.withLock { content -> LoadedComponent? in
      guard let stamp, let component = content.components[path], component.stamp == stamp
      else { return nil }
      content.components[path]?.round = content.round
      return component.loaded
    }
    if let known { return known }
    let loaded = LoadedComponent(path: path, shownAs: shown)
    content.withLock { content in
      content.counts.componentsRead += 1
      content.components[path] = stamp.flatMap { stamp in
        stamp.isSettled ? Component(stamp: stamp, loaded: loaded, round: content.round) : nil
      }
    }
    return loaded
  }

  /// Forgets what nobody has asked for since the last call: it is gone from the workspace.
  package func forgetUnused() {
    content.withLock { content in
      let round = content.round
      content.texts = content.texts.filter { $0.value.round == round }
      content.packages = content.packages.filter { $0.value.round == round }
      content.components = content.components.filter { $0.value.round == round }
      content.round += 1
    }
  }
}
