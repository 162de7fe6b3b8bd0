nonisolated(unsafe) var liveCarts: Int32 = 0

struct Worker: Test.Res.Store.Exports {
  final class Cart: Test.Res.Store.CartResource {
    let userID: String
    var items: [(String, UInt32)] = []

    init(userID: String) {
      self.userID = userID
      liveCarts += 1
    }

    deinit { liveCarts -= 1 }

    func add(name: String, count: UInt32) { items.append((name, count)) }

    func checkout() throws(Thrown<String>) -> String {
      if items.isEmpty { throw Thrown("empty") }
      return "\(userID):" + items.map { $0.0 }.joined(separator: "+")
    }

    func mergeWith(other: Cart) { items += other.items }

    static func merge(a: Cart, b: Cart) -> Cart {
      let cart = Cart(userID: a.userID + b.userID)
      cart.items = a.items + b.items
      return cart
    }

    func count() -> UInt32 { items.reduce(0) { $0 + $1.1 } }
  }

  func make(n: UInt32) -> [Cart] {
    (0..<n).map {
      let cart = Cart(userID: String($0))
      cart.add(name: "x", count: $0)
      return cart
    }
  }

  func total(cs: [Cart]) -> UInt32 { cs.reduce(0) { $0 + $1.count() } }
  func pass(c: Cart?) -> Cart? { c }
  func consume(c: Cart) -> UInt32 { c.count() }
  func live() -> Int32 { liveCarts }
}
