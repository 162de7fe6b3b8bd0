/// One parsed file: what it declares, and every token of it, comments included.
///
/// Names are not resolved here. The tokens let a formatter give back each comment and blank line.
package struct SyntaxTree: Hashable, Sendable {
  package var file: SourceFileID
  /// All tokens in order, trivia included; the last one is the end of the file.
  package var tokens: [Token]
  package var header: PackageHeader?
  package var items: [Item]
  /// Where items of old WIT end without their `;`: the bytes behind their last tokens.
  package var missingSemicolons: [Int32] = []
  /// The names of declarations that could not be read.
  package var brokenNames: Set<String> = []

  package enum Item: Hashable, Sendable {
    case use(TopUse)
    case interface(InterfaceSyntax)
    case world(WorldSyntax)
    case package(NestedPackage)
  }

  /// `package ns:name@version;`
  package struct PackageHeader: Hashable, Sendable {
    package var name: PackageNameSyntax
    package var docs: String?
    /// The first of the comments that the docs are made of.
    package var docsRange: SourceRange?
  }

  /// `package ns:name@version { … }`
  package struct NestedPackage: Hashable, Sendable {
    package var name: PackageNameSyntax
    package var docs: String?
    package var items: [Item]
  }

  /// `use path as name;` at the top of a file.
  package struct TopUse: Hashable, Sendable {
    package var path: UsePath
    package var alias: Identifier?
  }
}

/// A name and where it stands.
package struct Identifier: Hashable, Sendable {
  /// Without a leading `%`.
  package var text: String
  package var range: SourceRange
}

/// `ns:name@version` as written.
package struct PackageNameSyntax: Hashable, Sendable {
  package var name: PackageName
  package var range: SourceRange
}

/// `name`, or `ns:package/name@version`.
package struct UsePath: Hashable, Sendable {
  package var package: PackageNameSyntax?
  package var name: Identifier
  package var range: SourceRange
}

/// The comments and gates before an item.
package struct Leading: Hashable, Sendable {
  package var docs: String?
  package var gates: [Gate] = []
}

/// `@since(version = 1.2.3)` and its like.
package struct Gate: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case since(SemanticVersion)
    case unstable(feature: String)
    case deprecated(SemanticVersion)
    case externalID(String)
  }

  package var kind: Kind
  package var range: SourceRange
}

package struct InterfaceSyntax: Hashable, Sendable {
  package var leading: Leading
  package var name: Identifier
  package var items: [InterfaceItem]
}

package enum InterfaceItem: Hashable, Sendable {
  case use(UseSyntax)
  case type(TypeDefinitionSyntax)
  case function(FunctionSyntax)
}

/// `use path.{a, b as c};`
package struct UseSyntax: Hashable, Sendable {
  package struct Name: Hashable, Sendable {
    package var name: Identifier
    package var alias: Identifier?
  }

  package var leading: Leading
  package var path: UsePath
  package var names: [Name]
}

package struct TypeDefinitionSyntax: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case alias(TypeSyntax)
    case record([FieldSyntax])
    case variant([CaseSyntax])
    case `enum`([LabelSyntax])
    case flags([LabelSyntax])
    case resource([FunctionSyntax])
  }

  package var leading: Leading
  package var name: Identifier
  package var kind: Kind
}

package struct FieldSyntax: Hashable, Sendable {
  package var name: Identifier
  package var type: TypeSyntax
  package var docs: String?
}

package struct CaseSyntax: Hashable, Sendable {
  package var name: Identifier
  package var type: TypeSyntax?
  package var docs: String?
}

package struct LabelSyntax: Hashable, Sendable {
  package var name: Identifier
  package var docs: String?
}

package struct FunctionSyntax: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case freestanding, method, `static`, constructor
  }

  package struct Parameter: Hashable, Sendable {
    package var name: Identifier
    package var type: TypeSyntax
  }

  package var leading: Leading
  /// For a constructor: the word `constructor`.
  package var name: Identifier
  package var kind: Kind
  package var isAsync: Bool
  package var parameters: [Parameter]
  package var result: TypeSyntax?
}

package struct WorldSyntax: Hashable, Sendable {
  package var leading: Leading
  package var name: Identifier
  package var items: [WorldItemSyntax]
}

package enum WorldItemSyntax: Hashable, Sendable {
  case use(UseSyntax)
  case type(TypeDefinitionSyntax)
  case `import`(ExternSyntax)
  case export(ExternSyntax)
  case include(IncludeSyntax)
}

/// What follows `import` or `export`.
package struct ExternSyntax: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case function(FunctionSyntax)
    case interface(name: Identifier, items: [InterfaceItem])
    /// `path;`, or `label: path;`.
    case path(label: Identifier?, UsePath)
  }

  package var leading: Leading
  package var kind: Kind
  package var range: SourceRange
}

/// `include path with { a as b }`
package struct IncludeSyntax: Hashable, Sendable {
  package struct Renaming: Hashable, Sendable {
    package var name: Identifier
    package var newName: Identifier
  }

  package var leading: Leading
  package var path: UsePath
  package var renamings: [Renaming]
}

/// A type as written.
package struct TypeSyntax: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// One of the types without parameters that are not names.
    case primitive(Type)
    case name(Identifier)
    indirect case list(TypeSyntax)
    indirect case fixedLengthList(TypeSyntax, count: UInt32)
    indirect case map(TypeSyntax, TypeSyntax)
    indirect case option(TypeSyntax)
    case tuple([TypeSyntax])
    indirect case result(ok: TypeSyntax?, error: TypeSyntax?)
    indirect case future(TypeSyntax?)
    indirect case stream(TypeSyntax?)
    case own(Identifier)
    case borrow(Identifier)
  }

  package var kind: Kind
  package var range: SourceRange
}
