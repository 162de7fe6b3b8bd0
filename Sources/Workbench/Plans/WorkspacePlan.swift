package import StubGen
import WIT

/// What `stubgen initialize-workspace` does: the manifest learns who calls whom, each target gets
/// its first stub, and each caller the stubs' WIT.
package struct WorkspacePlan {
  private let root: String
  private let options: StubOptions
  /// What is said on the way.
  package private(set) var messages: [String] = []
  package private(set) var plan = ChangePlan()

  /// - Parameter root: the workspace's folder; targets and callers are folders in it
  package init(
    root: String, targets: [String], callers: [String], options: StubOptions = StubOptions()
  ) throws(BuildFailure) {
    self.root = root
    self.options = options
    let targets = targets.map(Files.normalized)
    let callers = callers.map(Files.normalized)
    for name in targets + callers {
      let wit = path("\(name)/wit")
      guard Files.isFolder(wit) else {
        throw BuildFailure(
          .couldNotTry, "\(wit): there is no such folder, so `\(name)` has no WIT")
      }
    }
    try editManifest(targets, callers)
    for target in targets { try addStub(of: target, to: callers) }
  }

  private func path(_ name: String) -> String { root == "." ? name : Files.join(root, name) }

  private mutating func editManifest(
    _ targets: [String], _ callers: [String]
  ) throws(BuildFailure) {
    let file = path(Manifest.fileName)
    var edit = ManifestEdit(workspace: Files.name(of: Files.absolute(root)))
    do {
      if Files.exists(file) {
        edit = ManifestEdit(String(decoding: try Files.read(file), as: UTF8.self))
      }
    } catch {
      throw BuildFailure(error)
    }
    for name in targets + callers {
      edit.addTemplate(name, isComposed: callers.contains(name))
    }
    for caller in callers { try edit.addCalls(targets, to: caller) }
    try add(edit.text, to: file)
    messages.append("Writing \(Manifest.fileName) to \"\(Files.absolute(file))\"")
  }

  private mutating func addStub(
    of target: String, to callers: [String]
  ) throws(BuildFailure) {
    messages.append("Generating initial stub for \(target)")
    let wit = path("\(target)/wit")
    let loaded = try WorkerWorld.load(WITSource(path: wit, shown: wit))
    guard let package = loaded.root else {
      throw BuildFailure(.refused, "\(wit): there is no package in this folder")
    }
    let files: FilePlan
    let generator: StubGenerator
    do throws(StubGenError) {
      let names = loaded.graph[package].worlds.map { loaded.graph[$0].name }
      let world = try loaded.graph.world(
        named: names.contains(target) ? target : nil, in: package)
      generator = try StubGenerator(graph: loaded.graph, world: world, options: options)
      files = try generator.plan()
    } catch {
      let place = error.range.map { "\(loaded.sources.place(of: $0)): " } ?? ""
      throw BuildFailure(.refused, place + error.text)
    }
    plan.notes += generator.notes
    let folder = path("\(target)-stub")
    for change in files.changes {
      let file = Files.join(folder, change.path)
      messages.append(change.message(at: Files.absolute(file)))
      try add(change.content, to: file)
    }
    let stub = files.changes.filter { $0.path.hasPrefix("wit/") }.map {
      FilePlan.Change(path: String($0.path.dropFirst("wit/".count)), content: $0.content)
    }
    for caller in callers where caller != target {
      messages.append("Adding the stub of \(target) to \(path("\(caller)/wit/deps"))")
      let dependency = StubDependencyPlan(
        files: stub, source: "\(folder)/wit", destination: path("\(caller)/wit"),
        overwrites: false)
      plan.add(try dependency.plan())
    }
  }

  private mutating func add(_ text: String, to path: String) throws(BuildFailure) {
    do {
      try plan.add(text, to: path)
    } catch {
      throw BuildFailure(error)
    }
  }
}

extension FilePlan.Change {
  /// What the original generator says when it writes a file of this kind.
  package func message(at place: String) -> String {
    let parts = path.split(separator: "/")
    if path == "wit/_stub.wit" { return "Generating stub WIT to \(place)" }
    if parts.starts(with: ["wit", "deps", "wasm-rpc"]) {
      return "Writing wasm-rpc.wit to \(place)"
    }
    if parts.starts(with: ["wit", "deps"]) { return "Copying package \(parts[2]) to \(place)" }
    return "Generating stub source to \(place)"
  }
}
