typealias ProductItem = Shopping.PurchaseHistory.API.ProductItem
typealias Order = Shopping.PurchaseHistory.API.Order
typealias PurchaseHistory = Shopping.PurchaseHistoryStub.StubPurchaseHistory.API

struct Worker: Shopping.Cart.API.Exports {
  private var userID = ""
  private var items: [ProductItem] = []
  private var orderCount: UInt64 = 0

  mutating func initializeCart(userID: String) {
    self.userID = userID
  }

  mutating func addItem(_ item: ProductItem) {
    items.append(item)
  }

  mutating func removeItem(productID: String) {
    items.removeAll { $0.productID == productID }
  }

  mutating func updateItemQuantity(productID: String, quantity: UInt32) {
    for index in items.indices where items[index].productID == productID {
      items[index].quantity = quantity
    }
  }

  mutating func checkout() -> Shopping.Cart.API.CheckoutResult {
    guard !items.isEmpty else { return .error("the cart is empty") }
    guard let template = environment("PURCHASE_HISTORY_TEMPLATE_ID") else {
      return .error("PURCHASE_HISTORY_TEMPLATE_ID is not set")
    }
    orderCount += 1
    let order = Order(
      orderID: "\(userID)-order-\(orderCount)",
      items: items,
      total: items.reduce(0) { $0 + $1.price * Float($1.quantity) },
      timestamp: WASI.Clocks.WallClock.now().seconds)
    let history = PurchaseHistory(location: .init(value: "worker://\(template)/\(userID)"))
    history.addOrder(order)
    items = []
    return .success(.init(orderID: order.orderID))
  }

  func getCartContents() -> [ProductItem] {
    items
  }

  private func environment(_ name: String) -> String? {
    WASI.CLI.Environment.getEnvironment().first { $0.0 == name }?.1
  }
}
