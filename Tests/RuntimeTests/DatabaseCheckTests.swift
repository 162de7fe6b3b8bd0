import Component
import GRDB
@testable import Runtime
import TestSupport
import Testing

@Suite struct DatabaseCheckTests {
  @Test func aDamagedOplogIsFoundAndNamed() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open()
    _ = try await runtime.call("add", .u32(1))
    await runtime.close()
    let whole = try DatabaseCheck(of: workspace.state)
    #expect(whole.workers == 1 && whole.entries > 2 && whole.problems.isEmpty)
    let database = try DatabaseQueue(path: StateFolder.database(workspace.state))
    try await database.write {
      try $0.execute(sql: "UPDATE oplog SET entry = zeroblob(3) WHERE idx = 2")
    }
    let damaged = try DatabaseCheck(of: workspace.state)
    #expect(
      damaged.problems == ["the oplog of numbers/a is damaged at entry 2: its checksum is wrong"])
  }
}
