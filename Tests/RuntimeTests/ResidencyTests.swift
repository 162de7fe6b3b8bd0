import Component
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct ResidencyTests {
  @Test func idleWorkersMakeRoomForOthersAndComeBack() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory, bounds: .init(workers: 4))
    for round in 1...2 {
      for worker in 0..<20 {
        let sum = try await runtime.call("add", .u32(1), on: "w\(worker)")
        #expect(sum == .returned(.u32(UInt32(round))))
        #expect(runtime.residency.count <= 4)
      }
    }
    let loaded = try runtime.snapshots().filter(\.isLoaded)
    #expect(loaded.count == 4)
    // A page of 64 KiB each.
    #expect(loaded.allSatisfy { $0.memoryBytes == 65_536 })
    await runtime.close()
  }

  @Test func whereAllAreBusyTheNextOneIsToldSo() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory, bounds: .init(workers: 1))
    let busy = WorkerAddress(template: "numbers", name: "busy")
    let call = Task { try await runtime.call("spin", on: "busy") }
    await workspace.waitFor { event in
      if case .changed(let worker) = event {
        worker.address == busy && worker.isLoaded
      } else {
        false
      }
    }
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.call("add", .u32(1), on: "other")
    }
    #expect(error?.text.contains("all 1 that are do something") == true)
    try await runtime.interrupt(busy)
    _ = try await call.value
    #expect(try await runtime.call("add", .u32(1), on: "other") == .returned(.u32(2)))
    await runtime.close()
  }

  @Test func manyThatNeedRoomAtOnceGetIt() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory, bounds: .init(workers: 100))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<32 {
        group.addTask {
          for worker in stride(from: lane, to: 500, by: 32) {
            let sum = try await runtime.call("add", .u32(1), on: "w\(worker)")
            #expect(sum == .returned(.u32(1)))
          }
        }
      }
      try await group.waitForAll()
    }
    await runtime.close()
  }

  @Test func atTheSystemsLimitOfMappingsTheWorkerIsToldWhichOneItIs() async throws {
    let workspace = try TestWorkspace()
    let runtime = try workspace.open(durability: .memory, bounds: .init(maps: 900))
    let error = await #expect(throws: RuntimeFailure.self) {
      try await runtime.call("add", .u32(1), on: "a")
    }
    #expect(
      error?.text.contains("the system allows a process 1000 mappings (vm.max_map_count)") == true)
    await runtime.close()
  }
}
