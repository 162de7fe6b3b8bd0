/// Which theme the user wants.
package enum ThemeSetting: Hashable, Sendable {
  /// One, by its name or file.
  case one(String)
  /// One for each background; `default` where the background is not known.
  case pair(dark: String, light: String)

  /// What holds where nothing is said.
  package static let automatic = ThemeSetting.pair(dark: "dusk", light: "paper")

  /// The words that choose by the background.
  package static let automaticName = "auto"
}

/// The themes that a screen may come to need, read before it opens.
package struct ThemeChoice: Hashable, Sendable {
  package var dark: Theme
  package var light: Theme
  /// Where the background is not known.
  package var unknown: Theme

  package init(always theme: Theme) {
    (dark, light, unknown) = (theme, theme, theme)
  }

  package init(_ setting: ThemeSetting, in library: ThemeLibrary) throws(ThemeError) {
    switch setting {
    case .one(let name): self.init(always: try library.theme(named: name))
    case .pair(let dark, let light):
      self.init(always: .builtIn)
      self.dark = try library.theme(named: dark)
      self.light = try library.theme(named: light)
    }
  }

  /// Whether it matters what the terminal's background is.
  package var dependsOnBackground: Bool { dark != unknown || light != unknown }

  package func theme(on background: Background?) -> Theme {
    switch background {
    case .dark: dark
    case .light: light
    case nil: unknown
    }
  }
}
