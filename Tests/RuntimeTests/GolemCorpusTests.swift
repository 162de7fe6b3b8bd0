import Component
import Testing
import TestSupport

@testable import Runtime

/// Components that Golem's own tests run.
@Suite(.enabled(if: Corpus.isThere, "\(Corpus.hint)"), .timeLimit(.minutes(10)))
struct GolemCorpusTests {
  private static let components = ["components-2024-03", "components-2024-12"].flatMap { era in
    Corpus.names(in: "golem/\(era)").map { "golem/\(era)/\($0)" }
  }

  private final class NoOutput: GuestOutput {
    func write(_ line: LogLine) {}
  }

  @Test(arguments: components)
  func everyComponentIsServedAndInstantiates(_ path: String) async throws {
    let bytes = try Corpus.bytes(path)
    let type = try ComponentDecoder.decode(bytes).type
    let missing = GuestHost.unserved(by: type, extensions: Worker.extensions)
    #expect(missing.map(\.text) == [])
    let engine = try WasmEngine()
    let component = try await engine.component(
      bytes: bytes, sha256: Digest.sha256(bytes), type: type)
    let output = NoOutput()
    let host = GuestHost(journal: NoJournal(), output: output, stop: StopSwitch())
    _ = try await ComponentInstance.make(component, host: host, stop: StopSwitch())
  }
}
