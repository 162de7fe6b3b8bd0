// What is right as text and what no binary can hold: warnings, for who goes on to encode it.
extension Resolver {
  mutating func warn(_ problem: EncodingProblem, at range: SourceRange) {
    report(.notEncodable(problem), at: range, severity: .warning)
  }

  /// Binaries have package names in lower case only.
  mutating func checkCase(of name: PackageNameSyntax) {
    let text = "\(name.name.namespace):\(name.name.name)"
    if text.utf8.contains(where: \.isUppercase) {
      warn(.uppercasePackage(text), at: name.range)
    }
  }

  /// Interfaces and worlds of a package must differ in more than case and hyphens.
  mutating func checkAlike(_ name: Identifier, in package: PackageID) {
    let key = UniqueNames.key(name.text)
    let earlier = alikeNames[package, default: [:]].updateValue(name.text, forKey: key)
    if let earlier { warn(.alikeNames(name.text, earlier), at: name.range) }
  }

  mutating func checkEncoding(of type: Type, at range: SourceRange) {
    switch type {
    case .fixedLengthList(_, count: 0): warn(.emptyList, at: range)
    case .stream(let element?):
      if isChar(element) { warn(.streamOfChar, at: range) }
      if let name = borrowed(in: element) { warn(.borrowInStream(name), at: range) }
    case .future(let element?):
      if let name = borrowed(in: element) { warn(.borrowInStream(name), at: range) }
    default: break
    }
  }

  private func isChar(_ type: Type) -> Bool {
    if case .named(let id) = type, case .alias(let target) = graph[id].kind {
      return isChar(target)
    }
    return type == .char
  }
}
