/// The declarations of a graph's texts, found by the place of their names.
///
/// The graph keeps what things mean and where their names stand; which part of the text belongs to
/// which part of a signature is only in the syntax. A name's range joins the two.
struct DeclaredNames {
  enum Syntax {
    case package(PackageName)
    case interface(InterfaceSyntax)
    case world(WorldSyntax)
    case type(TypeDefinitionSyntax)
    case function(FunctionSyntax)
    /// `import` and `export`, found by the range of the whole item.
    case extern(ExternSyntax)
    case use(UseSyntax, UseSyntax.Name)
  }

  struct Declaration {
    var syntax: Syntax
    /// The name of the interface or world that it stands in; of an inline interface, its range.
    var container: SourceRange?
  }

  /// A `use` or `include`, which declares nothing by itself.
  struct Mention {
    var path: UsePath
    var names: [UseSyntax.Name] = []
    var renamings: [IncludeSyntax.Renaming] = []
    var role: Reference.Role
    var container: SourceRange?
  }

  private(set) var declarations: [SourceRange: Declaration] = [:]
  private(set) var mentions: [Mention] = []

  init(_ files: SourceMap) {
    let trees = files.files.enumerated().map { index, file in
      Parser.parse(file, file: SourceFileID(index: Int32(index)), options: ParseOptions()).tree
    }
    // A file without a header belongs to the package of its folder.
    var headers: [Substring: SourceRange] = [:]
    for (file, tree) in zip(files.files, trees) {
      guard let name = tree.header?.name else { continue }
      add(.package(name.name), name.range, in: nil)
      headers[Self.folder(of: file)] = name.range
    }
    for (file, tree) in zip(files.files, trees) {
      add(tree.items, of: tree.header?.name.range ?? headers[Self.folder(of: file)])
    }
  }

  private static func folder(of file: SourceFile) -> Substring {
    file.path[..<(file.path.lastIndex(of: "/") ?? file.path.startIndex)]
  }

  subscript(range: SourceRange?) -> Declaration? { range.flatMap { declarations[$0] } }

  func type(_ range: SourceRange?) -> TypeDefinitionSyntax? {
    if case .type(let syntax)? = self[range]?.syntax { syntax } else { nil }
  }

  func function(_ range: SourceRange?) -> FunctionSyntax? {
    if case .function(let syntax)? = self[range]?.syntax { syntax } else { nil }
  }

  /// Where the fields, cases or flags of a type stand.
  func members(of range: SourceRange?) -> [SourceRange] {
    switch type(range)?.kind {
    case .record(let fields): fields.map(\.name.range)
    case .variant(let cases): cases.map(\.name.range)
    case .enum(let labels), .flags(let labels): labels.map(\.name.range)
    case .alias, .resource, nil: []
    }
  }
}

extension DeclaredNames {
  private mutating func add(_ items: [SyntaxTree.Item], of package: SourceRange?) {
    for item in items {
      switch item {
      case .use(let use):
        mentions.append(Mention(path: use.path, role: .use, container: package))
      case .interface(let syntax):
        add(.interface(syntax), syntax.name.range, in: package)
        add(syntax.items, in: syntax.name.range)
      case .world(let syntax):
        add(.world(syntax), syntax.name.range, in: package)
        for item in syntax.items { add(item, in: syntax.name.range) }
      case .package(let nested):
        add(.package(nested.name.name), nested.name.range, in: nil)
        add(nested.items, of: nested.name.range)
      }
    }
  }

  private mutating func add(_ syntax: Syntax, _ range: SourceRange, in container: SourceRange?) {
    declarations[range] = Declaration(syntax: syntax, container: container)
  }

  private mutating func add(_ items: [InterfaceItem], in container: SourceRange) {
    for item in items {
      switch item {
      case .use(let use): add(use, in: container)
      case .type(let type): add(type, in: container)
      case .function(let function): add(.function(function), function.name.range, in: container)
      }
    }
  }

  private mutating func add(_ use: UseSyntax, in container: SourceRange) {
    mentions.append(
      Mention(path: use.path, names: use.names, role: .use, container: container))
    for name in use.names { add(.use(use, name), (name.alias ?? name.name).range, in: container) }
  }

  private mutating func add(_ type: TypeDefinitionSyntax, in container: SourceRange) {
    add(.type(type), type.name.range, in: container)
    guard case .resource(let members) = type.kind else { return }
    for member in members { add(.function(member), member.name.range, in: container) }
  }

  private mutating func add(_ item: WorldItemSyntax, in container: SourceRange) {
    switch item {
    case .use(let use): add(use, in: container)
    case .type(let type): add(type, in: container)
    case .import(let extern): add(extern, .import, in: container)
    case .export(let extern): add(extern, .export, in: container)
    case .include(let include):
      mentions.append(
        Mention(
          path: include.path, renamings: include.renamings, role: .include, container: container))
    }
  }

  private mutating func add(
    _ extern: ExternSyntax, _ role: Reference.Role, in container: SourceRange
  ) {
    add(.extern(extern), extern.range, in: container)
    switch extern.kind {
    case .function(let function): add(.function(function), function.name.range, in: container)
    case .interface(_, let items): add(items, in: extern.range)
    case .path(_, let path):
      mentions.append(Mention(path: path, role: role, container: container))
    }
  }
}
