import Foundation
import TestSupport
import Testing

/// What the program says when something is wrong, and its exit status.
@Suite(.timeLimit(.minutes(10))) struct MistakeTests {
  @Test func aWrongFunctionNameListsWhatExists() throws {
    let demo = try DemoCopy()
    let answer = try demo.invoke("shopping-cart/alice", "chekout")
    #expect(answer.status == 1)
    #expect(answer.output == "")
    #expect(answer.errors.hasPrefix("witbench: there is no function `chekout`; these exist:\n"))
    // The likeliest comes first.
    let list = answer.errors.split(separator: "\n").dropFirst()
    #expect(list.first == "  shopping:cart/api.{checkout}: func() -> checkout-result")
    #expect(list.count == 6)
  }

  @Test(arguments: [
    (
      #"{product-id: "p1", name: "Mug", price: "x", quantity: 2}"#,
      "parameter `item` › field `price`: expected f32"
    ),
    (
      #"{product-id: "p1", name: "Mug", price: 1}"#,
      "parameter `item`: missing field `quantity` (u32)"
    ),
    ("12", "parameter `item`: expected a record like {product-id: …"),
  ]) func aWrongArgumentNamesItsPlace(_ argument: String, _ message: String) throws {
    let demo = try DemoCopy()
    _ = try demo.invoke("shopping-cart/alice", "initialize-cart", #""alice""#)
    let answer = try demo.invoke("shopping-cart/alice", "add-item", argument)
    #expect(answer.status == 1)
    #expect(answer.errors.contains(message), "\(answer.errors)")
    #expect(try demo.invoke("shopping-cart/alice", "get-cart-contents").output == "[]\n")
    let worker = try Program.run(
      ["worker", "get", "--workspace", demo.path, "shopping-cart/alice"])
    #expect(worker.output.contains("status: Idle\n"))
  }

  @Test func aMissingLibraryIsNamedWithWhatToDo() throws {
    let demo = try DemoCopy()
    let answer = try demo.invoke(
      "shopping-cart/alice", "checkout", environment: ["WITBENCH_LIBWASMTIME": "/nowhere.so"])
    #expect(answer.status == 2)
    #expect(answer.errors.contains("libwasmtime was not found"))
    #expect(answer.errors.contains("/nowhere.so"))
    #expect(answer.errors.contains("Scripts/setup"))
    // Nothing was begun.
    let list = try Program.run(["worker", "list", "--json", "--workspace", demo.path])
    #expect(list.output == "[]\n")
  }

  @Test func aFileThatIsNotTheLibraryIsRefused() throws {
    let demo = try DemoCopy()
    let answer = try demo.invoke(
      "shopping-cart/alice", "checkout",
      environment: ["WITBENCH_LIBWASMTIME": "\(demo.path)/witbench.toml"])
    #expect(answer.status == 2)
    #expect(answer.errors.contains("libwasmtime cannot be used"))
  }

  @Test func aTruncatedComponentIsSaidToBeOne() throws {
    let demo = try DemoCopy()
    let path = "\(demo.path)/purchase-history/purchase_history.wasm"
    let bytes = try Data(contentsOf: URL(filePath: path))
    try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
    for arguments in [
      ["component", "wit", path],
      ["invoke", "--workspace", demo.path, "purchase-history/alice", "get-orders"],
    ] {
      let answer = try Program.run(arguments)
      #expect(answer.status == 2)
      #expect(answer.errors.contains("purchase_history.wasm: "), "\(answer.errors)")
      #expect(answer.output == "")
    }
  }

  @Test func aBrokenPackageIsShownWithPlaces() throws {
    let demo = try DemoCopy()
    let path = "\(demo.path)/broken.wit"
    try Data("package a:b;\n\ninterface i {\n  f: func(x: nope) -> u9;\n}\n".utf8)
      .write(to: URL(filePath: path))
    let answer = try Program.run(["wit", "check", path])
    #expect(answer.status == 1)
    #expect(answer.output.contains("\(path):4:14: error: "))
    #expect(answer.output.contains("\(path):4:23: error: "))
  }

  @Test func aWorkerThatDoesNotExistIsNotMadeByLookingForIt() throws {
    let demo = try DemoCopy()
    let answer = try Program.run(
      ["worker", "get", "--workspace", demo.path, "shopping-cart/nobody"])
    #expect(answer.status == 1)
    #expect(answer.errors == "witbench: there is no worker shopping-cart/nobody\n")
    #expect(!FileManager.default.fileExists(atPath: "\(demo.path)/.witbench"))
  }

  @Test(arguments: ["/alice", "shopping-cart/", "shopping-cart/a\nb"])
  func whatIsNoWorkersNameIsAnErrorOfUsage(_ worker: String) throws {
    let demo = try DemoCopy()
    #expect(try demo.invoke(worker, "checkout").status == 64)
  }

  @Test func onlyBuildingNeedsOtherPrograms() throws {
    let demo = try DemoCopy()
    let wit = "\(demo.path)/purchase-history/wit"
    let component = "\(demo.path)/shopping-cart/shopping_cart_composed.wasm"
    for arguments in [
      ["wit", "check", wit], ["wit", "print", wit], ["component", "wit", component],
      ["stubgen", "generate", "-s", wit, "-d", "\(demo.path)/stub"],
      [
        "stubgen", "compose", "--source-wasm", "\(demo.path)/shopping-cart/shopping_cart.wasm",
        "--stub-wasm", "\(demo.path)/shopping-cart/purchase_history_stub.wasm", "--dest-wasm",
        "\(demo.path)/composed.wasm",
      ],
      ["invoke", "--workspace", demo.path, "shopping-cart/alice", "get-cart-contents"],
      ["worker", "list", "--workspace", demo.path],
      ["worker", "get", "--workspace", demo.path, "shopping-cart/alice"],
    ] {
      let answer = try Program.run(arguments, environment: ["PATH": ""])
      #expect(answer.status == 0, "\(arguments): \(answer.errors)")
    }
  }
}
