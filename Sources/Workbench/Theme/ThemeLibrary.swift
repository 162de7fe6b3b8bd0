/// Finds themes by name or path and reads them with what they inherit.
package struct ThemeLibrary: Sendable {
  /// Searched in this order, each for `NAME.toml`.
  package var folders: [String]
  /// The text of a file, or nil where there is none.
  private let read: @Sendable (String) -> String?

  package init(folders: [String], read: @escaping @Sendable (String) -> String?) {
    self.folders = folders
    self.read = read
  }

  /// The theme of a name (`default` is built in) or, where it has a `/` or ends in `.toml`, of a file.
  package func theme(named name: String) throws(ThemeError) -> Theme {
    if name == Theme.builtIn.name { return .builtIn }
    guard let first = try file(named: name) else {
      throw ThemeError(file: name, text: "there is no such theme. \(searched)")
    }
    var chain = [first]
    while let parent = chain[chain.count - 1].inherit, parent != Theme.builtIn.name {
      let child = chain[chain.count - 1]
      guard chain.count < Limits.themeAncestorsMax else {
        throw ThemeError(file: child.file, text: ThemeMistake.circle(parent).text)
      }
      guard let next = try file(named: parent) else {
        throw ThemeError(
          file: child.file, text: "\(ThemeMistake.noSuchParent(parent).text). \(searched)")
      }
      chain.append(next)
    }
    return try Self.theme(named: Self.stem(of: name), from: chain)
  }

  private var searched: String {
    folders.isEmpty
      ? "Only `default` is built in."
      : "Searched \(folders.joined(separator: ", ")); `default` is built in."
  }

  /// Builds the theme from its file, its parent's, and so on.
  private static func theme(named name: String, from chain: [ThemeFile]) throws(ThemeError) -> Theme
  {
    var theme = Theme(name: name, styles: Theme.builtIn.styles)
    var palette: [String: Color] = [:]
    for file in chain.reversed() {
      palette.merge(file.palette) { _, new in new }
      for (role, text, line) in file.roles {
        do throws(ThemeMistake) {
          theme.styles[role] = try Style(text: text, palette: palette)
        } catch {
          throw ThemeError(file: file.file, line: line, text: error.text)
        }
      }
    }
    return theme
  }

  private func file(named name: String) throws(ThemeError) -> ThemeFile? {
    for path in paths(of: name) {
      if let text = read(path) { return try ThemeFile(text: text, file: path) }
    }
    return nil
  }

  private func paths(of name: String) -> [String] {
    name.contains("/") || name.hasSuffix(".toml") ? [name] : folders.map { "\($0)/\(name).toml" }
  }

  private static func stem(of name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
  }
}
