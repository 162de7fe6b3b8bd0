typealias Order = Shopping.PurchaseHistory.API.Order

/// The purchases of one user; the worker's name is the user's id.
///
/// There is no database: a durable worker's memory is its storage.
struct Worker: Shopping.PurchaseHistory.API.Exports {
  private var orders: [Order] = []

  mutating func addOrder(_ order: Order) {
    orders.append(order)
  }

  func getOrders() -> [Order] {
    orders
  }
}
