import Component

/// The files of a composition: the socket and its plugs, and the other components that could be
/// plugged in.
struct CompositionFiles {
  private struct File {
    var path: String
    /// Unique here: what messages call it.
    var name: String
    var bytes: [UInt8]
    var type: ComponentType?
    var problem: String?

    var part: CompositionPart? { problem == nil ? CompositionPart(name: name, bytes: bytes) : nil }
  }

  let request: CompositionRequest
  private let workspace: Workspace
  private let memory: FileMemory
  /// The socket first.
  private let parts: [File]
  private let names: PartNames
  private let composition: Result<Composition, EngineFailure>

  init(_ request: CompositionRequest, in workspace: Workspace, memory: FileMemory) {
    self.request = request
    self.workspace = workspace
    self.memory = memory
    let names = PartNames(request, others: workspace.componentPaths)
    let parts = ([request.socket.path] + request.plugs).map {
      Self.file(at: $0, names, workspace, memory)
    }
    self.parts = parts
    self.names = names
    composition = Self.composition(parts, names.decisions(request.wires))
  }

  private static func file(
    at path: String, _ names: PartNames, _ workspace: Workspace, _ memory: FileMemory
  ) -> File {
    var file = File(path: path, name: names[path], bytes: [])
    let loaded = workspace.component(at: path, memory: memory)
    file.type = loaded.component?.type
    if loaded.isMissing {
      file.problem = "\(path) is not there yet: build it (b), then compose"
    } else if let problem = loaded.problem {
      file.problem = problem
    } else {
      do {
        file.bytes = try Files.read(workspace.absolute(path))
      } catch {
        file.problem = "\(path): \(error.reason)"
      }
    }
    return file
  }

  private static func composition(
    _ parts: [File], _ wires: [WireDecision]
  ) -> Result<Composition, EngineFailure> {
    guard let socket = parts[0].part else {
      return .failure(EngineFailure(parts[0].problem ?? ""))
    }
    do {
      return .success(
        try Composition(
          socket: socket, plugs: parts.dropFirst().compactMap(\.part), wires: wires))
    } catch {
      return .failure(EngineFailure(error.text))
    }
  }

  /// Why nothing can be composed.
  private var problem: String? {
    if let problem = parts.lazy.compactMap(\.problem).first { return problem }
    switch composition {
    case .failure(let failure): return failure.text
    case .success(let plan):
      guard request.plugs.isEmpty else { return plan.problem?.text }
      return request.socket.template == nil
        ? "nothing is plugged in: space in the list plugs a component in, a all that fit"
        : "no plug is chosen: space in the list plugs a component in"
    }
  }

  /// The composition, where it can be made.
  func plan() throws(EngineFailure) -> Composition {
    if let problem { throw EngineFailure(problem) }
    return try composition.get()
  }

  /// The plan as the screen shows it.
  var sheet: WiringSheet {
    var sheet = WiringSheet(
      request: request,
      parts: parts.map { file in
        .init(
          name: file.name, path: file.path, exports: file.type?.exportNames ?? [],
          problem: file.problem)
      })
    sheet.problem = problem
    guard case .success(let plan) = composition else { return sheet }
    sheet.exports = plan.exports
    sheet.openImports = plan.openImports
    sheet.notes = plan.notes
    for index in sheet.parts.indices {
      let name = sheet.parts[index].name
      sheet.parts[index].isUsed = plan.parts.contains { $0.name == name && $0.isUsed }
      if let unused = plan.unusedPlugs.first(where: { $0.name == name }) {
        sheet.parts[index].problem = unused.reason
      }
    }
    let offers = CompositionOffers(
      plan, parts: parts.compactMap(\.part), others: others(wanted: plan), names: names)
    sheet.rows = plan.imports.map { row(of: $0, offers) }
    sheet.fitting = Set(
      sheet.rows.filter { $0.wire == .open && !$0.isByHand && $0.isCalled }.flatMap(\.offers)
        .filter { $0.problem == nil && $0.isNamed && !$0.isPlugged }.map(\.path))
    return sheet
  }

  private func row(of wanted: Composition.Import, _ offers: CompositionOffers) -> WiringSheet.Row {
    let wire: WiringSheet.Wire
    switch wanted.wire {
    case .satisfied(let part):
      wire = .satisfied(by: names.path(of: part), export: wanted.export?.name ?? wanted.name)
    case .open: wire = .open
    case .refused(let part, let reason):
      let parts = wanted.providers.isEmpty ? [part] : wanted.providers
      let reasons = wanted.differences.isEmpty ? [reason] : wanted.differences
      wire = .refused(
        by: parts.map { names.path(of: $0) }, reason: reasons.joined(separator: "\n"))
    }
    let importer = names.path(of: wanted.importer)
    var row = WiringSheet.Row(importer: importer, name: wanted.name, wire: wire)
    row.isByHand = wanted.isManual
    row.refusedExport = wanted.export?.name
    row.mergedName = wanted.openName
    row.nearMisses = wanted.nearMisses.map(\.text)
    row.offers = offers.offers(for: wanted)
    let type = parts.first { $0.path == importer }?.type
    row.service = type?.imported(wanted.name).map { wanted in
      KeptImport(wanted) { workspace.services(for: $0, of: caller, memory: memory) }
    }
    return row
  }

  /// The template that what is composed is of.
  private var caller: String? { request.socket.template }

  /// Components of the workspace that are not plugged, as far as they have what is asked for by
  /// name.
  private func others(wanted plan: Composition) -> [CompositionPart] {
    let wanted = Set(plan.imports.map { Self.interface($0.name) })
    let known = Set(parts.map(\.path) + [request.socket.destination])
    return workspace.componentPaths.filter { !known.contains($0) }.compactMap { path in
      let loaded = workspace.component(at: path, memory: memory)
      let exports = loaded.component?.type.exportNames ?? []
      guard exports.contains(where: { wanted.contains(Self.interface($0)) }) else { return nil }
      return Self.file(at: path, names, workspace, memory).part
    }
  }

  /// `c` of `a:b/c@1.0.0`: what may be meant by a name.
  static func interface(_ name: String) -> Substring {
    let plain = name.prefix { $0 != "@" }
    return plain.lastIndex(of: "/").map { plain[plain.index(after: $0)...] } ?? plain
  }
}

extension ComponentType {
  /// The names that others can import.
  fileprivate var exportNames: [String] {
    exports.flatMap { $0.name.map { [$0] } ?? $0.functions.map(\.name) }
  }

  /// An interface that it imports, or one of the world's own functions as one.
  fileprivate func imported(_ name: String) -> InterfaceType? {
    if let found = imports.first(where: { $0.name == name }) { return found }
    let own = imports.first { $0.name == nil }
    guard let function = own?.functions.first(where: { $0.name == name }) else { return nil }
    return InterfaceType(name: nil, functions: [function])
  }
}

/// What the parts of a composition are called: by their files where these names are unique.
struct PartNames {
  private var names: [String: String] = [:]
  private var paths: [String: String] = [:]

  init(_ request: CompositionRequest, others: [String]) {
    add(request.socket.path, request.socket.name)
    for path in request.plugs + others where names[path] == nil {
      add(path, ComposeSocket.stem(of: path))
    }
  }

  private mutating func add(_ path: String, _ name: String) {
    let name = paths[name] == nil ? name : path
    names[path] = name
    paths[name] = path
  }

  subscript(path: String) -> String { names[path] ?? path }

  func path(of name: String) -> String { paths[name] ?? name }

  func decisions(_ wires: [WireChoice]) -> [WireDecision] {
    wires.map { wire in
      switch wire.provider {
      case .nobody: WireDecision(importer: self[wire.importer], name: wire.name, export: nil)
      case .plug(let path, let export):
        WireDecision(
          importer: self[wire.importer], name: wire.name,
          export: .init(part: self[path], name: export))
      }
    }
  }
}
