import Foundation
import TestSupport
import Testing

/// `wit tree`, `doc`, `find` and `diff`, as scripts use them.
@Suite(.timeLimit(.minutes(10))) struct WITIndexTests {
  private static let demo = Project.root.appending(path: "demo-workspace").path

  private func run(_ arguments: String...) throws -> Program.Answer {
    try Program.run(["wit"] + arguments, in: Self.demo)
  }

  @Test func treeListsAPackageAndNamesItsDependencies() throws {
    let answer = try run("tree", "shopping-cart/wit")
    #expect(answer.status == 0)
    let difference = try Golden.difference(
      answer.output,
      from: Project.root.appending(path: "Tests/WitbenchTests/Fixtures/wit-tree.txt"))
    #expect(difference == nil)
  }

  @Test func docShowsTheDeclarationAndItsUsers() throws {
    let answer = try run("doc", "shopping-cart/wit", "product-item")
    #expect(answer.status == 0)
    let difference = try Golden.difference(
      answer.output,
      from: Project.root.appending(path: "Tests/WitbenchTests/Fixtures/wit-doc.txt"))
    #expect(difference == nil)
  }

  @Test func findLooksThroughTextsAndComponents() throws {
    let answer = try run("find", ".", "-> list<order>")
    #expect(answer.status == 0)
    let first = answer.output.split(separator: "\n").first
    #expect(
      first == """
        purchase-history/wit/purchase-history.wit:20:3: \
        shopping:purchase-history/api.{get-orders}  get-orders: func() -> list<order>  (gives it)
        """)
    let component = try run("find", "purchase-history/purchase_history.wasm", "order", "--json")
    let items = try JSONSerialization.jsonObject(with: Data(component.output.utf8))
    let first2 = try #require((items as? [[String: Any]])?.first)
    #expect(first2["path"] as? String == "shopping:purchase-history/api.{order}")
    #expect(first2["place"] is NSNull)
    #expect(first2["reason"] as? String == "name")
  }

  @Test func whatIsNotThereIsStatusOne() throws {
    #expect(try run("find", ".", "option<zzz>").status == 1)
    let missing = try run("doc", ".", "ordr")
    #expect(missing.status == 1)
    #expect(missing.errors == "witbench: there is nothing called `ordr`; did you mean `order`?\n")
    let several = try run("doc", ".", "api")
    #expect(several.status == 1)
    #expect(several.errors.contains("interface shopping:cart/api\n"))
  }

  @Test func whatCannotBeReadIsStatusTwo() throws {
    let folder = try TemporaryFolder(["readme.txt": "nothing to see"])
    for arguments in [["tree", "nowhere"], ["find", folder.path, "x"], ["doc", "nowhere.wasm"]] {
      let answer = try Program.run(["wit"] + arguments, in: Self.demo)
      #expect(answer.status == 2, "\(arguments): \(answer.output)")
      #expect(answer.output == "")
    }
    #expect(try run("diff", "nowhere", "shopping-cart/wit").status == 2)
  }

  private static func package(_ version: String, _ functions: String) -> String {
    "package a:b@\(version);\ninterface i {\n  \(functions)\n}\nworld w {\n  import i;\n}\n"
  }

  @Test func diffTellsByItsStatus() throws {
    let folder = try TemporaryFolder([
      "old.wit": Self.package("1.2.0", "f: func();"),
      "minor.wit": Self.package("1.2.1", "f: func();\n  g: func();"),
      "major.wit": Self.package("2.0.0", "f: func(x: u8);"),
    ])
    func diff(_ old: String, _ new: String, _ more: String...) throws -> Program.Answer {
      try Program.run(["wit", "diff", old, new] + more, in: folder.path)
    }
    let same = try diff("old.wit", "old.wit")
    #expect(same.status == 0)
    #expect(same.output == "nothing changed\n")
    let minor = try diff("old.wit", "minor.wit")
    #expect(minor.status == 0)
    #expect(
      minor.output == """
        compatible
          a:b/i.{g}: the function is new: whoever implements the interface must add it  \
        (minor.wit:4:3)

        minor: nothing breaks; 1.2.1 is not enough, it takes 1.3.0

        """)
    let major = try diff("old.wit", "major.wit")
    #expect(major.status == 1)
    #expect(
      major.output == """
        breaks callers and implementers
          a:b/i.{f}: the parameter `x: u8` is new  (major.wit:3:3)

        major: 1 breaking change; 2.0.0 is enough, it takes 2.0.0

        """)
    let json = try diff("old.wit", "major.wit", "--json")
    #expect(json.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["step"] as? String == "major")
    #expect(object?["requiredVersion"] as? String == "2.0.0")
    let change = try #require((object?["changes"] as? [[String: Any]])?.first)
    #expect(change["breaks"] as? [String] == ["callers", "implementers"])
    #expect(change["newPlace"] as? String == "major.wit:3:3")
  }

  @Test func aComponentIsComparedWithWhatItWasMadeOf() throws {
    let answer = try run(
      "diff", "purchase-history/wit", "purchase-history/purchase_history.wasm")
    #expect(answer.status == 0, "\(answer.output)")
    let other = try run("diff", "purchase-history/wit", "shopping-cart/shopping_cart.wasm")
    #expect(other.status == 1)
    #expect(other.output.contains("the export `shopping:purchase-history/api` is gone"))
  }
}
