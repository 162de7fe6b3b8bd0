/// What a screen is opened with, besides what it shows.
package struct ScreenSettings: Sendable {
  package var themes: ThemeChoice
  package var mouse: Bool
  package var keys: KeyBindings
  package var hints: HintBook
  /// Sentences about what is wrong with the configuration, for the user to see once.
  package var notes: [String]

  package init(
    themes: ThemeChoice, mouse: Bool = true, keys: KeyBindings = .standard,
    hints: HintBook = HintBook(),
    notes: [String] = []
  ) {
    self.themes = themes
    self.mouse = mouse
    self.keys = keys
    self.hints = hints
    self.notes = notes
  }
}

extension Session {
  /// Takes over what the user wants everywhere.
  package mutating func begin(with settings: ScreenSettings) {
    bindings = settings.keys
    hints = settings.hints
    for note in settings.notes { tell(.note, note) }
  }
}
