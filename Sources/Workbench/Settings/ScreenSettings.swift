/// What a screen is opened with, besides what it shows.
package struct ScreenSettings: Sendable {
  package var themes: ThemeChoice
  package var mouse: Bool
  package var keys: KeyBindings
  /// Sentences about what is wrong with the configuration, for the user to see once.
  package var notes: [String]

  package init(
    themes: ThemeChoice, mouse: Bool = true, keys: KeyBindings = .standard, notes: [String] = []
  ) {
    self.themes = themes
    self.mouse = mouse
    self.keys = keys
    self.notes = notes
  }
}

extension Session {
  /// Takes over what the user wants everywhere.
  package mutating func begin(with settings: ScreenSettings) {
    bindings = settings.keys
    for note in settings.notes { tell(.note, note) }
  }
}
