import Foundation
import TestSupport
import Testing

/// `witbench stubgen generate`, as scripts run it.
@Suite struct GenerateCommandTests {
  private func generate(
    _ arguments: String..., in folder: TemporaryFolder
  ) throws -> Program.Answer {
    try Program.run(["stubgen", "generate"] + arguments, in: folder.path)
  }

  @Test func itWritesTheStubAndSaysEachFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      try Fixture.text("purchase-history/purchase-history.wit"), to: "wit/purchase-history.wit")
    let answer = try generate("-s", "wit", "-d", "stub", in: folder)
    #expect(answer.status == 0)
    #expect(answer.output.hasPrefix("Generating stub WIT to stub/wit/_stub.wit\n"))
    #expect(answer.output.hasSuffix("\nDone\n"))
    let written = answer.output.split(separator: "\n").dropLast().map { line in
      String(line.split(separator: " ").last ?? "")
    }
    #expect(written.contains("stub/wit/deps/shopping_purchase-history/purchase-history.wit"))
    #expect(written.contains("stub/wit/deps/wasm-rpc/wasm-rpc.wit"))
    #expect(written.contains("stub/Sources/Stub.swift"))
    for file in written {
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(file)"), "\(file)")
    }
    try Tool.run(Tool.wasmTools, ["component", "wit", "\(folder.path)/stub/wit"])
  }

  @Test func mistakesInTheWITAreSaidAndNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "package a:b;\ninterface i { f: func(x: nope); }\nworld w { export i; }", to: "wit/a.wit")
    let answer = try generate("-s", "wit", "-d", "stub", in: folder)
    #expect(answer.status == 1)
    #expect(answer.errors.hasPrefix("wit/a.wit:2:26: error: "))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/stub"))
  }

  @Test func whatNoStubCanOfferIsSaidWithItsPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "package a:b;\ninterface i { f: async func(); }\nworld w { export i; }", to: "wit/a.wit")
    let answer = try generate("-s", "wit", "-d", "stub", in: folder)
    #expect(answer.status == 1)
    #expect(answer.errors.contains("an async function cannot be generated yet"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/stub"))
  }

  @Test func filesThatCannotBeReadOrWrittenAreOfStatusTwo() throws {
    let folder = try TemporaryFolder()
    #expect(try generate("-s", "nowhere", "-d", "stub", in: folder).status == 2)
    try folder.write(
      try Fixture.text("purchase-history/purchase-history.wit"), to: "wit/purchase-history.wit")
    try folder.write("in the way", to: "stub")
    let answer = try generate("-s", "wit", "-d", "stub", in: folder)
    #expect(answer.status == 2)
    #expect(answer.errors.contains("stub"))
  }

  @Test func aMissingOptionIsAUsageError() throws {
    let folder = try TemporaryFolder()
    #expect(try generate("-s", "wit", in: folder).status == 64)
  }
}
