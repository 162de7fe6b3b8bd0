import WIT

/// Judges a theme: what keeps it from being used, and what its readers will dislike.
package struct ThemeCheck: Sendable {
  /// In the order of severity, then of the file.
  package private(set) var problems: [ThemeError] = []
  /// How many roles are in colours that the terminal paints as it likes, so that nothing can be said
  /// of their contrast.
  package private(set) var unjudgedRoles = 0

  /// What text needs (WCAG 2.2, 1.4.3), and what a line needs (1.4.11).
  package static let textContrast = 4.5
  package static let lineContrast = 3.0

  /// - Parameter name: as `ThemeLibrary.theme(named:)` takes it
  package init(of name: String, in library: ThemeLibrary) {
    let chain: [ThemeFile]
    do throws(ThemeError) {
      chain = try library.chain(from: name)
    } catch {
      problems = [error]
      return
    }
    problems = chain.flatMap(\.problems)
    let (theme, mistakes) = ThemeLibrary.theme(named: name, from: chain)
    problems += mistakes
    guard problems.isEmpty, let file = chain.first else { return }
    lookForFallbacks(file)
    for role in Role.allCases { judge(role, of: theme, file) }
  }

  private mutating func lookForFallbacks(_ file: ThemeFile) {
    for (name, color) in file.palette.sorted(by: { $0.key < $1.key }) where color.rgb != nil {
      var missing: [String] = []
      if color.xterm == nil { missing.append("xterm") }
      if color.ansi == nil, !color.isTerminalsInANSI { missing.append("ansi") }
      guard !missing.isEmpty else { continue }
      problems.append(
        file.problem(
          .missingFallback(name, keys: missing), at: ["palette", name], severity: .warning))
    }
  }

  private mutating func judge(_ role: Role, of theme: Theme, _ file: ThemeFile) {
    let style = theme.style(of: role)
    let wanted = role == .border ? Self.lineContrast : Self.textContrast
    for depth in [ColorDepth.direct, .indexed256] {
      guard let pair = Self.colors(of: style, of: theme, depth) else {
        unjudgedRoles += 1
        return
      }
      let ratio = pair.foreground.contrast(with: pair.background)
      guard ratio < wanted else { continue }
      let path = ["roles", role.rawValue]
      problems.append(
        file.problem(
          .lowContrast(
            role, ratio: ratio, wanted: wanted, depth: depth, background: pair.background.text),
          at: file.has(path) ? path : ["palette"], severity: .warning))
      return
    }
  }

  /// What a role looks like, where that is not left to the terminal.
  private static func colors(
    of style: Style, of theme: Theme, _ depth: ColorDepth
  ) -> (foreground: Color.RGB, background: Color.RGB)? {
    let usual: Color.RGB? =
      switch theme.variant {
      case .dark: Background.dark.usualColor
      case .light: Background.light.usualColor
      case .any: nil
      }
    let background = style.background ?? .terminal
    guard let foreground = (style.foreground ?? .terminal).shown(in: depth),
      let ground = background == .terminal ? usual : background.shown(in: depth)
    else { return nil }
    return style.attributes.contains(.reverse)
      ? (foreground: ground, background: foreground)
      : (foreground: foreground, background: ground)
  }
}
