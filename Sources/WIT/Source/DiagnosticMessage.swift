/// Everything that can be said of a WIT file. Tests compare cases; people read `text`.
package enum DiagnosticMessage: Hashable, Sendable {
  // Bytes.
  case fileTooLarge(limitBytes: Int)
  case notUTF8
  case forbiddenCharacter(UInt32)
  case unexpectedCharacter(String)
  case unterminatedComment
  case unterminatedString
  case invalidIdentifier(String)
  // Grammar.
  case expected(Expectation, found: String)
  case packageHeaderNotFirst
  case invalidVersion(String)
  case integerTooLarge(String)
  case typeTooDeep(limit: Int)
  case unknownGate(String)
  case gateNotHere
  // Old WIT.
  case legacyMissingSemicolon
  case legacyDefault
  case legacyPath(String)
  case legacyEmptyResult
  case legacySemicolon
  case legacyFunction
  case legacyStatic
  case legacyUnion
  case legacyUseFrom
  case legacyUseOfAll
  case legacyExpected
  case legacyUnit
  case legacyHandle
  case legacyNoPackage(PackageName)
  case legacyNamedResults
  case legacyFloat(String, modern: String)
  // Packages and names.
  case noPackage
  case packageMismatch(String, expected: String)
  case packageDocsTwice
  case duplicatePackage(String)
  case unknownPackage(String, candidates: [String], searched: [String])
  case unknownInterface(String, in: String, suggestion: String?)
  case notAnInterface(String)
  case notAWorld(String)
  case unknownType(String, suggestion: String?)
  case unknownUse(String, in: String, suggestion: String?)
  case notAResource(String)
  case duplicate(Declaration, String)
  case conflictingName(String, with: String)
  case interfaceCycle(String)
  case packageCycle(String)
  case worldCycle(String)
  case recursiveType(String)
  case typeTooLarge(String, limit: Int)
  case dependenciesTooDeep(String, limit: Int)
  case emptyType(Declaration, String)
  case tooManyFlags(Int)
  case invalidMapKey
  case borrowInResult(String)
  case selfParameter
  case constructorResult(String)
  case unknownRenaming(String)
  case ungatedInHidden(String, in: String)
  case sinceAfterPackage(SemanticVersion, package: SemanticVersion)
  case sinceWithoutVersion
  case conflictingGates
  case deprecatedAlone
  case exportCycle(String)
  // Beyond text.
  case notEncodable(EncodingProblem)
  case unreadDependency(String)
  /// There are more mistakes in the file than are listed.
  case more(count: Int)

  /// What kind of thing a name was given to.
  package enum Declaration: String, Hashable, Sendable {
    case interface, world, type, function, field, `case`, flag, parameter, `import`, export, member
    case record, variant, `enum`, flags, tuple, constructor, name, gate
  }
}

extension DiagnosticMessage {
  /// Whether the text is right, and only no binary can be made of it.
  package var isOfEncoding: Bool {
    if case .notEncodable = self { true } else { false }
  }
}

/// What stands in the way of making a binary of a text.
package enum EncodingProblem: Hashable, Sendable {
  case uppercasePackage(String)
  case alikeNames(String, String)
  case emptyList
  case streamOfChar
  case borrowInStream(String)

  var text: String {
    switch self {
    case .uppercasePackage(let name): "the package name `\(name)` has capitals"
    case .alikeNames(let name, let other):
      "`\(name)` and `\(other)` differ only in case or hyphens"
    case .emptyList: "a list of length 0 has no values"
    case .streamOfChar: "a stream cannot carry `char`; `string` or `u8` can be sent"
    case .borrowInStream(let name): "a stream or future cannot carry `borrow<\(name)>`"
    }
  }
}

/// What the grammar wanted where it found something else.
package enum Expectation: Hashable, Sendable {
  case token(String)
  case name, packageName, usePath, version, integer, string, gate, topItem, interfaceItem
  case resourceItem, worldItem, field, caseName, parameter, function, type

  /// The keywords that begin what was wanted.
  var keywords: [Keyword] {
    switch self {
    case .topItem: [.interface, .world, .use, .package]
    case .worldItem:
      [.import, .export, .include, .use, .type, .record, .variant, .enum, .flags, .resource]
    case .function: [.func, .async]
    case .resourceItem: [.constructor]
    default: []
    }
  }

  var text: String {
    switch self {
    case .token(let token): "`\(token)`"
    case .name: "a name"
    case .packageName: "a package name like `namespace:name`"
    case .usePath: "the name of an interface"
    case .version: "a version like `1.2.3`"
    case .integer: "a number"
    case .string: "a string"
    case .gate: "`since`, `unstable`, `deprecated` or `external-id`"
    case .topItem: "`interface`, `world`, `use` or `package`"
    case .interfaceItem: "a type, a function or `use`"
    case .resourceItem: "`constructor` or a method"
    case .worldItem: "`import`, `export`, `include`, `use` or a type"
    case .field: "the name of a field"
    case .caseName: "the name of a case"
    case .parameter: "the name of a parameter"
    case .function: "`func`"
    case .type: "a type"
    }
  }
}
