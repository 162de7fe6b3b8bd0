/// What Compose knows: the sockets, what is plugged into each, and which wires were chosen by hand.
///
/// Choices belong to a socket and last as long as the session.
package struct ComposeBoard: Hashable, Sendable {
  /// A row of the list.
  package enum Row: Hashable, Sendable {
    case socket(ComposeSocket)
    /// A component that can be plugged into the chosen socket, by its path.
    case plug(String)

    package var key: String {
      switch self {
      case .socket(let socket): "socket \(socket.path)"
      case .plug(let path): "plug \(path)"
      }
    }
  }

  package enum View: Hashable, Sendable {
    case graph, rows
  }

  package private(set) var sockets: [ComposeSocket] = []
  /// The components that can be read.
  private var components: [String] = []
  /// The chosen socket, by its path.
  package private(set) var chosen: String?
  package var view = View.graph
  /// By socket; the manifest's stubs where nothing was chosen.
  private var plugs: [String: [String]] = [:]
  private var wires: [String: [WireChoice]] = [:]
  private var sheets: [String: WiringSheet] = [:]
  /// The sockets whose sheets were made of the files as they are.
  private var fresh: Set<String> = []
  package private(set) var composed: [String: ComposedSheet] = [:]

  package mutating func load(_ contents: WorkspaceContents) {
    sockets = ComposeSocket.all(in: contents)
    components = contents.componentPaths
    fresh = []
    if socket == nil { chosen = sockets.first?.path }
  }

  package var socket: ComposeSocket? { sockets.first { $0.path == chosen } }

  package var request: CompositionRequest? {
    socket.map { socket in
      CompositionRequest(
        socket: socket, plugs: plugs[socket.path] ?? socket.stubs, wires: wires[socket.path] ?? [])
    }
  }

  /// The plan of the chosen socket, perhaps of a moment ago.
  package var sheet: WiringSheet? { chosen.flatMap { sheets[$0] } }

  package var isFresh: Bool {
    guard let chosen else { return true }
    return fresh.contains(chosen) && sheets[chosen]?.request == request
  }

  package mutating func choose(_ socket: ComposeSocket) { chosen = socket.path }

  /// Keeps a plan unless something else was chosen since it was asked for.
  package mutating func take(_ sheet: WiringSheet) {
    let isCurrent = sheet.request == request
    guard isCurrent || sheet.request.key != chosen else { return }
    sheets[sheet.request.key] = sheet
    fresh.insert(sheet.request.key)
  }

  package mutating func keep(_ sheet: ComposedSheet, of request: CompositionRequest) {
    composed[request.key] = sheet
  }

  // The list.

  /// Sockets, then what can be plugged into the chosen one: what is, what fits, the rest.
  package var rows: [Row] {
    guard let request else { return [] }
    let others = components.filter { $0 != request.socket.path && !request.plugs.contains($0) }
    let fitting = sheet?.fitting ?? []
    let ordered =
      request.plugs + others.filter { fitting.contains($0) }
      + others.filter { !fitting.contains($0) && $0 != request.socket.destination }
    return sockets.map { .socket($0) } + ordered.map { .plug($0) }
  }

  package func isPlugged(_ path: String) -> Bool { request?.plugs.contains(path) == true }

  // Choosing.

  package mutating func togglePlug(_ path: String) {
    guard let request else { return }
    if isPlugged(path) {
      plugs[request.key] = request.plugs.filter { $0 != path }
      wires[request.key] = request.wires.filter { wire in
        if case .plug(path, _) = wire.provider { return false }
        return wire.importer != path
      }
    } else {
      plugs[request.key] = request.plugs + [path]
    }
  }

  /// The components that fit an open import and are not plugged.
  package var fittingPlugs: [String] {
    guard let sheet, let request else { return [] }
    return components.filter { sheet.fitting.contains($0) && !request.plugs.contains($0) }
  }

  package mutating func plugAll(_ paths: [String]) {
    guard let request else { return }
    plugs[request.key] = request.plugs + paths
  }

  package mutating func wire(_ choice: WireChoice) {
    guard let request else { return }
    if case .plug(let path, _) = choice.provider, !isPlugged(path), path != request.socket.path {
      plugs[request.key] = request.plugs + [path]
    }
    wires[request.key] =
      request.wires.filter { $0.importer != choice.importer || $0.name != choice.name } + [choice]
  }

  /// Takes a choice back; the automatic wire comes again.
  package mutating func unwire(_ row: WiringSheet.Row) {
    guard let request else { return }
    wires[request.key] = request.wires.filter {
      $0.importer != row.importer || $0.name != row.name
    }
  }

  package var isChanged: Bool {
    guard let request else { return false }
    return !request.wires.isEmpty || request.plugs != request.socket.stubs
  }

  package mutating func reset() {
    guard let chosen else { return }
    plugs[chosen] = nil
    wires[chosen] = nil
  }
}
