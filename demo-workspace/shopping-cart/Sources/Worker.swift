typealias ProductItem = Shopping.PurchaseHistory.API.ProductItem
typealias Order = Shopping.PurchaseHistory.API.Order
typealias CheckoutResult = Shopping.Cart.API.CheckoutResult
typealias PurchaseHistory = Shopping.PurchaseHistoryStub.StubPurchaseHistory.API

/// One shopping cart of one user, from the first item to the checkout.
struct Worker: Shopping.Cart.API.Exports {
  private var userID = ""
  private var items: [ProductItem] = []

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

  /// Sends the order to the purchase history of the cart's user and empties the cart.
  mutating func checkout() -> CheckoutResult {
    guard !userID.isEmpty else { return .error("the cart has no user: initialize it first") }
    guard !items.isEmpty else { return .error("the cart is empty") }
    guard let template = Environment.value(of: "PURCHASE_HISTORY_TEMPLATE_ID") else {
      return .error("PURCHASE_HISTORY_TEMPLATE_ID is not set")
    }
    let order = Order(
      orderID: OrderID.next(),
      items: items,
      total: items.reduce(0) { $0 + $1.price * Float($1.quantity) },
      timestamp: WASI.Clocks.WallClock.now().seconds)
    let history = PurchaseHistory(
      location: .init(value: "worker://\(template)/\(userID.percentEncoded)"))
    history.addOrder(order)
    items = []
    return .success(.init(orderID: order.orderID))
  }

  func getCartContents() -> [ProductItem] {
    items
  }
}
