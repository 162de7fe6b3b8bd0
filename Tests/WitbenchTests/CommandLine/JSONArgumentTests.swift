import TestSupport
import Testing

/// `invoke -j`: all arguments of a call as one JSON text.
@Suite(.timeLimit(.minutes(10))) struct JSONArgumentTests {
  @Test(arguments: [
    ["-j", "[5]"], ["-j", #"{"n": 5}"#], ["--json-arguments", "[5]"],
    ["--json-arguments=[5]"], ["-j", #"[{"typ":{"type":"U32"},"value":5}]"#],
    ["-j", #"{"typ":{"type":"Tuple","items":[{"type":"U32"}]},"value":[5]}"#],
  ])
  func aCallTakesThem(_ words: [String]) throws {
    let folder = try NumbersFolder()
    let answer = try folder.run(["invoke", "numbers/a", "add"] + words)
    #expect(answer.output == "5\n", "\(answer.errors)")
    #expect(try folder.run(["invoke"] + words + ["numbers/a", "add"]).output == "10\n")
  }

  @Test func aCallWithoutParametersTakesAnEmptyList() throws {
    let folder = try NumbersFolder()
    #expect(try folder.run(["invoke", "numbers/a", "begun", "-j", "[]"]).status == 0)
  }

  @Test(arguments: [
    ("[5, 6]", "expected 1 argument, found 2"),
    (#"["x"]"#, "parameter `n`: expected"), (#"{"m": 1}"#, "there is no parameter `m`"),
    ("{}", "missing parameter `n` (u32)"), ("[4294967296]", "parameter `n`: "),
    (#"[{"typ":{"type":"U64"},"value":5}]"#, "u32"), ("[5", "(at byte 2)"),
  ])
  func whatDoesNotFitIsRefusedWithItsPlace(_ json: String, _ message: String) throws {
    let folder = try NumbersFolder()
    let answer = try folder.run(["invoke", "numbers/a", "add", "-j", json])
    #expect(answer.status == 1)
    #expect(answer.output == "")
    #expect(answer.errors.contains(message), "\(answer.errors)")
    #expect(answer.errors.contains("add: func(n: u32) -> u32"), "\(answer.errors)")
  }

  @Test func bothWaysAtOnceAreRefused() throws {
    let folder = try NumbersFolder()
    let answer = try folder.run(["invoke", "numbers/a", "add", "5", "-j", "[5]"])
    #expect(answer.status == 64)
    #expect(answer.errors.contains("not both ways"))
  }
}
