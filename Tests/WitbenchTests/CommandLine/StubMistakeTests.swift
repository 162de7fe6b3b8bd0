import Foundation
import TestSupport
import Testing

/// What is wrong with the input of the stub commands: each is said with what to do about it, and
/// nothing is half-written.
@Suite(.timeLimit(.minutes(10))) struct StubMistakeTests {
  private static let good = "package a:b;\ninterface i { f: func(); }\nworld w { export i; }\n"

  private struct Mistake {
    var name: String
    var files: [String: String]
    var sentence: String
  }

  private static let mistakes = [
    Mistake(
      name: "cyclic packages",
      files: [
        "wit/a.wit": "package a:a;\ninterface i { use b:b/i.{t}; f: func(x: t); }\n"
          + "world w { export i; }\n",
        "wit/deps/b.wit": "package b:b;\ninterface i { use c:c/i.{t}; }\n",
        "wit/deps/c.wit": "package c:c;\ninterface i { use b:b/i.{t}; }\n",
      ], sentence: "wit/deps/b.wit:2:19: error: packages depend on each other in a circle"),
    Mistake(
      name: "a package of itself",
      files: [
        "wit/a.wit": "package a:a;\ninterface i { use a:a/j.{t}; }\nworld w { export i; }\n"
      ], sentence: "wit/a.wit:2:"),
    Mistake(
      name: "clashing names",
      files: [
        "wit/a.wit": "package a:a;\ninterface i { f: func(); F: func(); }\nworld w { export i; }\n"
      ], sentence: "wit/a.wit:2:26: error: "),
    Mistake(
      name: "an unsupported type",
      files: [
        "wit/a.wit":
          "package a:a;\ninterface i { f: func(x: stream<u8>); }\nworld w { export i; }\n"
      ], sentence: "wit/a.wit:2:15: "),
    Mistake(
      name: "several worlds",
      files: ["wit/a.wit": good + "world v { export i; }\n"],
      sentence: "say which world is meant: `w`, `v`"),
    Mistake(
      name: "nothing to call", files: ["wit/a.wit": "package a:b;\nworld w {}\n"],
      sentence: "exports no function"),
    Mistake(
      name: "no text", files: ["wit/a.wit": "\u{0}\u{1}"], sentence: "wit/a.wit:1:1: error: "),
  ]

  @Test(arguments: mistakes.indices)
  func aMistakeIsSaidWithItsPlaceAndNothingIsWritten(_ index: Int) throws {
    let mistake = Self.mistakes[index]
    let folder = try TemporaryFolder(mistake.files)
    let before = folder.contents
    for command in [
      ["generate", "-s", "wit", "-d", "stub"], ["build", "-s", "wit", "--dest-wasm", "stub.wasm"],
    ] {
      let answer = try Program.run(["stubgen"] + command, in: folder.path)
      #expect(answer.status == 1, "\(mistake.name): \(answer.errors)")
      #expect(answer.output == "", "\(mistake.name)")
      #expect(answer.errors.contains(mistake.sentence), "\(mistake.name): \(answer.errors)")
      #expect(folder.contents == before, "\(mistake.name)")
    }
  }

  /// `/proc` takes no files, whoever asks.
  @Test func aTargetThatCannotBeWrittenToIsSaidAndNothingElseIs() throws {
    let folder = try TemporaryFolder(["wit/a.wit": Self.good])
    let answer = try Program.run(
      ["stubgen", "generate", "-s", "wit", "-d", "/proc/stub"], in: folder.path)
    #expect(answer.status == 2)
    #expect(answer.output == "")
    #expect(answer.errors.contains("/proc/stub"))
    #expect(answer.errors.contains("choose a place that can be written to"))
  }

  @Test func whatIsInTheWayLeavesTheRestAsItWas() throws {
    let folder = try TemporaryFolder(["wit/a.wit": Self.good, "stub/Sources/World.swift/x": ""])
    let before = folder.contents
    let answer = try Program.run(
      ["stubgen", "generate", "-s", "wit", "-d", "stub"], in: folder.path)
    #expect(answer.status == 2)
    #expect(answer.errors.contains("stub/Sources/World.swift: is a folder"))
    #expect(folder.contents == before)
  }

  @Test func aFolderThatIsHalfWrittenIsCompletedAndWhatIsOldInItIsSaid() throws {
    let folder = try TemporaryFolder([
      "wit/a.wit": Self.good, "stub/wit/_stub.wit": "package a:", "stub/Sources/Old.swift": "?",
    ])
    let generate = ["stubgen", "generate", "-s", "wit", "-d", "stub"]
    let plan = try Program.run(generate + ["--dry-run"], in: folder.path)
    #expect(plan.output.contains("changed stub/wit/_stub.wit (+"))
    let answer = try Program.run(generate, in: folder.path)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.errors.contains("stub/Sources/Old.swift is no part of this stub: remove it"))
    let again = try Program.run(generate + ["--dry-run"], in: folder.path)
    #expect(again.output.split(separator: "\n").allSatisfy { $0.hasPrefix("same ") })
    let check = try Program.run(["wit", "check", "stub/wit"], in: folder.path)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test func aDryRunOfABuildStartsNoProgramAndWritesNothing() throws {
    let folder = try TemporaryFolder(["wit/a.wit": Self.good])
    let before = folder.contents
    let answer = try Program.run(
      [
        "stubgen", "build", "-s", "wit", "--dest-wasm", "stub.wasm", "--dest-wit-root", "out",
        "--dry-run",
      ], environment: ["PATH": "/nowhere"], in: folder.path)
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.hasPrefix("new     stub.wasm\nnew     out/_stub.wit\n"))
    #expect(folder.contents == before)
  }

  @Test(arguments: [
    ["stubgen", "build", "-s", "wit", "--dest-wasm", "stub.wasm", "--dest-wit-root", "out"],
    ["build"],
  ])
  func aMissingToolchainIsSaidWithHowToGetIt(_ command: [String]) throws {
    let folder = try TemporaryFolder([
      "wit/a.wit": Self.good, "Sources/Worker.swift": "struct Worker {}",
      "witbench.toml":
        "[templates.w]\nwit = \"wit\"\nsource = \"Sources\"\ncomponent = \"w.wasm\"\n",
    ])
    let before = folder.contents
    let answer = try Program.run(
      command, environment: ["PATH": "/nowhere"], in: folder.path)
    #expect(answer.status == 2)
    #expect(answer.errors.contains("Install Swift 6.2 or newer"), "\(answer.errors)")
    #expect(folder.contents.filter { !$0.hasPrefix(".witbench") } == before)
  }
}
