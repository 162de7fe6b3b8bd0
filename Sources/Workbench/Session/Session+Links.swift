import WIT

// Which types a line of WIT names.
extension Session {
  /// The definitions that the selected line of the text mentions, apart from the one it declares.
  func exploredLinks() -> [ExploreTree.Subject]? {
    guard let node = exploredNode, let workspace, let area = layout.areas[.main] else { return nil }
    let content = content(of: .main, columns: area.inside.columns)
    let row = selection(.explore, .main)
    guard row < content.count else { return nil }
    let source = workspace.sources[node.subject.source]
    var subjects: [ExploreTree.Subject] = []
    for word in Self.names(in: content.row(row).text) {
      guard let id = source.graph.type(named: word, near: node.subject, in: workspace) else {
        continue
      }
      let target = ExploreTree.Subject.type(
        node.subject.source, source.graph.declaration(of: id))
      if target != node.subject, !subjects.contains(target) { subjects.append(target) }
    }
    return subjects
  }

  /// The words of a line that can be types: not what stands before a colon, not in a comment.
  private static func names(in line: String) -> [String] {
    let text = line.withoutLineComment
    var names: [String] = []
    var word = ""
    for character in text + " " {
      if character.isLetter || character.isNumber || character == "-" {
        word.append(character)
      } else {
        if !word.isEmpty, character != ":" { names.append(word) }
        word = ""
      }
    }
    return names
  }
}

extension PackageGraph {
  /// A type by its name, in the interface that is shown, else in any of the package shown.
  fileprivate func type(
    named name: String, near subject: ExploreTree.Subject, in workspace: WorkspaceContents
  ) -> TypeID? {
    if let (_, interface) = workspace.interface(at: subject),
      let id = self[interface].types.first(where: { self[$0].name == name })
    {
      return id
    }
    guard workspace.interface(at: subject) == nil else { return nil }
    let all = types.indices.map { TypeID(index: $0) }
    return all.first { self[$0].name == name }
  }
}

extension String {
  /// What stands before `//`.
  var withoutLineComment: String {
    var text = ""
    for character in self {
      if character == "/", text.last == "/" { return String(text.dropLast()) }
      text.append(character)
    }
    return text
  }
}
