import WIT

/// What a function is called in the glue, where all functions of a scope share one name space.
struct GlueName: Hashable {
  /// To go behind `ABI.`: `addOrder`, `cartCheckout`, `makeCart`.
  var lower: String
  /// To go behind another word: `coreAddOrder`, `exportCartCheckout`.
  var upper: String

  /// The binary's name of the function that drops handles.
  static func dropKey(_ resource: String) -> String { "[resource-drop]\(resource)" }

  /// Names for functions and for the drops of resources, by the names that the binary has.
  static func all(of functions: [Function], resources: [String]) -> [String: GlueName] {
    var names: [String: GlueName] = [:]
    var taken: Set<String> = []
    func add(_ key: String, _ name: GlueName) {
      guard names[key] == nil else { return }
      var name = name
      // `make-cart` beside the constructor of `cart`.
      while !taken.insert(name.upper).inserted {
        name.lower += "Member"
        name.upper += "Member"
      }
      names[key] = name
    }
    // Freestanding functions first: theirs are the names that stay as they are.
    for function in functions where function.resource == nil {
      add(
        function.name,
        GlueName(
          lower: SwiftName.member(function.name), upper: SwiftName.upper(function.name)))
    }
    for function in functions where function.resource != nil {
      add(function.name, member(function))
    }
    for resource in resources { add(dropKey(resource), joined("drop", "Drop", resource)) }
    return names
  }

  private static func member(_ function: Function) -> GlueName {
    let close = function.name.firstIndex(of: "]") ?? function.name.startIndex
    let resource = String(function.name[close...].dropFirst().prefix { $0 != "." })
    if function.isConstructor { return joined("make", "Make", resource) }
    let member = SwiftName.upper(function.localName)
    return GlueName(
      lower: SwiftName.lower(resource) + member, upper: SwiftName.upper(resource) + member)
  }

  private static func joined(_ lower: String, _ upper: String, _ resource: String) -> GlueName {
    let name = SwiftName.upper(resource)
    return GlueName(lower: lower + name, upper: upper + name)
  }
}
