/// Where the parts of a composed component are kept: beside it, since people look at them.
///
/// `cart/shopping_cart_composed.wasm` has `cart/shopping_cart.wasm` and
/// `cart/purchase_history_stub.wasm` beside it, the names of the ecosystem's own builds.
struct ComposedParts: Hashable, Sendable {
  /// The component before its stubs are in it.
  let own: String
  private let folder: String

  init(component path: String, template: String) {
    folder = Files.folder(of: path)
    let own = Files.join(folder, "\(Self.stem(template)).wasm")
    self.own = own == path ? Files.join(folder, "\(Self.stem(template))_uncomposed.wasm") : own
  }

  func stub(of template: String) -> String {
    Files.join(folder, "\(Self.stem(template))_stub.wasm")
  }

  /// `shopping_cart` for `shopping-cart`.
  private static func stem(_ template: String) -> String {
    String(template.map { $0 == "-" ? "_" : $0 })
  }
}
