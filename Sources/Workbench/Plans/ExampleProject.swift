/// A project to begin with: `witbench new --example NAME`.
package enum ExampleProject: String, Hashable, Sendable, CaseIterable {
  case swiftCounter = "swift-counter"
  case swiftShoppingCart = "swift-shopping-cart"

  /// The files of a project with a template of this name, to go into a folder of that name.
  ///
  /// - Throws: where the name cannot be that of a template and of a WIT package
  package func plan(template name: String, in parent: String) throws(BuildFailure) -> ChangePlan {
    try Self.check(name)
    let folder = parent == "." ? name : Files.join(parent, name)
    guard !Files.exists(folder) else {
      throw BuildFailure(.refused, "\(folder) exists already: choose another --template-name")
    }
    let stem = String(name.map { $0 == "-" ? "_" : $0 })
    var edit = ManifestEdit(workspace: name)
    edit.addTemplate(name, component: "\(stem).wasm", wit: "wit", source: "Sources")
    var plan = ChangePlan()
    do throws(FileError) {
      try plan.add(edit.text, to: Files.join(folder, Manifest.fileName))
      try plan.add(wit(world: name), to: Files.join(folder, "wit/\(name).wit"))
      try plan.add(worker, to: Files.join(folder, "Sources/Worker.swift"))
      try plan.add(".witbench/\n", to: Files.join(folder, ".gitignore"))
    } catch {
      throw BuildFailure(error)
    }
    return plan
  }

  /// A world has the template's name, so that has to be one of WIT.
  private static func check(_ name: String) throws(BuildFailure) {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    let isName = words.allSatisfy { word in
      word.first.map { ("a"..."z").contains($0) } == true
        && word.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    }
    guard isName else {
      throw BuildFailure(
        .refused, "`\(name)` cannot name a template: use words of a-z and 0-9 with `-` between")
    }
  }

  private func wit(world: String) -> String {
    """
    package golem:template;

    \(interface)
    world %\(world) {
      export api;
    }

    """
  }

  private var interface: String {
    switch self {
    case .swiftCounter: Self.counterInterface
    case .swiftShoppingCart: Self.cartInterface
    }
  }

  private var worker: String {
    switch self {
    case .swiftCounter: Self.counterWorker
    case .swiftShoppingCart: Self.cartWorker
    }
  }
}

extension ExampleProject {
  private static let counterInterface = """
    interface api {
      /// Adds to the counter.
      add: func(value: u64);
      /// What has been added so far.
      get: func() -> u64;
    }

    """

  private static let counterWorker = """
    struct Worker: Golem.Template.API.Exports {
      private var total: UInt64 = 0

      mutating func add(value: UInt64) {
        total &+= value
      }

      func get() -> UInt64 {
        total
      }
    }

    """

  private static let cartInterface = """
    interface api {
      record product-item {
        product-id: string,
        name: string,
        price: f32,
        quantity: u32,
      }

      record order {
        order-id: string,
        items: list<product-item>,
        total: f32,
        timestamp: u64,
      }

      record order-confirmation {
        order-id: string,
      }

      variant checkout-result {
        error(string),
        success(order-confirmation),
      }

      initialize-cart: func(user-id: string);
      add-item: func(item: product-item);
      remove-item: func(product-id: string);
      update-item-quantity: func(product-id: string, quantity: u32);
      checkout: func() -> checkout-result;
      get-cart-contents: func() -> list<product-item>;
    }

    """

  private static let cartWorker = """
    typealias API = Golem.Template.API

    struct Worker: API.Exports {
      private var userID = ""
      private var items: [API.ProductItem] = []
      private var orders = 0

      mutating func initializeCart(userID: String) {
        self.userID = userID
        items = []
      }

      mutating func addItem(_ item: API.ProductItem) {
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

      mutating func checkout() -> API.CheckoutResult {
        guard !items.isEmpty else { return .error("the cart is empty") }
        orders += 1
        items = []
        return .success(API.OrderConfirmation(orderID: "\\(userID)-\\(orders)"))
      }

      func getCartContents() -> [API.ProductItem] {
        items
      }
    }

    """
}
