import Component
import Runtime
package import WIT

/// Reads a WIT package from where people keep it: a folder with `deps/`, or one file.
package struct WITFolder {
  private var root: SourcePackage
  private var dependencies: [SourcePackage] = []
  private var binaries = PackageDecoder()
  /// The files that the binaries' packages came from, parallel to their roots.
  private var binaryPaths: [String] = []
  private var unread: [UnreadFile] = []
  /// What is known of the files from before.
  private let memory: FileMemory?

  /// Reads and resolves `path`; mistakes in the files are in the resolution.
  ///
  /// `deps/` holds for each dependency a folder, a single `.wit` file, or a package in binary form,
  /// `.wasm` or `.wat`. Binaries are read as the WIT that they would be printed as: places in one are
  /// places in that text. A binary that is named itself shows all that it holds, `@unstable` or not;
  /// one in `deps/` what the options show. `shown` is the path that messages shall give in place of `path`. With a
  /// `memory`, what has not changed since the last time is neither read nor parsed again.
  package static func load(
    _ path: String, shownAs shown: String? = nil, options: ResolveOptions = ResolveOptions(),
    memory: FileMemory? = nil
  ) throws(FileError) -> Resolution {
    let folder = try WITFolder(path, shownAs: shown, memory)
    var options = options
    if Files.isFolder(path) { options.searched = [Files.join(shown ?? path, "deps")] }
    options.unread = folder.unread
    // Which gated items are in a binary was decided when it was made.
    if isBinary(path), !Files.isFolder(path) { options.showsAllFeatures = true }
    let (packages, slices) = folder.binarySources
    let dependencies = folder.dependencies + packages
    return memory?.resolution(
      of: path, root: folder.root, dependencies: dependencies, slices: slices, options: options)
      ?? resolve(
        root: folder.root, dependencies: dependencies, slices: slices, options: options)
  }

  /// Reads the package at `path`, and what stands in its `deps/`.
  package static func packages(
    _ path: String, shownAs shown: String? = nil
  ) throws(FileError) -> (root: SourcePackage, dependencies: [SourcePackage]) {
    let folder = try WITFolder(path, shownAs: shown, nil)
    return (folder.root, folder.dependencies + folder.binarySources.packages)
  }

  private init(
    _ path: String, shownAs shown: String?, _ memory: FileMemory?
  ) throws(FileError) {
    self.memory = memory
    let shown = shown ?? path
    guard Files.isFolder(path) else {
      root = SourcePackage(path: shown, files: [try WITFolder.file(path, shown, memory)])
      return
    }
    root = try WITFolder.package(in: path, shown, memory)
    // Old WIT takes its package's name from the folder's.
    if shown == "." || shown.hasSuffix("..") { root.path = Files.absolute(path) }
    try readDependencies(in: Files.join(path, "deps"), Files.join(shown, "deps"))
  }
}

// Text.
extension WITFolder {
  private static func file(
    _ path: String, _ shown: String, _ memory: FileMemory?
  ) throws(FileError) -> SourceFile {
    let bytes = try read(path, shown, memory)
    guard isBinary(path) else { return SourceFile(path: shown, bytes: bytes) }
    return SourceFile(path: shown, text: try rootText(bytes, shown))
  }

  private mutating func readDependencies(
    in folder: String, _ shown: String
  ) throws(FileError) {
    guard Files.isFolder(folder) else { return }
    for name in try WITFolder.names(in: folder, shown) {
      let dependency = Files.join(folder, name)
      let shownDependency = Files.join(shown, name)
      if Files.isFolder(dependency) {
        dependencies.append(try WITFolder.package(in: dependency, shownDependency, memory))
      } else if name.hasSuffix(".wit"), Files.isFile(dependency) {
        let bytes = try WITFolder.read(dependency, shownDependency, memory)
        let file = SourceFile(path: shownDependency, bytes: bytes)
        dependencies.append(SourcePackage(path: shownDependency, files: [file]))
      } else if WITFolder.isBinary(name), Files.isFile(dependency) {
        addBinary(try WITFolder.read(dependency, shownDependency, memory), shownDependency)
      }
    }
  }

  private static func package(
    in folder: String, _ shown: String, _ memory: FileMemory?
  ) throws(FileError) -> SourcePackage {
    var files: [SourceFile] = []
    for name in try names(in: folder, shown) where name.hasSuffix(".wit") {
      let path = Files.join(folder, name)
      guard Files.isFile(path) else { continue }
      let shownFile = Files.join(shown, name)
      files.append(SourceFile(path: shownFile, bytes: try read(path, shownFile, memory)))
    }
    return SourcePackage(path: shown, files: files)
  }

  private static func names(in folder: String, _ shown: String) throws(FileError) -> [String] {
    do {
      return try Files.list(folder)
    } catch {
      throw FileError(path: shown, reason: error.reason)
    }
  }

  private static func read(
    _ path: String, _ shown: String, _ memory: FileMemory?
  ) throws(FileError) -> [UInt8] {
    do throws(FileError) {
      if let memory { return try memory.bytes(of: path) }
      return try Files.read(path)
    } catch {
      throw FileError(path: shown, reason: error.reason)
    }
  }
}

// Binaries.
extension WITFolder {
  /// Whether a file is a WIT package in binary form; false also of what cannot be read.
  package static func isPackage(_ path: String) -> Bool {
    guard let bytes = try? Files.read(path) else { return false }
    return PackageDecoder.isPackage(bytes)
  }

  private static func isBinary(_ path: String) -> Bool {
    path.hasSuffix(".wasm") || path.hasSuffix(".wat")
  }

  private static func binary(_ bytes: [UInt8]) throws(WATError) -> [UInt8] {
    // Text may go by `.wasm`, and a binary by `.wat`: the reference takes each for what it is.
    bytes.starts(with: [0x00, 0x61, 0x73, 0x6D]) ? bytes : try WATText.binary(of: bytes)
  }

  private mutating func addBinary(_ bytes: [UInt8], _ shown: String) {
    do {
      try add(bytes, shown)
    } catch {
      // The rest of the folder is still worth reading.
      unread.append(UnreadFile(path: error.path, reason: error.reason))
    }
  }

  private mutating func add(_ bytes: [UInt8], _ shown: String) throws(FileError) {
    do {
      let binary = try WITFolder.binary(bytes)
      try binaries.add(binary)
      binaryPaths.append(shown)
    } catch let error as WATError {
      throw FileError(path: shown, reason: error.text)
    } catch let error as DecodeError {
      throw FileError(path: shown, reason: error.text)
    } catch {
      throw FileError(path: shown, reason: "\(error)")
    }
  }

  /// What a binary that was named itself says: a package, or the world of a component.
  private static func rootText(
    _ bytes: [UInt8], _ shown: String
  ) throws(FileError) -> String {
    do {
      let binary = try WITFolder.binary(bytes)
      guard PackageDecoder.isPackage(binary) else {
        let component = try ComponentDecoder.decode(binary)
        let root = component.graph[component.world].package
        return WITPrinter.text(root: root, in: component.graph)
      }
      var decoder = PackageDecoder()
      try decoder.add(binary)
      let packages = decoder.packages
      return WITPrinter.text(root: packages.roots[0], in: packages.graph)
    } catch let error as WATError {
      throw FileError(path: shown, reason: error.text)
    } catch let error as DecodeError {
      throw FileError(path: shown, reason: error.text)
    } catch {
      throw FileError(path: shown, reason: "\(error)")
    }
  }

  /// The binaries' own packages and the parts of others in them, as text.
  private var binarySources: (packages: [SourcePackage], slices: [SourcePackage]) {
    let decoded = binaries.packages
    func source(_ id: PackageID, _ path: String) -> SourcePackage {
      let text = WITPrinter.text(of: id, in: decoded.graph)
      return SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
    }
    let packages = zip(decoded.roots, binaryPaths).map { source($0, $1) }
    let slices = decoded.slices.map { id in
      source(id, "\(decoded.graph[id].name) (in \(binaryPaths.joined(separator: ", ")))")
    }
    return (packages, slices)
  }
}
