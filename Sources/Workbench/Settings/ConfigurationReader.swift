import TOMLKit
import WIT

/// Reads a configuration: values through TOMLKit, places by `TOMLPlaces`.
struct ConfigurationReader {
  private let file: String
  private let places: TOMLPlaces
  private var configuration = Configuration()
  private var changes: [Command.ID: [Key]] = [:]

  static func read(_ bytes: [UInt8], file: String) -> Configuration {
    var reader = ConfigurationReader(file: file, places: TOMLPlaces(bytes))
    do {
      let table = try TOMLTable(string: String(decoding: bytes, as: UTF8.self))
      // TOMLKit's tables point into their root: it stays until everything is copied.
      withExtendedLifetime(table) {
        for key in reader.places.keys(under: []) { reader.read(key, table[key]) }
      }
      reader.take(KeyBindings(changes: reader.changes))
    } catch {
      let begin = (error as? TOMLParseError)?.source.begin
      let place = SourcePlace(path: file, line: begin?.line ?? 1, column: begin?.column ?? 1)
      reader.configuration.problems = [
        .init(
          severity: .error, place: place,
          message: "this is no TOML: \((error as? TOMLParseError)?.description ?? "\(error)")")
      ]
    }
    return reader.configuration
  }

  private init(file: String, places: TOMLPlaces) {
    self.file = file
    self.places = places
  }

  private static let keys = ["theme", "mouse", "hints", "keys"]

  private mutating func read(_ key: String, _ value: (any TOMLValueConvertible)?) {
    switch key {
    case "theme": readTheme(value)
    case "mouse": configuration.mouse = bool(value, at: [key]) ?? true
    case "hints": configuration.hints = bool(value, at: [key]) ?? true
    case "keys":
      guard let table = value?.table else { return warn([key], "`keys` has to be a table") }
      for name in places.keys(under: [key]) { readKeys(name, table[name]) }
    default:
      let near = nearest(to: key, among: Self.keys)
      warn(
        [key],
        "there is no key `\(key)`"
          + (near.map { "; did you mean `\($0)`?" }
            ?? "; there are \(Self.keys.joined(separator: ", "))"))
    }
  }

  private mutating func readTheme(_ value: (any TOMLValueConvertible)?) {
    if let name = value?.string {
      configuration.theme = name == ThemeSetting.automaticName ? .automatic : .one(name)
    } else if let table = value?.table, let dark = table["dark"]?.string,
      let light = table["light"]?.string
    {
      configuration.theme = .pair(dark: dark, light: light)
    } else {
      warn(
        ["theme"],
        "`theme` has to be a name in quotes, or { dark = \"dusk\", light = \"paper\" }")
    }
  }

  private mutating func bool(_ value: (any TOMLValueConvertible)?, at path: [String]) -> Bool? {
    if let bool = value?.bool { return bool }
    warn(path, "`\(path.joined(separator: "."))` has to be true or false")
    return nil
  }

  private mutating func warn(_ path: [String], _ message: String) {
    let place = places.first(at: path).map { places.place(at: $0.key.lowerBound, in: file) }
    configuration.problems.append(.init(severity: .warning, place: place, message: message))
  }
}

// Keys.
extension ConfigurationReader {
  private mutating func readKeys(_ name: String, _ value: (any TOMLValueConvertible)?) {
    let path = ["keys", name]
    guard let id = Command.ID(rawValue: name) else {
      let near = nearest(to: name, among: Command.ID.allCases.map(\.rawValue))
      return warn(
        path,
        "there is no command `\(name)`"
          + (near.map { "; did you mean `\($0)`?" } ?? "; docs/keys.md and ? list them"))
    }
    var words: [String] = []
    if let text = value?.string {
      words = text.split(separator: " ").map(String.init)
    } else if let array = value?.array {
      words = array.compactMap { $0.string }
      guard words.count == array.count else { return warn(path, Self.wanted(name)) }
    } else {
      return warn(path, Self.wanted(name))
    }
    var keys: [Key] = []
    for word in words {
      if let key = Key(text: word) {
        keys.append(key)
      } else {
        warn(
          path,
          "`\(word)` is no key: write `q`, `ctrl-s`, `alt-up`, `shift-tab`, `f5`, `space`, `enter`")
      }
    }
    guard !keys.isEmpty || words.isEmpty else { return }
    guard !keys.isEmpty || !Self.neverWithout.contains(id) else {
      return warn(path, "`\(name)` keeps its keys: without one there would be no way out")
    }
    changes[id] = keys
  }

  private static func wanted(_ name: String) -> String {
    "`\(name)` has to be keys in quotes: \"ctrl-s f5\", or [\"ctrl-s\", \"f5\"]"
  }

  /// What a person who is lost needs.
  private static let neverWithout: Set<Command.ID> = [.quit, .help, .close]

  private mutating func take(_ keys: KeyBindings) {
    for clash in keys.clashes {
      warn(
        ["keys", clash.winner.rawValue],
        "`\(clash.key.text)` is `\(clash.loser.rawValue)`'s key too; where both work, "
          + "`\(clash.winner.rawValue)` has it")
    }
    configuration.keys = keys
  }
}
