import TestSupport
import Testing

@testable import Workbench

/// What the screen and the commands say of a template that still imports its stub.
struct StubScreenTests {
  private static let stub = "shopping:purchase-history-stub/stub-purchase-history"

  /// What stands in the panes, without blanks, ends of lines and frames: texts are wrapped anywhere.
  private func dense(_ text: String) -> String {
    text.filter { !" \n│┃".contains($0) }
  }

  @Test func theTemplateSaysFromWhichWITItsStubIsServed() async throws {
    let demo = try DemoCopy(isComposed: false)
    var driver = try await ScreenDriver(columns: 180, folder: demo.path)
    try await driver.press("4 /")
    try await driver.press("'shopping-cart' enter")
    let screen = dense(driver.screen)
    #expect(
      screen.contains(dense("served by this runtime, from the WIT of `purchase-history`")),
      "\(screen)")
    let answer = try Program.run(["template", "get", "shopping-cart"], in: demo.path)
    #expect(
      answer.output.contains(
        "import: \(Self.stub), served by this runtime, from the WIT of `purchase-history`\n"),
      "\(answer.output)\(answer.errors)")
    let component = try Program.run(
      ["component", "inspect", "shopping-cart/shopping_cart.wasm"], in: demo.path)
    #expect(
      component.output.contains(
        "  \(Self.stub)\n      served by this runtime, from the WIT of `purchase-history`\n"),
      "\(component.output)\(component.errors)")
  }

  @Test func theTemplateSaysWhyItsStubIsNotServed() async throws {
    let demo = try DemoCopy(isComposed: false)
    let wit = "\(demo.path)/purchase-history/wit/purchase-history.wit"
    let text = String(decoding: try Files.read(wit), as: UTF8.self)
      .replacing("total: f32", with: "total: f64").replacing("total: float32", with: "total: f64")
    try Files.write(Array(text.utf8), to: wit)
    let reason = "parameter `order` › field `total`: f32 here, f64 there"
    var driver = try await ScreenDriver(columns: 180, folder: demo.path)
    try await driver.press("4 /")
    try await driver.press("'shopping-cart' enter")
    let screen = dense(driver.screen)
    #expect(screen.contains(dense("✗ not served: \(Self.stub);")), "\(screen)")
    #expect(screen.contains(dense(reason)), "\(screen)")
    let answer = try Program.run(["template", "get", "shopping-cart"], in: demo.path)
    #expect(
      answer.output.contains(
        "from the WIT of `purchase-history` but not [method]api.add-order\n"
          + "  `[method]api.add-order`: \(reason)\n"), "\(answer.output)\(answer.errors)")
    let call = try demo.invoke("shopping-cart/a", "get-cart-contents")
    #expect(call.status == 1, "\(call.output)")
    #expect(call.errors.contains(reason), "\(call.errors)")
  }
}
