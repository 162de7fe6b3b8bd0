// Interfaces and functions.
extension Comparison {
  mutating func compare(
    _ one: InterfaceID, _ other: InterfaceID, _ stance: Stance, _ scope: Scope
  ) {
    let (before, after) = (old.graph[one], new.graph[other])
    compareGates(before.attributes, after.attributes, scope.path)
    let types = paired(
      before.types, after.types, { old.graph[$0].name }, { new.graph[$0].name })
    for id in types.removed {
      // That a name is not brought in any more is nobody's loss but the interface's own.
      guard !old.graph.isUse(id) else { continue }
      addRemoval(
        stance, scope.path(old.graph[id].name), "the \(old.graph.word(for: id)) is gone",
        at: old.graph[id].attributes.range)
    }
    for (one, other) in types.both { compare(one, other, stance, scope) }
    for id in types.added where !new.graph.isUse(id) {
      addAddition(
        stance, scope.path(new.graph[id].name), "the \(new.graph.word(for: id)) is new",
        at: new.graph[id].attributes.range)
    }
    let functions = paired(before.functions, after.functions, \.name, \.name)
    for function in functions.removed {
      addRemoval(
        stance, scope.path(old.graph.label(of: function)), "the function is gone",
        at: function.attributes.range)
    }
    for (one, other) in functions.both { compare(one, other, stance, scope) }
    for function in functions.added {
      addAddition(
        stance, scope.path(new.graph.label(of: function)), "the function is new",
        note: "whoever implements the interface must add it",
        at: function.attributes.range)
    }
  }

  mutating func compare(
    _ one: Function, _ other: Function, _ stance: Stance, _ scope: Scope
  ) {
    let path = scope.path(old.graph.label(of: one))
    let places = (one.attributes.range, other.attributes.range)
    func changed(_ text: String, _ comparison: inout Comparison) {
      comparison.add(stance.changes, nil, path, text, old: places.0, new: places.1)
    }
    if one.isAsync != other.isAsync {
      changed("the function is \(other.isAsync ? "" : "not ")async now", &self)
    }
    for text in parameterChanges(one.parameters, other.parameters) { changed(text, &self) }
    if !types.same(one.result, other.result) {
      changed(
        "the result is \(text(other.result, new)) now, was \(text(one.result, old))", &self)
    }
    compareGates(one.attributes, other.attributes, path)
  }

  private func parameterChanges(_ ones: [Parameter], _ others: [Parameter]) -> [String] {
    var texts: [String] = []
    for (one, other) in zip(ones, others) {
      let isSame = types.same(one.type, other.type)
      if one.name != other.name, isSame {
        texts.append("the parameter `\(one.name)` is called `\(other.name)` now")
      } else if one.name != other.name {
        texts.append(
          "the parameter `\(one.name): \(text(one.type, old))` is "
            + "`\(other.name): \(text(other.type, new))` now")
      } else if !isSame {
        texts.append(
          "the parameter `\(one.name)` is `\(text(other.type, new))` now, was "
            + "`\(text(one.type, old))`")
      }
    }
    texts += ones.dropFirst(others.count).map {
      "the parameter `\($0.name): \(text($0.type, old))` is gone"
    }
    texts += others.dropFirst(ones.count).map {
      "the parameter `\($0.name): \(text($0.type, new))` is new"
    }
    return texts
  }

  func text(_ type: Type, _ side: Side) -> String { WITPrinter.text(of: type, in: side.graph) }

  private func text(_ type: Type?, _ side: Side) -> String {
    type.map { "`\(text($0, side))`" } ?? "nothing"
  }
}

// Gates and docs.
extension Comparison {
  /// `@since`, `@unstable`, `@deprecated`; and docs, which change nothing for anybody.
  mutating func compareGates(_ one: Attributes, _ other: Attributes, _ path: String) {
    compareStability(one, other, path)
    compareDocs(one, other, path)
  }

  mutating func compareDocs(_ one: Attributes, _ other: Attributes, _ path: String) {
    guard one.docs != other.docs else { return }
    add([], .patch, path, "the docs differ", old: one.range, new: other.range)
  }

  private mutating func compareStability(_ one: Attributes, _ other: Attributes, _ path: String) {
    func note(
      _ breaks: Set<Change.Audience>, _ step: SemverStep, _ text: String,
      _ comparison: inout Comparison
    ) {
      comparison.add(breaks, step, path, text, old: one.range, new: other.range)
    }
    switch (one.stability?.feature, other.stability?.feature) {
    case (nil, let feature?):
      note([.callers], .major, "it is unstable now, behind the feature `\(feature)`", &self)
    case (.some, nil): note([], .minor, "it is stable now", &self)
    case (let feature?, let newFeature?) where feature != newFeature:
      note(
        [.callers], .major, "it is behind the feature `\(newFeature)` now, was `\(feature)`",
        &self)
    default: break
    }
    switch (one.stability?.deprecated, other.stability?.deprecated) {
    case (nil, let version?): note([], .minor, "it is deprecated since \(version)", &self)
    case (.some, nil): note([], .patch, "it is not deprecated any more", &self)
    case (let version?, let newVersion?) where version != newVersion:
      note([], .patch, "it is deprecated since \(newVersion), was \(version)", &self)
    default: break
    }
    if let since = one.stability?.since, let newSince = other.stability?.since,
      since != newSince
    {
      note([], .patch, "it says `@since` \(newSince), was \(since)", &self)
    }
  }
}

extension Stability {
  fileprivate var feature: String? {
    if case .unstable(let feature, _) = self { feature } else { nil }
  }

  fileprivate var since: SemanticVersion? {
    if case .stable(let since, _) = self { since } else { nil }
  }

  fileprivate var deprecated: SemanticVersion? {
    switch self {
    case .stable(_, let version), .unstable(_, let version): version
    }
  }
}
