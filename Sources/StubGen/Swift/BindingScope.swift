import WIT

/// An interface of a world, or the world itself: what becomes one enum in Swift.
struct BindingScope {
  /// Swift names from the outside in: `Shopping`, `PurchaseHistory`, `API`.
  var path: [String]
  /// The WIT id, for comments.
  var title: String
  /// The WIT name of the interface or world.
  var plainName: String
  var package: PackageID
  var docs: String?
  /// Whose types these are.
  var owner: TypeDefinition.Owner
  var types: [TypeID]
  var imports: [Function] = []
  var exports: [Function] = []
  /// Whether the guest implements it.
  var isExported: Bool
  /// The core module of the imports; `$root` for a world's own functions.
  var importModule: String
  /// What stands before a function's name in an export: `ns:package/interface#`.
  var exportPrefix: String
  /// The names of the package's scopes, which win over the standard library's inside of it.
  var siblings: Set<String> = []
  /// What functions are called in the glue, by their names in the binary.
  var glueNames: [String: GlueName] = [:]
  /// The Swift names of the scope's types.
  var typeNames: [TypeID: String] = [:]

  /// What functions are called, by their names in the binary.
  var functionNames: [String: String] = [:]
  /// What symbols of the scope begin with, behind a verb: `ShoppingPurchaseHistoryAPI`.
  var symbolStem = ""

  var name: String { path[path.count - 1] }
  /// `Shopping.PurchaseHistory.API`.
  var fullName: String { path.joined(separator: ".") }

  func functionName(_ function: Function) -> String {
    functionNames[function.name] ?? SwiftName.member(function.localName)
  }

  func glueName(_ key: String) -> GlueName {
    guard let name = glueNames[key] else {
      preconditionFailure("every function of the scope has a name in the glue")
    }
    return name
  }
}
