import Foundation
import TestSupport
import Testing
import WIT
import Workbench

/// WIT packages that are no text: `.wasm` and `.wat`, named themselves or in `deps/`.
struct BinaryPackageTests {
  /// `c:d@1.0.0` with an interface that has all kinds of types, one that uses it, and a world.
  private static let dependency = """
    package c:d@1.0.0;

    interface shapes {
      resource canvas {
        constructor(width: u32);
        draw: func(points: list<point>) -> result<_, fault>;
      }

      record point {
        x: f32,
        y: f32,
      }

      enum fault {
        full,
      }
    }

    interface painting {
      use shapes.{canvas, point};

      paint: func(on: borrow<canvas>, at: option<point>);
    }

    world painter {
      import shapes;
      export painting;
    }
    """

  private static let user = """
    package a:b;
    world w {
      import c:d/painting@1.0.0;
      use c:d/shapes@1.0.0.{point};
      export origin: func() -> point;
    }
    """

  /// The dependency as the judge encodes it, text or binary.
  private func encoded(_ form: String) throws -> [UInt8] {
    let folder = try TemporaryFolder(["in.wit": BinaryPackageTests.dependency])
    let output = "\(folder.path)/out"
    let answer = try Judge.run(
      "component", "wit", form, "-o", output, "\(folder.path)/in.wit")
    try #require(answer.status == 0, "\(answer.errors)")
    return Array(try Data(contentsOf: URL(fileURLWithPath: output)))
  }

  private func lines(_ folder: TemporaryFolder, _ path: String = "") throws -> [String] {
    let resolution = try WITFolder.load(folder.path + path)
    let renderer = DiagnosticText(sources: resolution.sources)
    #expect(resolution.diagnostics.map { renderer.text(of: $0) } == [])
    return CanonicalLines.of(resolution.graph)
  }

  @Test(arguments: ["d.wasm", "d.wat"])
  func aDependencyInBinaryFormIsAsGoodAsItsText(_ name: String) throws {
    let asText = try TemporaryFolder([
      "w.wit": BinaryPackageTests.user, "deps/d.wit": BinaryPackageTests.dependency,
    ])
    let asBinary = try TemporaryFolder(["w.wit": BinaryPackageTests.user])
    try asBinary.write(try encoded(name == "d.wat" ? "-t" : "-w"), to: "deps/\(name)")
    #expect(try lines(asBinary) == (try lines(asText)))
  }

  @Test func aPackageInBinaryFormCanBeNamedItself() throws {
    let folder = try TemporaryFolder(["d.wit": BinaryPackageTests.dependency])
    try folder.write(try encoded("-w"), to: "d.wasm")
    #expect(try lines(folder, "/d.wasm") == (try lines(folder, "/d.wit")))
  }

  @Test func textHasPrecedenceOverThePartsThatABinaryHolds() throws {
    // `e:f` uses `c:d`: its binary holds what it uses, and that only.
    let source = try TemporaryFolder([
      "e.wit": "package e:f; interface i { use c:d/shapes@1.0.0.{point}; }",
      "deps/d.wit": BinaryPackageTests.dependency,
    ])
    let output = "\(source.path)/e.wasm"
    let answer = try Judge.run("component", "wit", "-w", "-o", output, source.path)
    try #require(answer.status == 0, "\(answer.errors)")
    let binary = Array(try Data(contentsOf: URL(fileURLWithPath: output)))
    let user = "package a:b; interface j { use e:f/i.{point}; }"
    let alone = try TemporaryFolder(["a.wit": user])
    try alone.write(binary, to: "deps/e.wasm")
    #expect(try lines(alone).contains("interface c:d/shapes@1.0.0"))
    #expect(try !lines(alone).contains("interface c:d/painting@1.0.0"))
    let both = try TemporaryFolder(["a.wit": user, "deps/d.wit": BinaryPackageTests.dependency])
    try both.write(binary, to: "deps/e.wasm")
    #expect(try lines(both).contains("interface c:d/painting@1.0.0"))
  }

  @Test func aDependencyThatCannotBeReadIsNamedAmongTheMistakes() throws {
    let folder = try TemporaryFolder([
      "a.wit": "package a:b; interface i { f: func(); }", "deps/x.wat": "(component (nonsense))",
    ])
    try folder.write([0x00, 0x61, 0x73, 0x6D, 0x0D], to: "deps/y.wasm")
    // A component without exports is code, not a package.
    try folder.write([0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00], to: "deps/z.wasm")
    let resolution = try WITFolder.load(folder.path, shownAs: "wit")
    let renderer = DiagnosticText(sources: resolution.sources)
    let places = resolution.diagnostics.map { $0.range.map { "\(renderer.place(of: $0))" } }
    #expect(places == ["wit/deps/x.wat:1:1", "wit/deps/y.wasm:1:1", "wit/deps/z.wasm:1:1"])
    #expect(resolution.graph.interfaces.count == 1)
    #expect(!resolution.isUsable)
  }
}

/// The reference's own cases of packages that are no text.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"))
struct BinaryPackageCorpusTests {
  @Test(arguments: ["pass/kinds-of-deps", "pass/simple-wasm-text.wat"])
  func itMeansWhatTheJudgeSays(_ name: String) throws {
    let resolution = try WITFolder.load(Corpus.path("wit/\(name)"))
    let answer = "wit/expected/" + name.split(separator: "/").joined(separator: "__")
    let lines = CanonicalLines.of(resolution.graph).map { $0 + "\n" }.joined()
    #expect(Golden.difference(lines, from: try Corpus.text("\(answer).canon")) == nil)
    let root = try #require(resolution.root)
    let printed = WITPrinter.text(root: root, in: resolution.graph)
    let expected = try Corpus.text("\(answer).print")
    // The reference puts packages that were binaries before those that were text.
    let isOtherOrder = name == "pass/kinds-of-deps"
    #expect((Golden.difference(printed, from: expected) == nil) == !isOtherOrder)
    #expect(printed.split(separator: "\n").sorted() == expected.split(separator: "\n").sorted())
  }
}
