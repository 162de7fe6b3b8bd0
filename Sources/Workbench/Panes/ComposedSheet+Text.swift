extension ComposedSheet {
  var sentence: String { "Composed \(path): \(byteText(bytes)); \(summary)." }

  /// The result for people.
  func lines(columns: Int) -> [String] {
    var lines = ["Composed \(path): \(byteText(bytes))", ""]
    lines += StyledLine.wrapped(
      summary.prefix(1).uppercased() + summary.dropFirst() + ".", columns: columns
    ).map(\.text)
    lines += ["", "Exports"] + exports.map { "  ▸ \($0)" }
    lines += ["", imports.isEmpty ? "It imports nothing." : "What it still imports"]
    for service in imports {
      lines.append("  \(service.sign.text) \(service.name)")
      lines += StyledLine.wrapped(service.sentence, columns: columns - 6).map { "      \($0.text)" }
    }
    return lines
  }
}

extension KeptImport {
  var sign: StyledLine.Span {
    isServedHere ? StyledLine.Span("✓", .success) : StyledLine.Span("✗", .error)
  }

  /// Who serves it.
  package var sentence: String {
    guard functionCount > 0 else { return "types alone: nobody has to serve them" }
    let here =
      isServedHere
      ? servedBy.map { "served by \($0)" } ?? "served here"
      : "not served here"
        + (reasons.isEmpty
          ? unservedHere == [name] ? "" : ": \(unservedHere.joined(separator: ", "))"
          : ": \(reasons.joined(separator: "; "))")
    let releases = GolemRelease.allCases.filter { isServed(by: $0) }.map(\.rawValue)
    let there =
      releases.isEmpty
      ? "by no Golem release known here" : "Golem \(releases.joined(separator: ", "))"
    return "\(here); \(there)"
  }
}
