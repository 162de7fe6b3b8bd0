typealias Order = Shopping.PurchaseHistory.API.Order

struct Worker: Shopping.PurchaseHistory.API.Exports {
  private var orders: [Order] = []

  mutating func addOrder(_ order: Order) {
    orders.append(order)
  }

  func getOrders() -> [Order] {
    orders
  }
}
