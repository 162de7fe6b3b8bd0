extension DiagnosticMessage {
  /// One sentence without a full stop, lower case first, names in backticks.
  package var text: String {
    lexicalText ?? legacyText ?? nameText ?? ruleText
  }

  private var lexicalText: String? {
    switch self {
    case .fileTooLarge(let limit): "the file is larger than \(limit >> 20) MiB"
    case .notUTF8: "the file is not valid UTF-8: save it in that encoding"
    case .forbiddenCharacter(let value):
      "the character U+\(hex(value)) may not stand in WIT, not even in a comment"
    case .unexpectedCharacter(let text): "unexpected character `\(text)`"
    case .unterminatedComment: "this comment has no `*/`"
    case .unterminatedString: "this string has no closing `\"` on its line"
    case .invalidIdentifier(let name):
      "`\(name)` is no WIT name: words of one case joined by `-`, the first beginning with a letter"
    case .expected(let what, let found): "expected \(what.text), found \(found)"
    case .packageHeaderNotFirst:
      "`package …;` stands once, before everything else; for a second package write "
        + "`package … { }`"
    case .invalidVersion(let text): "`\(text)` is no version: write all of `major.minor.patch`"
    case .integerTooLarge(let text): "\(text) is too large"
    case .typeTooDeep(let limit): "types are nested more than \(limit) deep"
    case .unknownGate(let name):
      "unknown gate `@\(name)`: there are `@since`, `@unstable`, `@deprecated` and `@external-id`"
    case .gateNotHere: "a gate may not stand before a top-level `use`"
    default: nil
    }
  }

  private var legacyText: String? {
    switch self {
    case .legacyMissingSemicolon: "old WIT: this item now ends with `;`"
    case .legacyDefault: "old WIT: `default` has no meaning any more"
    case .legacyPath(let word): "old WIT: `\(word).` before a name is left out now"
    case .legacyEmptyResult: "old WIT: `-> ()` is left out now"
    case .legacyNamedResults:
      "old WIT: results have no names any more; read as a result without them"
    case .legacySemicolon: "today's tools take no `;` behind `with { … }`"
    case .legacyFunction: "old WIT: `function` is now `func`"
    case .legacyStatic: "old WIT: `static` now stands behind the name and its colon"
    case .legacyUnion: "old WIT: a `union` is now a `variant` with names for its cases"
    case .legacyUseFrom: "old WIT: `use { … } from …` is now `use ….{ … }`"
    case .legacyUseOfAll:
      "old WIT: `*` uses all types of an interface, which is gone: name them, as in `use i.{a, b};`"
    case .legacyExpected: "old WIT: `expected<…>` is now `result<…>`"
    case .legacyUnit: "old WIT: `unit` is left out now"
    case .legacyHandle: "old WIT: `handle` is now `own<…>`"
    case .legacyNoPackage(let name):
      "old WIT: no file here declares a `package`; read as `\(name)`"
    case .legacyFloat(let old, let modern): "old WIT: `\(old)` is now `\(modern)`"
    default: nil
    }
  }

  private var nameText: String? {
    switch self {
    case .noPackage: "no WIT file here declares a `package`: begin one with `package ns:name;`"
    case .packageMismatch(let name, let expected):
      "this file says package `\(name)`, another one of the folder `\(expected)`"
    case .packageDocsTwice:
      "the package has comments before its name in more than one file: keep them in one"
    case .duplicatePackage(let name): "package `\(name)` is defined twice"
    case .unknownPackage(let name, let candidates, let searched):
      "package `\(name)` was not found" + Self.list("; at hand: ", candidates)
        + Self.list("; looked in ", searched)
    case .unknownInterface(let name, let package, let suggestion):
      "`\(package)` has no interface or world `\(name)`" + Self.didYouMean(suggestion)
    case .notAnInterface(let name): "`\(name)` is a world; an interface is needed here"
    case .notAWorld(let name): "`\(name)` is an interface; a world is needed here"
    case .unknownType(let name, let suggestion):
      "there is no type `\(name)` here" + Self.didYouMean(suggestion)
    case .unknownUse(let name, let interface, let suggestion):
      "`\(interface)` has no type `\(name)`" + Self.didYouMean(suggestion)
    case .notAResource(let name): "`\(name)` is not a resource"
    case .duplicate(let kind, let name): "the \(kind.rawValue) `\(name)` is defined twice"
    case .conflictingName(let name, let other):
      "`\(name)` and `\(other)` differ only in case or hyphens, which tools may not keep apart"
    default: nil
    }
  }

  private var ruleText: String {
    switch self {
    case .interfaceCycle(let path): "interfaces use each other in a circle: \(path)"
    case .packageCycle(let path): "packages depend on each other in a circle: \(path)"
    case .worldCycle(let path): "worlds include each other in a circle: \(path)"
    case .recursiveType(let name):
      "the type `\(name)` contains itself, which WIT does not allow: keep the nodes in a `list` "
        + "and refer to them by index, or make it a `resource`"
    case .typeTooLarge(let name, let limit):
      "the type `\(name)` has more than \(limit) parts when all are written out"
    case .dependenciesTooDeep(let name, let limit):
      "`\(name)` needs others that need others, more than \(limit) deep"
    case .emptyType(let kind, let name): "the \(kind.rawValue) `\(name)` is empty"
    case .tooManyFlags(let count): "\(count) flags are more than the 32 that fit"
    case .invalidMapKey: "a map's key is a bool, a number, a char or a string"
    case .borrowInResult(let name): "a result may not contain `borrow<\(name)>`"
    case .selfParameter: "a method's parameter may not be called `self`"
    case .constructorResult(let name):
      "a constructor returns nothing, or a `result` whose ok type is `\(name)`"
    case .unknownRenaming(let name): "the included world has no item `\(name)`"
    case .ungatedInHidden(let name, let hidden):
      "`\(name)` needs the gate of `\(hidden)`, in which it stands"
    case .sinceAfterPackage(let version, let package):
      "`@since(version = \(version))` is newer than the package's \(package)"
    case .sinceWithoutVersion: "`@since` needs a version in the package's header"
    case .conflictingGates: "`@since` and `@unstable` exclude each other"
    case .deprecatedAlone: "`@deprecated` needs `@since` or `@unstable` beside it"
    case .exportCycle(let name):
      "the export of `\(name)` uses, by way of an import, an interface that this world exports: "
        + "export what lies between too, or export less"
    case .notEncodable(let problem): "no binary can be made of this: \(problem.text)"
    case .unreadDependency(let reason): reason
    case .more(let count): "\(count) more mistakes from here on are not listed"
    default: preconditionFailure("every case has its text")
    }
  }

  private static func didYouMean(_ name: String?) -> String {
    name.map { "; did you mean `\($0)`?" } ?? ""
  }

  private static func list(_ lead: String, _ names: [String]) -> String {
    names.isEmpty ? "" : lead + names.map { "`\($0)`" }.joined(separator: ", ")
  }
}

private func hex(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
