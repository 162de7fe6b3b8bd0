import CRecordingVFS
import Component
import Foundation
import TestSupport
import Testing

@testable import Runtime

/// The disk refuses: the n-th write, flush or opening fails, as do those that follow for a while.
/// Nobody is told what is not kept, the caller is told why, and once the disk works again all goes
/// on in the same process.
///
/// `WITBENCH_FAULTS` says up to which n; `Scripts/prove power` is the long form.
extension StorageTests {
  @Suite(.timeLimit(.minutes(60))) struct StorageFaultTests {
    struct Kind: CustomTestStringConvertible, Sendable {
      var operation: recording_operation
      var code: Int32
      var name: String

      var testDescription: String { name }
    }

    // SQLite's result codes: https://www.sqlite.org/rescode.html
    private static let full: Int32 = 13
    private static let failed: Int32 = 10

    private static var numbers: [Int] {
      let text = ProcessInfo.processInfo.environment["WITBENCH_FAULTS"]
      return text.flatMap { Int($0) }.map { Array(1...$0) } ?? [1, 3, 8, 21, 55]
    }

    @Test(arguments: [
      Kind(operation: recording_write, code: full, name: "no space for a write"),
      Kind(operation: recording_write, code: failed | 3 << 8, name: "a write that fails"),
      Kind(operation: recording_sync, code: full, name: "no space for a flush"),
      Kind(operation: recording_sync, code: failed | 4 << 8, name: "a flush that fails"),
      Kind(operation: recording_open, code: full, name: "no space for a file"),
      Kind(operation: recording_open, code: failed, name: "a file that cannot be opened"),
    ]) func whatTheDiskRefusesIsDoneWhenItTakesItAgain(_ kind: Kind) async throws {
      var reached = 0
      for number in Self.numbers {
        let workspace = try TestWorkspace(golem: [], .relay)
        let trace = try StorageTrace(folder: workspace.state) { operation, count in
          operation == kind.operation && count >= number && count < number + 4 ? kind.code : nil
        }
        defer { trace.stop() }
        try await Self.run(workspace, trace, "\(kind.name), number \(number)")
        if trace.failed > 0 { reached += 1 }
      }
      #expect(reached > 0, "nothing failed at all")
      print("\(kind.name): \(reached) of \(Self.numbers.count) met")
    }

    private static func run(
      _ workspace: TestWorkspace, _ trace: StorageTrace, _ place: String
    ) async throws {
      var runtime = try opened(workspace, place)
      var told: [(WorkerAddress, String, CallOutcome)] = []
      for number in 0..<24 {
        let worker = WorkerAddress(template: "golem", name: "w\(number % 2)")
        let key = "key-\(number)"
        let outcome = try await untilItIsTaken(place) {
          if number % 3 == 0 {
            try await runtime.invoke(
              worker, function: "tell",
              arguments: [.string("worker://golem/w2"), .string("note"), .string(key)], key: key)
          } else {
            try await runtime.invoke(
              worker, function: "note", arguments: [.string(key)], key: key)
          }
        }
        told.append((worker, key, outcome))
      }
      await runtime.close()
      trace.heal()
      // What was told stands there, and each line was written once.
      runtime = try workspace.open()
      for (worker, key, outcome) in told {
        #expect(try await runtime.outcome(of: key, worker) == outcome, "\(place): \(key)")
      }
      var counts: [String: Int] = [:]
      for snapshot in try runtime.snapshots() {
        for entry in try runtime.history(of: snapshot.address).oplog where entry.kind == "completed"
        {
          counts["\(snapshot.address.name)", default: 0] += 1
        }
      }
      #expect(counts == ["w0": 12, "w1": 12, "w2": 8], "\(place)")
      await runtime.close()
    }

    /// The workspace may not open while the disk refuses; it says so, and opens later.
    private static func opened(_ workspace: TestWorkspace, _ place: String) throws -> WorkerRuntime
    {
      for _ in 0..<20 {
        do {
          return try workspace.open()
        } catch let error as RuntimeFailure {
          #expect(error.text.contains(workspace.state), "\(place): \(error.text)")
        }
      }
      return try workspace.open()
    }

    private static func untilItIsTaken(
      _ place: String, _ call: () async throws -> CallOutcome
    ) async throws -> CallOutcome {
      for _ in 0..<20 {
        do {
          let outcome = try await call()
          guard case .failed(let reason) = outcome else { return outcome }
          Issue.record("\(place): the call failed: \(reason)")
          return outcome
        } catch let error as RuntimeFailure {
          #expect(error.kind == .environment, "\(place): \(error.text)")
        }
      }
      return try await call()
    }
  }
}
