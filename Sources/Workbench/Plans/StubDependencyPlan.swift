package import StubGen
import WIT

/// What `stubgen add-stub-dependency` does: a caller's `wit/deps` gets a stub's WIT, and the
/// packages that it needs.
package struct StubDependencyPlan {
  /// Of the stub's WIT: `_stub.wit`, `deps/wasm-rpc/wasm-rpc.wit`.
  private let files: [FilePlan.Change]
  /// How messages name the folder that they come from.
  private let source: String
  /// The caller's `wit` folder.
  private let destination: String
  /// Whether files that differ are written over.
  private let overwrites: Bool

  package init(
    files: [FilePlan.Change], source: String, destination: String, overwrites: Bool
  ) {
    self.files = files
    self.source = source
    self.destination = destination
    self.overwrites = overwrites
  }

  /// Takes the stub's WIT from a folder.
  package init(stub: String, destination: String, overwrites: Bool) throws(BuildFailure) {
    guard Files.isFolder(stub) else {
      throw BuildFailure(.couldNotTry, "\(stub): there is no such folder")
    }
    do throws(FileError) {
      self.init(
        files: try Self.files(in: stub, below: ""), source: stub, destination: destination,
        overwrites: overwrites)
    } catch {
      throw BuildFailure(error)
    }
  }

  private static func files(
    in folder: String, below prefix: String
  ) throws(FileError) -> [FilePlan.Change] {
    var files: [FilePlan.Change] = []
    for name in try Files.list(folder) where !name.hasPrefix(".") {
      let path = Files.join(folder, name)
      switch Files.kind(path) {
      case .folder: files += try Self.files(in: path, below: "\(prefix)\(name)/")
      case .file where name.hasSuffix(".wit"):
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        files.append(FilePlan.Change(path: prefix + name, content: text))
      default: continue
      }
    }
    return files
  }

  /// - Throws: what is no stub, or cannot be called by this caller
  package func plan() throws(BuildFailure) -> ChangePlan {
    let own = files.filter { !$0.path.contains("/") }
    guard let name = Self.package(of: own) else {
      throw BuildFailure(.refused, "\(source): there is no WIT package in this folder")
    }
    try checkCaller(name)
    var plan = ChangePlan()
    for (folder, files) in dependencies {
      if let place = otherPlace(of: files, named: folder) {
        plan.notes.append("\(folder) is there already, as \(place)")
        continue
      }
      for file in files { try add(file, to: file.path, &plan) }
    }
    for file in own {
      try add(file, to: "deps/\(name.namespace)_\(name.name)/\(file.path)", &plan)
    }
    if let interface = interface(of: own, name), !mentions(interface) {
      plan.notes.append("to call the stub, write `import \(interface);` in the caller's world")
    }
    return plan
  }

  /// The files below `deps`, by the folder or file that stands there.
  private var dependencies: [(folder: String, files: [FilePlan.Change])] {
    var groups: [(folder: String, files: [FilePlan.Change])] = []
    for file in files where file.path.hasPrefix("deps/") {
      let folder = String(file.path.split(separator: "/")[1])
      if let index = groups.firstIndex(where: { $0.folder == folder }) {
        groups[index].files.append(file)
      } else {
        groups.append((folder, [file]))
      }
    }
    return groups
  }
}

// What the caller has.
extension StubDependencyPlan {
  /// Two packages of one name cannot stand in one world.
  private func checkCaller(_ stub: PackageName) throws(BuildFailure) {
    guard let caller = Self.package(of: (try? Self.callerFiles(destination)) ?? []),
      stub.namespace == caller.namespace, stub.name == "\(caller.name)-stub"
    else { return }
    throw BuildFailure(
      .refused,
      "Both the caller and the target components are using the same package name "
        + "(\(caller.namespace):\(caller.name)), which is not supported.")
  }

  private static func callerFiles(_ folder: String) throws(FileError) -> [FilePlan.Change] {
    try files(in: folder, below: "").filter { !$0.path.contains("/") }
  }

  /// Whether the caller's own text speaks of the interface already.
  private func mentions(_ interface: String) -> Bool {
    let plain = interface.prefix { $0 != "@" }
    return ((try? Self.callerFiles(destination)) ?? []).contains { $0.content.contains(plain) }
  }

  /// Where the caller has a dependency's package under another name.
  private func otherPlace(of files: [FilePlan.Change], named name: String) -> String? {
    guard let package = Self.package(of: files) else { return nil }
    let deps = Files.join(destination, "deps")
    guard let names = try? Files.list(deps) else { return nil }
    return names.first { other in
      guard other != name else { return false }
      let path = Files.join(deps, other)
      let found =
        Files.isFolder(path)
        ? (try? Self.files(in: path, below: "")) ?? []
        : (try? Files.read(path)).map {
          [FilePlan.Change(path: other, content: String(decoding: $0, as: UTF8.self))]
        } ?? []
      return Self.package(of: found) == package
    }.map { Files.join(deps, $0) }
  }

  /// The name of the package that files declare, whatever they need besides.
  private static func package(of files: [FilePlan.Change]) -> PackageName? {
    resolved(files).flatMap { resolution in
      resolution.root.map { resolution.graph[$0].name }
    }
  }

  private static func resolved(_ files: [FilePlan.Change]) -> Resolution? {
    let sources = files.filter { $0.path.hasSuffix(".wit") }
      .map { SourceFile(path: $0.path, text: $0.content) }
    guard let first = sources.first else { return nil }
    return resolve(root: SourcePackage(path: first.path, files: sources), dependencies: [])
  }

  /// The stub's interface, by its id.
  private func interface(of own: [FilePlan.Change], _ name: PackageName) -> String? {
    guard let resolution = Self.resolved(own), let root = resolution.root else { return nil }
    return resolution.graph[root].interfaces.first.flatMap { resolution.graph.identifier(of: $0) }
  }

  private func add(
    _ file: FilePlan.Change, to name: String, _ plan: inout ChangePlan
  ) throws(BuildFailure) {
    let target = Files.join(destination, name)
    do {
      try plan.add(file.content, to: target)
    } catch {
      throw BuildFailure(error)
    }
    guard let item = plan.items.last, case .changed = item.kind else { return }
    if overwrites {
      plan.notes.append("Overwriting \(target)")
    } else {
      plan.refusals.append(
        "Cannot copy \(Files.join(source, file.path)) to \(target) because the destination already "
          + "exists with a different content. Use --overwrite to force.")
    }
  }
}
