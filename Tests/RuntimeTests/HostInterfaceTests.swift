import Component
import Testing

@testable import Runtime

@Suite struct HostInterfaceTests {
  private final class Lines: GuestOutput {
    var lines: [LogLine] = []

    func write(_ line: LogLine) { lines.append(line) }
  }

  private static let codes = ValueType.result(
    ok: nil,
    error: .enum(.init(name: "error-code", labels: ["unknown", "access-denied", "timeout"])))

  private static func call(
    _ host: GuestHost, _ interface: String, _ function: String, _ arguments: Value...,
    result: ValueType? = nil
  ) async throws -> Value? {
    try await host.call(
      ImportName(interface: interface, function: function),
      type: FunctionType(name: function, parameters: [], result: result), arguments: arguments)
  }

  private static func host(_ output: Lines = Lines()) -> GuestHost {
    GuestHost(journal: NoJournal(), output: output, stop: StopSwitch())
  }

  @Test(arguments: [
    ("wasi:sockets/tcp-create-socket@0.2.0", "create-tcp-socket"),
    ("wasi:sockets/udp-create-socket@0.2.3", "create-udp-socket"),
    ("wasi:sockets/ip-name-lookup@0.2.0", "resolve-addresses"),
    ("wasi:sockets/tcp@0.2.0", "[method]tcp-socket.start-connect"),
    ("wasi:sockets/udp@0.2.0", "[method]udp-socket.start-bind"),
  ]) func theNetworkIsDenied(_ interface: String, _ function: String) async throws {
    #expect(
      try await Self.call(Self.host(), interface, function, result: Self.codes)
        == .error(.enum("access-denied")))
  }

  @Test func thereIsNeverATerminal() async throws {
    for stream in ["stdin", "stdout", "stderr"] {
      #expect(
        try await Self.call(
          Self.host(), "wasi:cli/terminal-\(stream)@0.2.0", "get-terminal-\(stream)")
          == .option(nil))
    }
  }

  @Test(arguments: ["trace", "debug", "info", "warn", "error", "critical"])
  func aLoggedMessageKeepsItsLevelAndContext(_ level: String) async throws {
    let output = Lines()
    let host = Self.host(output)
    for context in ["cart", ""] {
      _ = try await Self.call(
        host, "wasi:logging/logging", "log", .enum(level), .string(context),
        .string("one\ntwo"))
    }
    #expect(output.lines.map(\.source.rawValue) == Array(repeating: level, count: 4))
    #expect(output.lines.map(\.text) == ["cart: one", "two", "one", "two"])
  }

  @Test func aGuestWithoutAFolderFindsNone() async throws {
    #expect(
      try await Self.call(Self.host(), "wasi:filesystem/preopens@0.2.0", "get-directories")
        == .list([]))
  }

  @Test func aFileIsReadAndWrittenByStreams() async throws {
    let files = try await GuestFiles(["/a": "one"])
    let file = try await files.opened("a", [], ["read", "write"])
    let streams = "wasi:io/streams@0.2.0"
    for (function, arguments, text) in [
      ("append-via-stream", [Value](), " two"), ("write-via-stream", [.u64(0)], "ONE"),
    ] {
      let name = ImportName(
        interface: "wasi:filesystem/types@0.2.0", function: "[method]descriptor.\(function)")
      let type = FunctionType(name: name.function, parameters: [], result: nil)
      guard
        case .ok(let stream?)? = try await files.host.call(
          name, type: type, arguments: [file] + arguments)
      else {
        Issue.record("\(function) gives no stream")
        return
      }
      #expect(
        try await Self.call(
          files.host, streams, "[method]output-stream.blocking-write-and-flush", stream,
          .bytes(Array(text.utf8))) == .ok(nil))
    }
    #expect(try await files.text("a") == "ONE two")
    guard case .ok(let stream?)? = try await files.call("read-via-stream", .u64(4), on: file)
    else {
      Issue.record("no stream")
      return
    }
    let read = "[method]input-stream.blocking-read"
    #expect(
      try await Self.call(files.host, streams, read, stream, .u64(100))
        == .ok(.bytes(Array("two".utf8))))
    #expect(
      try await Self.call(files.host, streams, read, stream, .u64(100))
        == .error(.variant(name: "closed", payload: nil)))
  }

  @Test func whatAStreamOfAFileMeetsIsTold() async throws {
    let files = try await GuestFiles(["/a": ""])
    let file = try await files.opened("a", [], ["write"])
    guard
      case .ok(let stream?)? = try await files.call(
        "write-via-stream", .u64(Limits.fileBytesMax), on: file),
      case .error(.variant("last-operation-failed", let failure?)?)? = try await Self.call(
        files.host, "wasi:io/streams@0.2.0", "[method]output-stream.write", stream, .bytes([1]))
    else {
      Issue.record("a file must not grow so large")
      return
    }
    #expect(
      try await Self.call(
        files.host, "wasi:filesystem/types@0.2.0", "filesystem-error-code", failure)
        == .option(.enum("file-too-large")))
  }
}
