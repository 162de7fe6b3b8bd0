import Component
import Foundation
import Runtime
import TestSupport
import Testing
import Workbench

/// The demo workspace: that its components are what its sources give.
///
/// These start the Swift compiler and take some seconds each.
struct DemoBuildTests {
  private static let demo = Project.root.appending(path: "demo-workspace").path
  private static let components = [
    "purchase-history/purchase_history.wasm", "shopping-cart/shopping_cart.wasm",
    "shopping-cart/purchase_history_stub.wasm", "shopping-cart/shopping_cart_composed.wasm",
    "types/echo.wasm",
  ]

  /// The demo's text files, so that nothing built can be taken for the answer.
  private static func sources() throws -> [String: String] {
    var files: [String: String] = [:]
    let all = FileManager.default.enumerator(atPath: demo)?.allObjects as? [String] ?? []
    for name in all {
      guard [".swift", ".wit", ".toml"].contains(where: name.hasSuffix), !name.hasPrefix(".") else {
        continue
      }
      files[name] = try String(contentsOfFile: "\(demo)/\(name)", encoding: .utf8)
    }
    return files
  }

  @Test func theCommittedComponentsAreWhatTheSourcesGive() async throws {
    let folder = try TemporaryFolder(try DemoBuildTests.sources())
    let rebuilt = try Workspace.open(folder.path)
    let products = try await Builder(workspace: rebuilt) { _ in }.build()
    #expect(products.map(\.path) == DemoBuildTests.components)
    // What callers have of their targets is up to date.
    for (name, text) in try DemoBuildTests.sources() {
      #expect(try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8) == text)
    }
    for path in DemoBuildTests.components {
      let old = try Judge.run("component", "wit", "\(DemoBuildTests.demo)/\(path)")
      let new = try Judge.run("component", "wit", "\(folder.path)/\(path)")
      #expect(old.status == 0 && new.status == 0, "\(old.errors)\(new.errors)")
      #expect(Golden.difference(new.text, from: old.text) == nil, "\(path)")
      let validated = try Judge.run("validate", "\(folder.path)/\(path)")
      #expect(validated.status == 0, "\(validated.errors)")
    }
    // What a stub adds to its caller.
    let stub = try Files.read("\(folder.path)/shopping-cart/purchase_history_stub.wasm")
    #expect(stub.count <= 64 << 10)
    let expected = try await answers(try Workspace.open(DemoBuildTests.demo))
    #expect(try await answers(rebuilt) == expected)
    #expect(expected.count == 9)
  }

  @Test func theSameSourcesGiveTheSameBytesAnywhere() async throws {
    let sources = try DemoBuildTests.sources()
    var all: [[UInt8]] = []
    for _ in 0..<2 {
      let folder = try TemporaryFolder(sources)
      let workspace = try Workspace.open(folder.path)
      let products = try await Builder(workspace: workspace) { _ in }.build(["purchase-history"])
      all.append(try Files.read("\(folder.path)/\(try #require(products.first).path)"))
    }
    #expect(all[0] == all[1])
  }

  /// What a shopper sees, without what differs each time: the orders' ids and times.
  private func answers(_ workspace: Workspace) async throws -> [String] {
    let runtime = try WorkerRuntime(
      .init(
        folder: workspace.stateFolder, durability: .memory, templates: workspace.runtimeTemplates))
    var answers: [String] = []
    func call(_ worker: WorkerAddress, _ function: String, _ arguments: String...) async throws {
      let type = try await runtime.componentType(of: worker)
      let function = try type.function(named: function)
      let values = try zip(arguments, function.type.parameters).map {
        try WAVE.parse($0, as: $1.type)
      }
      let outcome = try await runtime.invoke(
        worker, function: function.canonicalName, arguments: values)
      guard case .returned(let value) = outcome else {
        answers.append("\(outcome)")
        return
      }
      if let value { answers.append(text(value)) }
    }
    let cart = WorkerAddress(template: "shopping-cart", name: "first")
    try await call(cart, "checkout")
    try await call(cart, "initialize-cart", #""ann""#)
    try await call(cart, "checkout")
    try await call(cart, "add-item", #"{product-id: "p", name: "Pén", price: 2.5, quantity: 4}"#)
    try await call(cart, "add-item", #"{product-id: "q", name: "Ink", price: 7, quantity: 1}"#)
    try await call(cart, "update-item-quantity", #""p""#, "2")
    try await call(cart, "get-cart-contents")
    try await call(cart, "remove-item", #""q""#)
    try await call(cart, "checkout")
    try await call(cart, "get-cart-contents")
    try await call(cart, "add-item", #"{product-id: "r", name: "Pad", price: 3, quantity: 1}"#)
    try await call(cart, "checkout")
    let echo = WorkerAddress(template: "echo", name: "one")
    try await call(echo, "echo-shape", "line(({x: 1, y: -2}, {x: 3, y: 4}))")
    let history = WorkerAddress(template: "purchase-history", name: "ann")
    try await call(history, "get-orders")
    let orders = try await orderIDs(of: history, on: runtime)
    answers.append("\(Set(orders).count) different of \(orders.count)")
    await runtime.close()
    return answers
  }

  private func orderIDs(
    of history: WorkerAddress, on runtime: WorkerRuntime
  ) async throws -> [String] {
    let name = try await runtime.componentType(of: history).function(named: "get-orders")
    let outcome = try await runtime.invoke(history, function: name.canonicalName, arguments: [])
    guard case .returned(.list(let orders)?) = outcome else { return [] }
    return orders.compactMap { order in
      guard case .record(let fields) = order, case .string(let id)? = fields.first?.value else {
        return nil
      }
      return id
    }
  }

  private func text(_ value: Value) -> String {
    WAVE.text(of: masked(value))
  }

  private func masked(_ value: Value) -> Value {
    switch value {
    case .list(let items): .list(items.map(masked))
    case .variant(let name, let payload?): .variant(name: name, payload: masked(payload))
    case .record(let fields):
      .record(
        fields.map { field in
          switch field.name {
          case "order-id": Value.FieldValue(name: field.name, value: .string("ID"))
          case "timestamp": Value.FieldValue(name: field.name, value: .u64(0))
          default: Value.FieldValue(name: field.name, value: masked(field.value))
          }
        })
    default: value
    }
  }
}
