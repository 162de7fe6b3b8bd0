import Themes

/// Finds themes by name or path and reads them with what they inherit.
package struct ThemeLibrary: Sendable {
  /// Searched in this order, each for `NAME.toml`; what is found nowhere may have come with the
  /// program.
  package var folders: [String]
  /// The text of a file, or nil where there is none.
  private let read: @Sendable (String) -> String?

  package init(folders: [String], read: @escaping @Sendable (String) -> String?) {
    self.folders = folders
    self.read = read
  }

  /// The names of the themes that came with the program.
  package static let shippedNames = ShippedThemes.bytes.keys.sorted()

  /// What a shipped theme's file says.
  package static func shippedText(_ name: String) -> String? {
    ShippedThemes.bytes[name].map { String(decoding: $0, as: UTF8.self) }
  }

  /// The theme of a name or, where it has a `/` or ends in `.toml`, of a file. `default` is always
  /// the one that came with the program: all others rest on it.
  package func theme(named name: String) throws(ThemeError) -> Theme {
    if name == Theme.builtIn.name { return .builtIn }
    let chain = try chain(from: name)
    for file in chain {
      if let problem = file.problems.first { throw problem }
    }
    let (theme, problems) = Self.theme(named: Self.stem(of: name), from: chain)
    if let problem = problems.first { throw problem }
    return theme
  }

  /// A theme's file, its parent's, and so on; `default` is not among them unless it was asked for.
  func chain(from name: String) throws(ThemeError) -> [ThemeFile] {
    guard let first = file(named: name) else {
      throw ThemeError(file: name, text: "there is no such theme. \(searched)")
    }
    var chain = [first]
    while let parent = chain[chain.count - 1].inherit, parent != Theme.builtIn.name {
      let child = chain[chain.count - 1]
      guard chain.count < Limits.themeAncestorsMax else {
        throw child.problem(.circle(parent), at: ["inherit"])
      }
      guard let next = file(named: parent) else {
        var error = child.problem(.noSuchParent(parent), at: ["inherit"])
        error.text += ". \(searched)"
        throw error
      }
      chain.append(next)
    }
    return chain
  }

  private var searched: String {
    let shipped = "With the program came \(Self.shippedNames.joined(separator: ", "))."
    return folders.isEmpty
      ? shipped : "Searched \(folders.joined(separator: ", ")). \(shipped)"
  }

  /// Builds the theme from its file, its parent's, and so on; a role that cannot be read stays as it
  /// was inherited.
  static func theme(
    named name: String, from chain: [ThemeFile], on base: Theme = .builtIn
  ) -> (theme: Theme, problems: [ThemeError]) {
    var theme = base
    theme.name = name
    theme.variant = chain.compactMap(\.variant).first ?? .any
    var problems: [ThemeError] = []
    var palette: [String: Color] = [:]
    // What a child says of a colour holds in what it inherits too.
    for file in chain.reversed() { palette.merge(file.palette) { _, new in new } }
    for file in chain.reversed() {
      for (role, text) in file.roles {
        do throws(ThemeMistake) {
          theme.styles[role] = try Style(text: text, palette: palette)
        } catch {
          problems.append(file.problem(error, at: ["roles", role.rawValue]))
        }
      }
    }
    return (theme, problems)
  }

  private func file(named name: String) -> ThemeFile? {
    for path in paths(of: name) {
      if let text = read(path) { return ThemeFile(text: text, file: path) }
    }
    return Self.shippedText(name).map { ThemeFile(text: $0, file: "\(name) (built in)") }
  }

  /// Where the theme of a name is read from: a path; nil for one that came with the program.
  package func path(of name: String) -> String? {
    guard name != Theme.builtIn.name else { return nil }
    return paths(of: name).first { read($0) != nil }
  }

  private func paths(of name: String) -> [String] {
    name.contains("/") || name.hasSuffix(".toml") ? [name] : folders.map { "\($0)/\(name).toml" }
  }

  private static func stem(of name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
  }
}
