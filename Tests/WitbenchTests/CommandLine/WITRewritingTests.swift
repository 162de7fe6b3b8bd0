import Foundation
import TestSupport
import Testing
import Workbench

/// `witbench wit fmt` and `wit fix`, as scripts and editors run them.
@Suite(.timeLimit(.minutes(10))) struct WITRewritingTests {
  private static let loose = "package a:b;interface i{f:func()->u8; // kept\n}"
  private static let laidOut = """
    package a:b;

    interface i {
      f: func() -> u8; // kept
    }

    """
  private static let broken = "package a:b;\ninterface i { f: nope; }\n"
  private static let old = "package a:b\ninterface i { f: func(a: float32) -> (); } // kept\n"
  private static let fixed = "package a:b;\ninterface i { f: func(a: f32); } // kept\n"

  private func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Program.Answer {
    try Program.run(["wit"] + arguments, in: folder.path)
  }

  private func text(_ name: String, in folder: TemporaryFolder) throws -> String {
    String(decoding: try Files.read(Files.join(folder.path, name)), as: UTF8.self)
  }

  @Test func oneFileGoesToStdout() throws {
    let folder = try TemporaryFolder(["a.wit": Self.loose])
    let answer = try run("fmt", "a.wit", in: folder)
    #expect(answer.status == 0)
    #expect(answer.output == Self.laidOut)
    #expect(answer.errors == "")
    #expect(try text("a.wit", in: folder) == Self.loose)
  }

  @Test func severalFilesGoToStdoutWithTheirNames() throws {
    let folder = try TemporaryFolder([
      "b.wit": Self.laidOut, "x/wit/a.wit": Self.loose, "x/wit/deps/d/d.wit": Self.loose,
      ".hidden/a.wit": Self.loose,
    ])
    let answer = try run("fmt", ".", in: folder)
    #expect(answer.output == "// b.wit\n\(Self.laidOut)// x/wit/a.wit\n\(Self.laidOut)")
  }

  @Test func filesAreWrittenInPlace() throws {
    let folder = try TemporaryFolder(["a.wit": Self.loose, "b.wit": Self.laidOut])
    let file = Files.join(folder.path, "a.wit")
    #expect(chmod(file, 0o640) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: Files.join(folder.path, "link.wit"), withDestinationPath: "a.wit")
    let answer = try run("fmt", "-i", "link.wit", "b.wit", in: folder)
    #expect(answer.status == 0)
    #expect(answer.output == "link.wit\n")
    #expect(try text("a.wit", in: folder) == Self.laidOut)
    // What it was it still is, and nothing stands beside it.
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(folder.contents == ["a.wit", "b.wit", "link.wit"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(
        atPath: Files.join(folder.path, "link.wit")) == "a.wit")
  }

  @Test func checkingNamesFilesAndChangesNothing() throws {
    let folder = try TemporaryFolder(["a.wit": Self.loose, "b.wit": Self.laidOut])
    let answer = try run("fmt", "--check", ".", in: folder)
    #expect(answer.status == 1)
    #expect(answer.output == "a.wit\n")
    #expect(try text("a.wit", in: folder) == Self.loose)
    #expect(try run("fmt", "--check", "b.wit", in: folder).status == 0)
  }

  @Test func aFileWithSyntaxErrorsIsLeftAndTheOthersAreDone() throws {
    let folder = try TemporaryFolder(["a.wit": Self.broken, "b.wit": Self.loose])
    let answer = try run("fmt", "-i", ".", in: folder)
    #expect(answer.status == 1)
    #expect(answer.output == "b.wit\n")
    #expect(answer.errors.hasPrefix("a.wit:2:18: error: expected `func`, found `nope`\n"))
    #expect(try text("a.wit", in: folder) == Self.broken)
    #expect(try text("b.wit", in: folder) == Self.laidOut)
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let folder = try TemporaryFolder(["x/readme.txt": ""])
    for command in ["fmt", "fix"] {
      let missing = try run(command, "a.wit", in: folder)
      #expect(missing.status == 2)
      #expect(missing.errors == "witbench: a.wit: there is no such file or folder\n")
      let empty = try run(command, "x", in: folder)
      #expect(empty.status == 2)
      #expect(empty.errors == "witbench: x: holds no `.wit` file\n")
    }
    #expect(try run("fmt", "-i", "--check", "x", in: folder).status == 64)
    #expect(try run("fmt", "-i", "-", in: folder).status == 64)
    #expect(try run("fix", "--dry-run", "--check", "x", in: folder).status == 64)
  }

  @Test func oldWITIsRefusedWhereOneAsksForIt() throws {
    let folder = try TemporaryFolder(["a.wit": Self.old])
    #expect(try run("fmt", "a.wit", in: folder).status == 0)
    #expect(try run("fmt", "--strict", "a.wit", in: folder).status == 1)
    #expect(try run("check", "a.wit", in: folder).status == 0)
    #expect(try run("check", "--strict", "a.wit", in: folder).status == 1)
  }

  @Test func oldWITIsFixedInPlaceWithItsDependencies() throws {
    let folder = try TemporaryFolder([
      "wit/a.wit": Self.old, "wit/deps/c/c.wit": "package c:d\ninterface j { type t = float64 }\n",
    ])
    let check = try run("fix", "--check", ".", in: folder)
    #expect(check.status == 1)
    #expect(check.output == "wit/a.wit\nwit/deps/c/c.wit\n")
    let dry = try run("fix", "--dry-run", "wit", in: folder)
    #expect(dry.status == 0)
    #expect(
      dry.output.split(separator: "\n").filter { $0.hasPrefix("  fix: ") } == [
        "  fix: write `;`", "  fix: write `f32`", "  fix: leave it out", "  fix: write `;`",
        "  fix: write `;`", "  fix: write `f64`",
      ])
    #expect(try text("wit/a.wit", in: folder) == Self.old)
    let answer = try run("fix", ".", in: folder)
    #expect(answer.status == 0)
    #expect(answer.output == "wit/a.wit\nwit/deps/c/c.wit\n")
    #expect(try text("wit/a.wit", in: folder) == Self.fixed)
    #expect(
      try text("wit/deps/c/c.wit", in: folder)
        == "package c:d;\ninterface j { type t = f64; }\n")
    #expect(try run("check", "--strict", "wit", in: folder).status == 0)
    #expect(try run("fix", "--check", ".", in: folder).status == 0)
  }

  @Test func whatHasNoFixIsSaid() throws {
    let folder = try TemporaryFolder([
      "a.wit": "package a:b;\ninterface i { use j.*; }\ninterface j { type t = u8; }\n"
    ])
    let answer = try run("fix", "a.wit", in: folder)
    #expect(answer.status == 1)
    #expect(answer.output == "")
    #expect(answer.errors.hasPrefix("a.wit:2:21: error: old WIT: `*` uses all types"))
  }

  @Test func aPackageWithoutANameGetsItsFoldersName() throws {
    let folder = try TemporaryFolder(["shop/wit/a.wit": "interface i { }\n"])
    _ = try Program.run(["wit", "fix", "."], in: Files.join(folder.path, "shop/wit"))
    #expect(try text("shop/wit/a.wit", in: folder) == "package local:shop;\n\ninterface i { }\n")
  }
}
