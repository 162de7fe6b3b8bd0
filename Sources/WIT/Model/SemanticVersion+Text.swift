extension SemanticVersion {
  /// Reads `1.2.3-pre+build`; nil where it is not a version.
  package init?(_ text: some StringProtocol) {
    let buildSplit = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let build = buildSplit.count > 1 ? String(buildSplit[1]) : ""
    let preSplit = buildSplit[0].split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let prerelease = preSplit.count > 1 ? String(preSplit[1]) : ""
    let numbers = preSplit[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, let major = number(numbers[0]), let minor = number(numbers[1]),
      let patch = number(numbers[2])
    else { return nil }
    if preSplit.count > 1 {
      guard areIdentifiers(prerelease, allowLeadingZeros: false) else { return nil }
    }
    if buildSplit.count > 1 {
      guard areIdentifiers(build, allowLeadingZeros: true) else { return nil }
    }
    self.init(major: major, minor: minor, patch: patch, prerelease: prerelease, build: build)
  }

  /// What versions that may stand in for each other have in common: `1`, `0.2`, `0.0.3`; nil for a
  /// pre-release, which stands for itself alone. (Component Model, Binary.md, canonical names.)
  package var track: String? {
    if !prerelease.isEmpty { return nil }
    if major > 0 { return "\(major)" }
    if minor > 0 { return "0.\(minor)" }
    return "0.0.\(patch)"
  }
}

private func number(_ text: some StringProtocol) -> UInt64? {
  guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit), text == "0" || text.first != "0" else {
    return nil
  }
  return UInt64(text)
}

private func areIdentifiers(_ text: String, allowLeadingZeros: Bool) -> Bool {
  text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
    guard !part.isEmpty,
      part.utf8.allSatisfy({ $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") })
    else { return false }
    let isNumber = part.utf8.allSatisfy(\.isDigit)
    return allowLeadingZeros || !isNumber || part == "0" || part.first != "0"
  }
}

extension SemanticVersion: Comparable {
  /// Precedence by Semantic Versioning 2.0.0 §11; build metadata breaks ties by its text.
  package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let numbers = [(left.major, right.major), (left.minor, right.minor), (left.patch, right.patch)]
    for (one, other) in numbers where one != other { return one < other }
    if left.prerelease != right.prerelease {
      if left.prerelease.isEmpty { return false }
      if right.prerelease.isEmpty { return true }
      return precedes(left.prerelease, right.prerelease)
    }
    return left.build < right.build
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    let lefts = left.split(separator: ".")
    let rights = right.split(separator: ".")
    for (one, other) in zip(lefts, rights) where one != other {
      switch (UInt64(one), UInt64(other)) {
      case (let one?, let other?): return one < other
      case (.some, nil): return true
      case (nil, .some): return false
      case (nil, nil): return one < other
      }
    }
    return lefts.count < rights.count
  }
}
