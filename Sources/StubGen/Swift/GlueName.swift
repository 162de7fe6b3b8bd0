import WIT

/// What functions are called in the glue, where all share one name space.
enum GlueName {
  /// `addOrder`, `cartCheckout`, `makeCart`: unescaped, since it goes behind `ABI.`.
  static func function(_ function: Function) -> String {
    let parts = parts(function)
    guard let resource = parts.resource else { return SwiftName.member(parts.name) }
    if function.isConstructor { return "make" + SwiftName.upper(resource) }
    return SwiftName.lower(resource) + SwiftName.upper(parts.name)
  }

  static func drop(_ resource: String) -> String { "drop" + SwiftName.upper(resource) }

  /// `coreAddOrder`: the core function behind an import.
  static func core(_ name: String) -> String {
    let plain = name.filter { $0 != "`" }
    return "core" + plain.prefix(1).uppercased() + plain.dropFirst()
  }

  private static func parts(_ function: Function) -> (resource: String?, name: String) {
    guard function.resource != nil, let close = function.name.firstIndex(of: "]") else {
      return (nil, function.name)
    }
    let member = function.name[function.name.index(after: close)...]
    return (String(member.prefix { $0 != "." }), function.localName)
  }
}
