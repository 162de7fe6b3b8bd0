import Component
import WIT

/// What the name of a stub's interface says: `shopping:purchase-history-stub/stub-purchase-history`
/// is the stub of the world `purchase-history` of the package `shopping:purchase-history`.
struct StubName: Hashable, Sendable {
  /// The target's.
  var package: PackageName
  var world: String

  /// Nil where the name is no stub's.
  init?(_ interface: String) {
    guard let (package, name) = InterfacePath.parse(interface),
      let target = package.name.dropping(suffix: "-stub"), name.hasPrefix("stub-")
    else { return nil }
    self.package = package
    self.package.name = target
    world = String(name.dropFirst("stub-".count))
  }

  var text: String { "the world `\(world)` of `\(package)`" }
}

extension String {
  fileprivate func dropping(suffix: String) -> String? {
    hasSuffix(suffix) && count > suffix.count ? String(dropLast(suffix.count)) : nil
  }
}
