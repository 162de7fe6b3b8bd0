package import StubGen
import WIT

/// What `stubgen initialize-workspace` does: the manifest learns who calls whom, each target gets
/// its first stub, and each caller the stubs' WIT.
package struct WorkspacePlan {
  private let root: String
  private let style: StubStyle?
  private let errors: StubErrors?
  /// What is said on the way.
  package private(set) var messages: [String] = []
  package private(set) var plan = ChangePlan()

  /// - Parameters:
  ///   - root: the workspace's folder; targets and callers are folders in it
  ///   - style, errors: where nil, as the manifest has it for the target, or as usual
  package init(
    root: String, targets: [String], callers: [String], style: StubStyle? = nil,
    errors: StubErrors? = nil
  ) throws(BuildFailure) {
    self.root = root
    self.style = style
    self.errors = errors
    let targets = targets.map(Files.normalized)
    let callers = callers.map(Files.normalized)
    for name in targets + callers {
      let wit = path("\(name)/wit")
      guard Files.isFolder(wit) else {
        throw BuildFailure(
          .couldNotTry, "\(wit): there is no such folder, so `\(name)` has no WIT")
      }
    }
    let usual = try editManifest(targets, callers)
    for target in targets {
      try addStub(of: target, options: options(over: usual[target]), to: callers)
    }
  }

  private func path(_ name: String) -> String { root == "." ? name : Files.join(root, name) }

  private func options(over usual: StubOptions?) -> StubOptions {
    var options = usual ?? StubOptions()
    if let style { options.style = style }
    if let errors { options.errors = errors }
    return options
  }

  /// - Returns: how the stubs of templates that are there are made
  private mutating func editManifest(
    _ targets: [String], _ callers: [String]
  ) throws(BuildFailure) -> [String: StubOptions] {
    let file = path(Manifest.fileName)
    let old = try Self.manifest(file)
    let usual = old?.stubs ?? [:]
    var edit =
      old.map { ManifestEdit($0.text) }
      ?? ManifestEdit(workspace: Files.name(of: Files.absolute(root)))
    for name in targets + callers {
      edit.addTemplate(name, isComposed: callers.contains(name))
    }
    for caller in callers { try edit.addCalls(targets, to: caller) }
    for target in targets { try edit.setStub(options(over: usual[target]), of: target) }
    try add(edit.text, to: file)
    messages.append("Writing \(Manifest.fileName) to \"\(Files.absolute(file))\"")
    return usual
  }

  /// What the manifest says now, and how the stubs of its templates are made; nil where there is none.
  private static func manifest(
    _ file: String
  ) throws(BuildFailure) -> (text: String, stubs: [String: StubOptions])? {
    guard Files.exists(file) else { return nil }
    let bytes: [UInt8]
    do {
      bytes = try Files.read(file)
    } catch {
      throw BuildFailure(error)
    }
    do {
      let manifest = try ManifestReader.read(bytes, file: file, folderName: "").manifest
      return (
        String(decoding: bytes, as: UTF8.self),
        Dictionary(
          manifest.templates.map { ($0.name, $0.stub) }, uniquingKeysWith: { first, _ in first })
      )
    } catch {
      throw BuildFailure(.refused, error.text)
    }
  }

  private mutating func addStub(
    of target: String, options: StubOptions, to callers: [String]
  ) throws(BuildFailure) {
    messages.append("Generating initial stub for \(target)")
    let wit = path("\(target)/wit")
    let loaded = try WorkerWorld.load(WITSource(path: wit, shown: wit))
    let files: FilePlan
    let generator: StubGenerator
    do throws(StubGenError) {
      generator = try StubGenerator(of: target, loaded, options: options)
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
