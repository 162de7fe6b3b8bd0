// Generated stub of shopping:purchase-history-stub. Changes here are lost.

typealias Stub = Shopping.PurchaseHistoryStub.StubPurchaseHistory.Stub

extension Shopping.PurchaseHistoryStub.StubPurchaseHistory {
  /// Passes every call on to a remote worker, through `golem:rpc`.
  enum Stub: Exports {
    final class API: APIResource {
      private let remote: RemoteWorker

      init(location: URI) {
        remote = RemoteWorker(at: location)
      }

      func addOrder(_ order: Order) {
        remote.call("shopping:purchase-history/api/add-order", .init(order))
      }

      func getOrders() -> [Order] {
        remote.call("shopping:purchase-history/api/get-orders").result()
      }
    }
  }
}
