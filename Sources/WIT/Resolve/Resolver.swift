/// What to resolve, and how.
package struct ResolveOptions: Hashable, Sendable {
  package var parse = ParseOptions()
  /// The features whose `@unstable` items are shown.
  package var features: Set<String> = []
  /// Whether all of them are.
  package var showsAllFeatures = false
  /// Where dependencies were looked for, for the message about a missing one.
  package var searched: [String] = []

  /// Dependencies that could not be read, to be named among the mistakes.
  package var unread: [UnreadFile] = []

  package init() {}

  func shows(_ feature: String) -> Bool { showsAllFeatures || features.contains(feature) }
}

/// A file that holds a dependency and could not be read as one.
package struct UnreadFile: Hashable, Sendable {
  package var path: String
  /// A sentence without a full stop.
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// Resolves a package and what it depends on.
///
/// It never throws: what could be understood is in the graph, what could not is in the diagnostics.
/// `slices` are parts of packages, as binaries have them of what they use: one is read where nothing
/// else declares its package.
package func resolve(
  root: SourcePackage, dependencies: [SourcePackage], slices: [SourcePackage] = [],
  options: ResolveOptions = ResolveOptions()
) -> Resolution {
  var resolver = Resolver(options: options)
  return resolver.resolution(root: root, dependencies: dependencies, slices: slices)
}

/// The state of one resolution.
struct Resolver {
  /// A package's names, and the syntax behind them.
  struct PackageScope {
    var name: PackageName
    var names: [String: ScopeItem] = [:]
    /// What gates hide.
    var hidden: [String: HiddenItem] = [:]
  }

  /// What a package is read for.
  enum PackageRole {
    case root, dependency, slice
  }

  enum ScopeItem {
    case interface(InterfaceID)
    case world(WorldID)
  }

  enum Progress {
    case waiting, active, done
  }

  /// An interface that is declared, and whether its items are resolved yet.
  struct InterfaceJob {
    var items: [InterfaceItem]
    var file: FileScope
    var progress = Progress.waiting
  }

  struct WorldJob {
    var syntax: WorldSyntax
    var file: FileScope
    var progress = Progress.waiting
  }

  /// The names that a file's own `use … as …` give.
  final class FileScope {
    let package: PackageID
    var uses: [String: UsePath] = [:]
    /// The same in the order of the text.
    var usePaths: [UsePath] = []

    init(package: PackageID) {
      self.package = package
    }
  }

  let options: ResolveOptions
  /// The trees of an earlier resolution, and of this one; nil where nobody will ask again.
  var syntax: SyntaxCache?
  var graph = PackageGraph()
  var diagnostics: [Diagnostic] = []
  var sources = SourceMap()
  var root: PackageID?
  var links: [SourceRange: PathTarget] = [:]
  var packages: [PackageScope] = []
  var packageIDs: [PackageName: PackageID] = [:]
  /// For each package, those that its text names, in the order of the text, each once.
  var packageUses: [PackageID: [PackageNameSyntax]] = [:]
  var files: [FileScope] = []
  /// Parallel to `graph.interfaces` for declared ones; inline ones are resolved at once.
  var interfaceJobs: [InterfaceID: InterfaceJob] = [:]
  var worldJobs: [WorldID: WorldJob] = [:]
  /// The interfaces being resolved, to name a circle.
  var activeInterfaces: [InterfaceID] = []
  var activeWorlds: [WorldID] = []
  /// The interfaces of circles: what is missing in them is not worth another message.
  var circular: Set<InterfaceID> = []
  /// The packages of circles.
  var circularPackages: Set<PackageID> = []
  /// What gates hide in interfaces, to say why it is missing.
  var hiddenTypes: [InterfaceID: [String: HiddenItem]] = [:]
  var measures: [TypeID: TypeMeasure] = [:]
  /// The definitions that hold a borrow, and the resource it is of; kept, because walking into a
  /// definition for each function that names it could take forever.
  var borrowers: [TypeID: String] = [:]
  /// How deep the chain of uses below an interface goes.
  var depths: [InterfaceID: Int] = [:]
  var hasSyntaxErrors = false
  /// What the parser could not read the declarations of: that it is missing is no second mistake.
  var brokenNames: Set<String> = []
  /// The names of interfaces and worlds, by what of them must be unique in a binary.
  var alikeNames: [PackageID: [String: String]] = [:]
  /// For each world, those that it includes.
  var includes: [WorldID: [WorldID]] = [:]

  init(options: ResolveOptions) {
    self.options = options
  }

  var resolution: Resolution {
    Resolution(
      graph: graph, root: root, diagnostics: sorted(diagnostics).limitedPerFile(),
      sources: sources, links: links)
  }

  private func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
      let one = (left.element.range?.file.index ?? -1, left.element.range?.lower ?? 0, left.offset)
      let two = (
        right.element.range?.file.index ?? -1, right.element.range?.lower ?? 0, right.offset
      )
      return one < two
    }.map(\.element)
  }

  mutating func report(
    _ message: DiagnosticMessage, at range: SourceRange?,
    severity: Diagnostic.Severity = .error, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(severity: severity, range: range, message: message, notes: notes))
  }

  mutating func report(_ file: UnreadFile) {
    let id = sources.add(SourceFile(path: file.path, bytes: []))
    report(
      .unreadDependency(file.reason), at: SourceRange(file: id, lower: 0, upper: 0))
  }

  func declaredHere(_ range: SourceRange?) -> [Diagnostic.Note] {
    range.map { [Diagnostic.Note(range: $0, text: "declared here")] } ?? []
  }
}

// Declaring packages, interfaces and worlds.
extension Resolver {
  mutating func read(_ package: SourcePackage, _ role: PackageRole) {
    var trees: [SyntaxTree] = []
    for file in package.files {
      let id = sources.add(file)
      let (tree, found) = parse(file, id)
      hasSyntaxErrors = hasSyntaxErrors || found.contains { $0.severity == .error }
      diagnostics.append(contentsOf: found)
      brokenNames.formUnion(tree.brokenNames)
      trees.append(tree)
    }
    guard let header = header(of: trees) ?? legacyHeader(for: trees, of: package) else {
      declareNestedOnly(trees, isRoot: role == .root)
      return
    }
    if role == .slice, packageIDs[header.name.name] != nil { return }
    let documented = trees.compactMap(\.header).filter { $0.docs != nil }
    for other in documented.dropFirst() {
      report(
        .packageDocsTwice, at: other.docsRange ?? other.name.range,
        notes: [Diagnostic.Note(range: documented[0].docsRange, text: "the first are here")])
    }
    let docs = documented.compactMap(\.docs)
    guard let id = declare(header.name, docs: docs.isEmpty ? nil : docs.joined(separator: "\n"))
    else { return }
    if role == .root { root = id }
    for tree in trees { declare(tree.items, in: id) }
  }

  private mutating func header(of trees: [SyntaxTree]) -> SyntaxTree.PackageHeader? {
    let headers = trees.compactMap(\.header)
    guard let first = headers.first else { return nil }
    for other in headers.dropFirst() where other.name.name != first.name.name {
      report(
        .packageMismatch("\(other.name.name)", expected: "\(first.name.name)"),
        at: other.name.range, notes: declaredHere(first.name.range))
    }
    return first
  }

  /// A folder whose files hold only `package … { }` blocks, or nothing that can be used.
  private mutating func declareNestedOnly(_ trees: [SyntaxTree], isRoot: Bool) {
    var first: PackageID?
    for item in trees.flatMap(\.items) {
      guard case .package(let nested) = item else { continue }
      let id = declare(nested)
      first = first ?? id
    }
    let others = trees.flatMap(\.items).filter { if case .package = $0 { false } else { true } }
    if isRoot { root = first }
    if first == nil || !others.isEmpty, !hasSyntaxErrors {
      let range = trees.first.map { SourceRange(file: $0.file, lower: 0, upper: 0) }
      report(.noPackage, at: range)
    }
  }

  private mutating func declare(_ name: PackageNameSyntax, docs: String?) -> PackageID? {
    if let earlier = packageIDs[name.name] {
      report(
        .duplicatePackage("\(name.name)"), at: name.range,
        notes: declaredHere(graph[earlier].attributes.range))
      return nil
    }
    let id = PackageID(index: graph.packages.count)
    graph.packages.append(
      Package(name: name.name, attributes: Attributes(docs: docs, range: name.range)))
    packages.append(PackageScope(name: name.name))
    checkCase(of: name)
    packageIDs[name.name] = id
    return id
  }

  private mutating func declare(_ nested: SyntaxTree.NestedPackage) -> PackageID? {
    guard let id = declare(nested.name, docs: nested.docs) else { return nil }
    declare(nested.items, in: id)
    return id
  }

  private mutating func declare(_ items: [SyntaxTree.Item], in package: PackageID) {
    let file = FileScope(package: package)
    files.append(file)
    for path in items.flatMap(\.usePaths) {
      guard let used = path.package else { continue }
      let isKnown = packageUses[package]?.contains { $0.name == used.name } ?? false
      if !isKnown { packageUses[package, default: []].append(used) }
    }
    checkFileNames(items)
    for item in items {
      switch item {
      case .use(let use):
        file.uses[(use.alias ?? use.path.name).text] = use.path
        file.usePaths.append(use.path)
      case .interface(let syntax): declare(syntax, in: file)
      case .world(let syntax): declare(syntax, in: file)
      case .package(let nested): _ = declare(nested)
      }
    }
  }

  /// What a file's `use`s bring in and what it declares are names of one scope.
  private mutating func checkFileNames(_ items: [SyntaxTree.Item]) {
    var known: [String: (range: SourceRange, isUse: Bool)] = [:]
    for item in items {
      let (name, isUse): (Identifier, Bool)
      switch item {
      case .use(let use): (name, isUse) = (use.alias ?? use.path.name, true)
      case .interface(let syntax): (name, isUse) = (syntax.name, false)
      case .world(let syntax): (name, isUse) = (syntax.name, false)
      case .package: continue
      }
      // Two declarations are found where they are declared, in whichever files.
      if let earlier = known[name.text], isUse || earlier.isUse {
        report(
          .duplicate(.name, name.text), at: name.range, notes: declaredHere(earlier.range))
      }
      known[name.text] = known[name.text] ?? (name.range, isUse)
    }
  }

  private mutating func declare(_ syntax: InterfaceSyntax, in file: FileScope) {
    guard let attributes = attributes(syntax.leading, syntax.name.range, in: file.package) else {
      hide(syntax.name, syntax.leading, in: file.package)
      checkGates(of: syntax.items.compactMap(\.typeDeclaration), inside: syntax.name)
      return
    }
    let id = InterfaceID(index: graph.interfaces.count)
    guard declare(syntax.name, as: .interface(id), in: file.package) else { return }
    graph.interfaces.append(
      Interface(name: syntax.name.text, package: file.package, attributes: attributes))
    graph[file.package].interfaces.append(id)
    interfaceJobs[id] = InterfaceJob(items: syntax.items, file: file)
  }

  private mutating func declare(_ syntax: WorldSyntax, in file: FileScope) {
    guard let attributes = attributes(syntax.leading, syntax.name.range, in: file.package) else {
      hide(syntax.name, syntax.leading, in: file.package)
      checkGates(of: syntax.items.compactMap(\.typeDeclaration), inside: syntax.name)
      return
    }
    let id = WorldID(index: graph.worlds.count)
    guard declare(syntax.name, as: .world(id), in: file.package) else { return }
    graph.worlds.append(
      World(name: syntax.name.text, package: file.package, attributes: attributes))
    graph[file.package].worlds.append(id)
    worldJobs[id] = WorldJob(syntax: syntax, file: file)
  }

  private mutating func declare(
    _ name: Identifier, as item: ScopeItem, in package: PackageID
  ) -> Bool {
    let index = Int(package.index)
    if let earlier = packages[index].names[name.text] {
      let range =
        switch earlier {
        case .interface(let id): graph[id].attributes.range
        case .world(let id): graph[id].attributes.range
        }
      report(.duplicate(.name, name.text), at: name.range, notes: declaredHere(range))
      return false
    }
    checkAlike(name, in: package)
    packages[index].names[name.text] = item
    return true
  }
}

// The whole.
extension Resolver {
  mutating func resolution(
    root: SourcePackage, dependencies: [SourcePackage], slices: [SourcePackage]
  ) -> Resolution {
    read(root, .root)
    for dependency in dependencies { read(dependency, .dependency) }
    for slice in slices { read(slice, .slice) }
    for file in options.unread { report(file) }
    resolveAll()
    return resolution
  }

  private mutating func parse(
    _ file: SourceFile, _ id: SourceFileID
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    syntax?.parse(file, file: id, options: options.parse)
      ?? Parser.parse(file, file: id, options: options.parse)
  }

  mutating func resolveAll() {
    let order = packageOrder()
    for file in files { checkUses(of: file) }
    for index in graph.interfaces.indices { resolve(InterfaceID(index: index)) }
    for index in graph.worlds.indices { resolve(WorldID(index: index)) }
    for index in graph.packages.indices {
      graph.packages[index].worlds = DependencyOrder.of(graph.packages[index].worlds) {
        includes[$0] ?? []
      }
    }
    graph.reorderPackages(order)
    root = root.flatMap { old in order.firstIndex(of: old).map { PackageID(index: $0) } }
  }

  /// A `use` at the top of a file must lead somewhere, even if nothing in the file needs it.
  private mutating func checkUses(of file: FileScope) {
    for path in file.usePaths {
      // A world of the own package may go by another name; one of another package may not.
      if path.package == nil, case .found(.world(let id)) = item(path, in: file) {
        links[path.range] = .world(id)
        continue
      }
      _ = interface(path, in: file)
    }
  }
}

extension PackageGraph {
  /// The interfaces that own the types which this one `use`s, in order, each once.
  package func interfacesUsed(by interface: Interface) -> [InterfaceID] {
    var found: [InterfaceID] = []
    for id in interface.types {
      guard case .alias(.named(let target)) = self[id].kind,
        case .interface(let owner) = self[target].owner, self[id].owner != self[target].owner,
        !found.contains(owner)
      else { continue }
      found.append(owner)
    }
    return found
  }
}
