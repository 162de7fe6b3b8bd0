import Testing
import WIT

/// What a query finds, and in which order.
struct SearchTests {
  static let shop = """
    package demo:shop@1.2.0;
    interface types {
      /// What somebody bought.
      record order { id: string, lines: list<order-line> }
      record order-line { product: string, quantity: u32 }
      type orders = list<order>;
      enum state { open, closed }
    }
    interface api {
      use types.{order, orders as history, state};
      resource cart {
        constructor(owner: string);
        add: func(product: string, quantity: u32);
        checkout: func() -> result<order, string>;
      }
      get-orders: func() -> list<order>;
      find-order: func(id: string) -> option<order>;
      import-orders: func(all: history) -> u32;
      set-state: func(order: order, state: state);
      buffer: func(bytes: list<u8, 16>) -> list<u8>;
      look: func(cart: borrow<cart>) -> tuple<string, u32>;
    }
    world shop { export api; }
    """

  static func index() -> SymbolIndex {
    let resolution = resolve(root: package("shop.wit", shop), dependencies: [])
    return SymbolIndex([IndexedGraph(path: "shop.wit", resolution: resolution)])
  }

  static let queries: [(query: String, found: [String])] = [
    // Types: what gives it before what takes it, and that before what holds it.
    ("list<order>", ["get-orders", "import-orders", "orders"]),
    ("-> list<order>", ["get-orders"]),
    ("list<order> ->", ["import-orders"]),
    ("option<_>", ["find-order"]),
    ("-> order", ["get-orders", "find-order", "cart.checkout"]),
    ("result<_, string>", ["cart.checkout"]),
    ("result<order>", ["cart.checkout"]),
    ("list<u8, 16>", ["buffer"]),
    ("borrow<cart>", ["look"]),
    ("-> own<cart>", ["cart.constructor"]),
    ("string, u32", ["cart.add"]),
    ("order, state ->", ["set-state"]),
    ("string -> order", ["find-order"]),
    ("func(string) -> option<order>", ["find-order"]),
    ("-> tuple<string, _>", ["look"]),
    ("orders ->", ["import-orders"]),
    // Not closed yet: still being typed.
    ("list<order-l", ["order"]),
    ("-> option<", ["find-order"]),
    ("option<nothing>", []),
    // Names.
    ("checkout", ["cart.checkout"]),
    ("cart.add", ["cart.add"]),
    ("qantity", ["order-line.quantity"]),
    ("api/find", ["find-order"]),
    ("demo:shop/api.look", ["look"]),
    ("closed", ["state.closed"]),
    ("nothing-like-it", []),
  ]

  @Test(arguments: queries)
  func aQueryFindsWhatFits(_ query: String, _ found: [String]) {
    let index = SearchTests.index()
    #expect(index.search(query).map { index.symbols[$0.symbol].name } == found)
  }

  @Test func aNameFindsItselfThenWhatGivesAndTakesIt() {
    let index = SearchTests.index()
    let hits = index.search("order")
    #expect(
      hits.map { "\(index.symbols[$0.symbol].name) \($0.reason)" } == [
        "order name", "orders name", "set-state takes(\"order\")", "order-line name",
        "get-orders gives", "find-order gives", "cart.checkout gives",
        "import-orders takes(\"all\")",
      ])
  }
}
