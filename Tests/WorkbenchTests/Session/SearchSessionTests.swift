import Foundation
import TestSupport
import Testing
import WIT

@testable import Workbench

/// Searching and following users on the screen.
@Suite struct SearchSessionTests {
  @Test func whatIsFoundIsGoneToAndBackReturns() async throws {
    var driver = try await ScreenDriver()
    let start = driver.session.exploredNode?.key
    try await driver.press("f '-> list<order>' enter")
    #expect(driver.session.popups.isEmpty)
    #expect(driver.session.exploredNode?.label == "get-orders")
    try await driver.press("backspace")
    #expect(driver.session.exploredNode?.key == start)
  }

  @Test func aFieldLeadsToItsRecord() async throws {
    var driver = try await ScreenDriver()
    try await driver.press("f 'timestamp' enter")
    #expect(driver.session.exploredNode?.label == "order")
  }

  @Test func usersLeadToWhatNamesAType() async throws {
    var driver = try await ScreenDriver()
    try await driver.press("f 'product-item' enter u")
    guard case .choice(let title, let names, _, _)? = driver.session.popups.last else {
      Issue.record("no users are listed")
      return
    }
    #expect(title == "Users of product-item")
    #expect(names.contains("shopping:cart/api.{add-item}, parameter item"))
    #expect(Set(names).count == names.count)
    let row = try #require(names.firstIndex(of: "shopping:cart/api.{add-item}, parameter item"))
    try await driver.press(String(repeating: "j ", count: row) + "enter")
    #expect(driver.session.exploredNode?.label == "add-item")
    try await driver.press("u")
    #expect(driver.session.popups.isEmpty)
    #expect(driver.session.toast?.text == "Nothing uses add-item.")
  }

  @Test func aComponentShowsTheDocsOfItsSource() async throws {
    let component = Project.root.appending(
      path: "demo-workspace/purchase-history/purchase_history.wasm")
    let text = """
      package shopping:purchase-history;
      /// All orders of a customer.
      interface api {
        record order { id: string }
        /// Everything that was bought.
        get-orders: func() -> list<order>;
      }
      """
    let folder = try TemporaryFolder(["wit/history.wit": text])
    try folder.write(Array(try Data(contentsOf: component)), to: "history.wasm")
    var driver = try await ScreenDriver(folder: folder.path)
    let node = try #require(
      driver.session.tree.nodes.last { $0.label == "get-orders" }?.subject)
    #expect(driver.session.workspace?.sources[node.source].path == "history.wasm")
    #expect(driver.session.workspace?.docsElsewhere(of: node) == "Everything that was bought.")
    try await driver.press("G l j")
    #expect(driver.screen.contains("All orders of a customer."))
  }

  @Test func aSearchStaysRightWhenFilesAreReadAgain() async throws {
    let folder = try TemporaryFolder(["a.wit": "package a:b;\ninterface i { type first = u8; }\n"])
    var driver = try await ScreenDriver(folder: folder.path)
    try await driver.press("f 'first'")
    try folder.write(
      Array("package a:b;\ninterface j { type other = u8; type first = u8; }\n".utf8), to: "a.wit")
    let contents = try await LocalEngine(path: folder.path).loadWorkspace()
    try await driver.apply(.workspaceLoaded(contents))
    try await driver.press("enter")
    #expect(driver.session.exploredNode?.label == "first")
    #expect(driver.session.exploredDeclaration?.description == "a.wit:2:37")
  }
}
