import Component
import Foundation
import Runtime
import TestSupport
import Testing

/// What the engine cannot do to a guest's resource, its wrapper does.
@Suite struct ResourceDropTests {
  /// Serves nothing.
  private final class NoHost: ImportHost {
    struct Unexpected: Error {}

    func call(_: ImportName, type: FunctionType, arguments: [Value]) throws -> Value? {
      throw Unexpected()
    }

    func drop(interface: String, resource: String, number: UInt32) {}
  }

  @Test func aDroppedResourceRunsItsDestructor() async throws {
    let wat = Project.root.appending(path: "Tests/RuntimeTests/Fixtures/droppable.wat").path
    let guest = try Judge.run("parse", wat).output
    let wrapper = try #require(try ResourceDropWrapper(guest))
    let type = try ComponentDecoder.decode(wrapper.bytes).type
    let component = try await WasmEngine().component(
      bytes: wrapper.bytes, sha256: Digest.sha256(wrapper.bytes), type: type)
    let instance = try await ComponentInstance.make(component, host: NoHost(), stop: StopSwitch())
    func call(_ interface: String, _ name: String, _ arguments: Value...) async throws -> Value? {
      let functions = type.exports.first { $0.name == interface }?.functions
      let function = try #require(functions?.first { $0.name == name })
      return try await instance.call(
        interface: interface, function: function, arguments: arguments)
    }

    let things = "test:droppable/things"
    let one = try #require(try await call(things, "make", .u32(7)))
    let other = try #require(try await call(things, "make", .u32(35)))
    #expect(try await call(things, "gone") == .u32(0))
    let drop = try #require(wrapper.drops.first { $0.resource == "thing" })
    #expect(drop.interface == things)
    for (resource, sum) in [(one, UInt32(7)), (other, 42)] {
      #expect(try await call(ResourceDropWrapper.interface, drop.function, resource) == nil)
      #expect(try await call(things, "gone") == .u32(sum))
    }
    // What has no destructor goes quietly, and what is gone is refused, not dropped twice.
    let quiet = try #require(wrapper.drops.first { $0.resource == "other" })
    let thing = try #require(try await call(things, "make-other", .u32(1)))
    #expect(try await call(ResourceDropWrapper.interface, quiet.function, thing) == nil)
    await #expect(throws: Trap.self) {
      try await call(ResourceDropWrapper.interface, drop.function, one)
    }
  }
}
