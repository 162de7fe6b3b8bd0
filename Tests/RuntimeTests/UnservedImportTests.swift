import Component
import Testing

@testable import Runtime

struct UnservedImportTests {
  private static func type(_ interface: String, _ functions: [String]) -> InterfaceType {
    InterfaceType(
      name: interface,
      functions: functions.map { FunctionType(name: $0, parameters: [], result: nil) })
  }

  @Test(arguments: [
    (
      "wasi:http/outgoing-handler@0.2.0", ["handle"],
      "wasi:http/outgoing-handler@0.2.0 (handle): workers have no network; let one worker call "
        + "another instead"
    ),
    (
      "wasi:keyvalue/eventual@0.1.0", ["get", "set"],
      "wasi:keyvalue/eventual@0.1.0 (get, set): there is no key-value store; a worker's own "
        + "state is durable"
    ),
    (
      "wasi:blobstore/blobstore", ["create-container"],
      "wasi:blobstore/blobstore (create-container): there is no blob store; a worker's own state "
        + "and files are durable"
    ),
    ("a:b/c", ["f"], "a:b/c (f)"),
    ("wasi:clocks/wall-clock@0.3.0", ["now"], "wasi:clocks/wall-clock@0.3.0 (now)"),
    ("wasi:clocks/wall-clock@0.2.7", ["now", "then"], "wasi:clocks/wall-clock@0.2.7 (then)"),
    (
      "golem:rpc/types@0.2.2", ["[constructor]wasm-rpc"],
      "golem:rpc/types@0.2.2 ([constructor]wasm-rpc): only 0.1 is served, which generated stubs "
        + "import"
    ),
  ])
  func whatIsNotServedIsNamed(_ interface: String, _ functions: [String], _ text: String) {
    let component = ComponentType(imports: [Self.type(interface, functions)], exports: [])
    let missing = GuestHost.unserved(by: component, extensions: Worker.extensions)
    #expect(missing.map(\.text) == [text])
  }

  @Test(arguments: [
    ("wasi:sockets/tcp@0.2.0", ["[method]tcp-socket.start-bind"]),
    ("wasi:filesystem/types@0.2.9", ["[method]descriptor.open-at", "filesystem-error-code"]),
    ("wasi:logging/logging", ["log"]), ("wasi:logging/logging@0.1.0-draft", ["log"]),
    ("golem:api/host@1.1.0", ["create-promise", "oplog-commit"]), ("wasi:http/types@0.2.0", []),
  ])
  func whatIsServedIsNotMissing(_ interface: String, _ functions: [String]) {
    let component = ComponentType(imports: [Self.type(interface, functions)], exports: [])
    #expect(GuestHost.unserved(by: component, extensions: Worker.extensions).isEmpty)
  }
}
