extension WireGraph {
  /// The picture of a plan: the parts in use, plugs that nothing needs, and the host with what stays
  /// open.
  init(_ sheet: WiringSheet) {
    let open = Self.hostEntries(sheet)
    var shown: [WiringSheet.Part] = []
    for (index, part) in sheet.parts.enumerated() where index == 0 || part.isUsed {
      shown.append(part)
    }
    let places = Dictionary(
      shown.enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let given = Self.givenExports(sheet)
    let host = shown.count
    var nodes = shown.enumerated().map { index, part in
      Node(
        title: part.name, kind: index == 0 ? .socket : .plug,
        entries: given[part.path, default: []].map { Entry(label: $0) },
        ports: sheet.rows.filter { $0.importer == part.path }.map { row in
          Port(
            key: row.key, label: row.name, mark: row.mark,
            target: Self.target(of: row, places, given, host: host))
        })
    }
    if !open.isEmpty {
      nodes.append(Node(title: "host", kind: .host, entries: open))
    }
    nodes += sheet.parts.dropFirst().filter { !$0.isUsed }.map {
      // Without a reason it is one of several that an import waits for.
      Node(
        title: $0.name, kind: .unusedPlug,
        remark: $0.problem == nil ? "one of several" : "not used")
    }
    self.init(nodes: nodes)
  }

  private static func target(
    of row: WiringSheet.Row, _ places: [String: Int], _ given: [String: [String]], host: Int
  ) -> Target {
    switch row.wire {
    case .open: return .entry(node: host, 0)
    case .satisfied(let path, let export):
      guard let node = places[path],
        let entry = given[path, default: []].firstIndex(of: export)
      else { return .nowhere("?") }
      return .entry(node: node, entry)
    case .refused(let paths, _):
      guard paths.count == 1, let path = paths.first, let node = places[path] else {
        return .nowhere("?")
      }
      let export = row.refusedExport ?? row.name
      guard let entry = given[path, default: []].firstIndex(of: export) else {
        return .nowhere("?")
      }
      return .entry(node: node, entry)
    }
  }

  /// By part, the exports that something is wired to, in the order of the part.
  private static func givenExports(_ sheet: WiringSheet) -> [String: [String]] {
    var given: [String: [String]] = [:]
    for row in sheet.rows {
      let (path, export): (String?, String) =
        switch row.wire {
        case .satisfied(let path, let export): (path, export)
        case .refused(let paths, _):
          (paths.count == 1 ? paths.first : nil, row.refusedExport ?? row.name)
        case .open: (nil, "")
        }
      guard let path, !given[path, default: []].contains(export) else { continue }
      given[path, default: []].append(export)
    }
    return given
  }

  /// What stays imported, each once under its final name, and whether it is served here.
  private static func hostEntries(_ sheet: WiringSheet) -> [Entry] {
    var order: [String] = []
    var isServed: [String: Bool] = [:]
    for row in sheet.rows where row.wire == .open {
      let name = row.mergedName ?? row.name
      if isServed[name] == nil { order.append(name) }
      isServed[name] = isServed[name, default: true] && row.service?.isServedHere != false
    }
    return order.map { name in
      let served = isServed[name] == true
      return Entry(
        key: WiringSheet.hostKey(name),
        label: name, sign: served ? .init("✓", .success) : .init("✗", .error))
    }
  }
}
