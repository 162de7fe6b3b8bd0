import WIT

/// How WIT names are spelled in Swift: `user-id` is `userID`, `checkout-result` is `CheckoutResult`.
enum SwiftName {
  /// Words that are written in one case throughout.
  private static let acronyms: Set<String> = [
    "api", "cli", "cpu", "dns", "html", "http", "https", "id", "io", "ip", "json", "os", "rpc",
    "tcp", "tls", "udp", "uri", "url", "utf8", "uuid", "wasi", "xml",
  ]

  private static let keywords: Set<String> = [
    "Any", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue",
    "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
    "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is",
    "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat",
    "rethrows", "return", "static", "struct", "subscript", "super", "switch", "throw", "throws",
    "true", "try", "typealias", "var", "where", "while",
  ]

  /// Names that not even backticks make usable, or that generated code already gives a meaning.
  private static let taken: Set<String> = ["Any", "Protocol", "Self", "Type", "self"]

  private static func words(_ name: String) -> [String] {
    name.split(separator: "-").map { $0.lowercased() }
  }

  private static func capitalized(_ word: String) -> String {
    acronyms.contains(word) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `purchase-history` is `PurchaseHistory`.
  static func upper(_ name: String) -> String {
    words(name).map(capitalized).joined()
  }

  /// `order-id` is `orderID`.
  static func lower(_ name: String) -> String {
    let words = words(name)
    return (words.first ?? "") + words.dropFirst().map(capitalized).joined()
  }

  /// A type's name; one that cannot be used gets `Value` behind it.
  static func type(_ name: String, avoiding reserved: Set<String> = []) -> String {
    usable(upper(name), avoiding: reserved)
  }

  /// The name of a function, field, case, flag or parameter where it is declared or used.
  static func member(_ name: String, avoiding reserved: Set<String> = []) -> String {
    let member = usable(lower(name), avoiding: reserved)
    return keywords.contains(member) ? "`\(member)`" : member
  }

  /// A parameter's label, where most keywords are allowed.
  static func label(_ name: String) -> String { lower(name) }

  /// A label as a declaration has to spell it.
  static func declared(label: String) -> String {
    ["inout", "var", "let"].contains(label) ? "`\(label)`" : label
  }

  /// A label as a call has to spell it.
  static func called(label: String) -> String { label == "inout" ? "`inout`" : label }

  /// Names for things that stand side by side: no two are the same, and each but the later ones of
  /// a clash is what `spell` makes of it.
  static func distinct(
    _ names: [String], besides taken: Set<String> = [], _ spell: (String) -> String
  ) -> [String] {
    var taken = taken
    return names.map { name in
      let plain = spell(name)
      var candidate = plain
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(plain.filter { $0 != "`" })\(number)"
        number += 1
      }
      return candidate
    }
  }

  /// The names of fields, of a type that has no others.
  static func fields(_ fields: [Field]) -> [String] {
    distinct(fields.map(\.name)) { member($0) }
  }

  /// The names of a variant's cases.
  static func cases(_ cases: [Case]) -> [String] {
    distinct(cases.map(\.name)) { member($0, avoiding: ReservedNames.cases) }
  }

  /// The names of an enum's cases, or of flags.
  static func labels(_ labels: [Label]) -> [String] {
    distinct(labels.map(\.name)) { member($0, avoiding: ReservedNames.cases) }
  }

  private static func usable(_ name: String, avoiding reserved: Set<String>) -> String {
    let isTuple = name.hasPrefix("Tuple") && name.dropFirst(5).allSatisfy(\.isNumber)
    return taken.contains(name) || reserved.contains(name) || isTuple ? name + "Value" : name
  }

  /// Whether a function's name already says its first parameter's: `add-order: func(order: …)`.
  static func implies(_ function: String, _ parameter: String) -> Bool {
    let (all, last) = (words(function), words(parameter))
    return all.count > last.count && all.suffix(last.count).elementsEqual(last)
  }
}
