/// Styles for roles.
package struct Theme: Hashable, Sendable {
  package var name: String
  /// What the theme says; other roles fall back along their dots.
  package var styles: [Role: Style]

  package init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  /// The style of a role, or of what stands before its last dot, and so on, or of `ui.text`. Colours
  /// that it leaves open are those of `ui.text`.
  package func style(of role: Role) -> Style {
    let base = styles[.text] ?? Style()
    var style = nearestStyle(of: role) ?? base
    style.foreground = style.foreground ?? base.foreground
    style.background = style.background ?? base.background
    return style
  }

  private func nearestStyle(of role: Role) -> Style? {
    var name = role.rawValue[...]
    while !name.isEmpty {
      if let role = Role(rawValue: String(name)), let style = styles[role] { return style }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
    return nil
  }
}

extension Theme {
  /// The built-in theme: the terminal's own colours by name, its own background, and nothing that
  /// is told apart by colour alone.
  package static let builtIn: Theme = {
    var styles: [Role: Style] = [:]
    for (role, text) in builtInStyles {
      do throws(ThemeMistake) {
        styles[role] = try Style(text: text, palette: [:])
      } catch {
        preconditionFailure("\(role.rawValue): \(error.text)")
      }
    }
    return Theme(name: "default", styles: styles)
  }()

  private static let builtInStyles: [Role: String] = [
    .text: "default on default",
    .dim: "dim",
    .title: "bold",
    .border: "dim",
    .borderFocus: "blue bold",
    .selection: "reverse",
    .selectionUnfocused: "reverse dim",
    .match: "black on yellow",
    .linked: "black on cyan",
    .key: "cyan bold",
    .statusLine: "dim",
    .tab: "dim",
    .tabActive: "blue bold reverse",
    .input: "underline",
    .error: "red bold",
    .warning: "yellow",
    .success: "green",
    .popup: "default",
    .running: "green bold",
    .idle: "default",
    .suspended: "cyan",
    .interrupted: "yellow",
    .retrying: "magenta",
    .failed: "red bold",
    .exited: "dim",
    .witKeyword: "magenta",
    .witType: "yellow",
    .witName: "blue",
    .witComment: "dim",
    .swiftKeyword: "magenta",
    .swiftType: "yellow",
    .swiftComment: "dim",
    .swiftString: "green",
    .diffAdded: "green",
    .diffRemoved: "red",
  ]
}
