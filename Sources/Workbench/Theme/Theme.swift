/// Styles for roles.
package struct Theme: Hashable, Sendable {
  /// For which background a theme is made.
  package enum Variant: String, Hashable, Sendable, CaseIterable {
    case dark, light, any
  }

  package var name: String
  package var variant = Variant.any
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
  /// The theme `default`: the terminal's own colours by name, its own background, and nothing that
  /// is told apart by colour alone. It names every role.
  package static let builtIn: Theme = {
    let name = "default"
    guard let text = ThemeLibrary.shippedText(name) else {
      preconditionFailure("themes/default.toml is embedded")
    }
    let file = ThemeFile(text: text, file: name)
    let (theme, problems) = ThemeLibrary.theme(
      named: name, from: [file], on: Theme(name: name, styles: [:]))
    precondition((file.problems + problems).isEmpty, "themes/default.toml is sound: \(problems)")
    return theme
  }()
}
