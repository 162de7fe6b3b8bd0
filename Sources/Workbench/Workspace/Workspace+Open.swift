import Runtime
import WIT

extension Workspace {
  /// Opens a folder, a manifest, a single `.wit` or a single `.wasm`.
  package static func open(_ path: String) throws(WorkspaceError) -> Workspace {
    guard Files.exists(path) else {
      throw failure("\(path): there is no such file or folder")
    }
    if Files.isFolder(path) { return try folder(path, path: path) }
    if Files.name(of: path) == Manifest.fileName {
      return try folder(Files.folder(of: path), path: path)
    }
    guard path.hasSuffix(".wit") || path.hasSuffix(".wasm") else {
      throw failure("\(path): expected a folder, a `.wit` or a `.wasm` file")
    }
    return single(path)
  }

  private static func failure(_ message: String) -> WorkspaceError {
    WorkspaceError(problems: [.init(severity: .error, place: nil, message: message)])
  }

  private static func folder(_ folder: String, path: String) throws(WorkspaceError) -> Workspace {
    let root = Files.absolute(folder)
    let scan = FolderScan(root: root)
    var workspace = Workspace(
      root: root, path: path, name: folderName(root), durability: .full, templates: [],
      witPaths: scan.witFolders, componentPaths: scan.components, problems: problems(of: scan),
      hasManifest: false, isReadOnly: !Files.isWritable(root))
    workspace.folders = scan.folders
    let manifestPath = Files.join(root, Manifest.fileName)
    if Files.exists(manifestPath) {
      let shown = path == folder ? Files.join(path, Manifest.fileName) : path
      try workspace.read(manifestPath, shownAs: shown)
    } else {
      workspace.addFoundTemplates()
    }
    if workspace.isReadOnly { workspace.durability = .memory }
    return workspace
  }

  private static func folderName(_ root: String) -> String {
    root == "/" ? "root" : Files.name(of: root)
  }

  private static func single(_ path: String) -> Workspace {
    let file = Files.absolute(path)
    let root = Files.folder(of: file)
    let name = Files.name(of: file)
    let isComponent = name.hasSuffix(".wasm")
    var workspace = Workspace(
      root: root, path: path, name: folderName(root), durability: .full, templates: [],
      witPaths: isComponent ? [] : [name], componentPaths: isComponent ? [name] : [],
      problems: [], hasManifest: false, isReadOnly: !Files.isWritable(root))
    workspace.addFoundTemplates()
    if workspace.isReadOnly { workspace.durability = .memory }
    return workspace
  }

  private static func problems(of scan: FolderScan) -> [WorkspaceProblem] {
    var problems = scan.failures.map {
      WorkspaceProblem(severity: .warning, place: nil, message: "not looked into: \($0.text)")
    }
    if scan.isCutShort {
      problems.append(
        .init(
          severity: .warning, place: nil,
          message: "the folder has more than \(Limits.scannedEntriesMax) entries: what lies deeper "
            + "is not shown. Name templates in \(Manifest.fileName), or open a smaller folder"))
    }
    return problems
  }

  /// Takes over a manifest. What it names is shown, also where scanning did not find it.
  private mutating func read(_ path: String, shownAs shown: String) throws(WorkspaceError) {
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path, bytesMax: Limits.manifestBytesMax)
    } catch {
      throw Self.failure(FileError(path: shown, reason: error.reason).text)
    }
    let (manifest, warnings) = try ManifestReader.read(bytes, file: shown, folderName: name)
    hasManifest = true
    name = manifest.name
    durability = manifest.durability
    problems += warnings
    templates = manifest.templates.map { template in
      Template(
        id: Manifest.templateID(workspace: name, template: template.name), description: template)
    }
    add(manifest.templates.compactMap(\.wit), to: \.witPaths)
    add(manifest.templates.compactMap(\.component), to: \.componentPaths)
  }

  private mutating func add(_ paths: [String], to list: WritableKeyPath<Workspace, [String]>) {
    for path in paths.map(Files.normalized) where !self[keyPath: list].contains(path) {
      self[keyPath: list].append(path)
    }
    self[keyPath: list].sort(by: Files.precedes)
  }

  /// A template for each component: named by the file's stem, or by its path where two are alike.
  private mutating func addFoundTemplates() {
    var taken: Set<String> = []
    for path in componentPaths {
      let stem = String(Files.name(of: path).dropLast(".wasm".count))
      var name = stem
      if taken.contains(name) || name.isEmpty {
        name = String(path.dropLast(".wasm".count)).split(separator: "/").joined(separator: "-")
      }
      var number = 2
      while taken.contains(name) || name.isEmpty {
        name = "\(stem)-\(number)"
        number += 1
      }
      taken.insert(name)
      templates.append(
        Template(
          id: Manifest.templateID(workspace: self.name, template: name),
          description: Manifest.Template(name: name, component: path)))
    }
  }
}
