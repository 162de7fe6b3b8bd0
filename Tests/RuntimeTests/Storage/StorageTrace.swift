import CRecordingVFS
import Foundation
import Synchronization
import Testing

@testable import Runtime

/// What real SQLite did with the files of one folder, in its order, and what somebody was told
/// meanwhile.
final class StorageTrace: Sendable {
  enum Step: Sendable {
    case open(String)
    case write(String, offset: Int, bytes: [UInt8])
    case truncate(String, size: Int)
    case sync(String)
    case delete(String)
    /// A caller knows the outcome of a call: no loss of power may take it back.
    case acknowledged(WorkerAddress, key: String, CallOutcome)
  }

  /// Makes some operations fail: asked with each operation and its number among its kind, from 1.
  typealias Fault = @Sendable (recording_operation, Int) -> Int32?

  private struct State {
    var steps: [Step] = []
    var counts: [UInt32: Int] = [:]
    var failed = 0
    var fault: Fault?
  }

  private let state: Mutex<State>

  /// Records what is done with files below `folder` until `stop`.
  init(folder: String, fault: Fault? = nil) throws {
    state = Mutex(State(fault: fault))
    let result = recording_start(
      folder,
      { context, operation, path, offset, bytes, count in
        guard let context, let path else { return 0 }
        return Unmanaged<StorageTrace>.fromOpaque(context).takeUnretainedValue().note(
          operation, String(cString: path), Int(offset),
          UnsafeRawBufferPointer(start: bytes, count: Int(count)))
      }, Unmanaged.passUnretained(self).toOpaque())
    try #require(result == 0, "another trace is under way")
  }

  func stop() { recording_stop() }

  /// No operation fails any more.
  func heal() { state.withLock { $0.fault = nil } }

  var steps: [Step] { state.withLock { $0.steps } }
  var failed: Int { state.withLock { $0.failed } }

  func acknowledge(_ worker: WorkerAddress, key: String, _ outcome: CallOutcome) {
    state.withLock { $0.steps.append(.acknowledged(worker, key: key, outcome)) }
  }

  private func note(
    _ operation: recording_operation, _ path: String, _ offset: Int, _ bytes: UnsafeRawBufferPointer
  ) -> Int32 {
    let name = URL(filePath: path).lastPathComponent
    return state.withLock { state in
      state.counts[operation.rawValue, default: 0] += 1
      if let code = state.fault?(operation, state.counts[operation.rawValue] ?? 0) {
        state.failed += 1
        return code
      }
      switch operation {
      case recording_open: state.steps.append(.open(name))
      case recording_write:
        state.steps.append(.write(name, offset: offset, bytes: Array(bytes)))
      case recording_truncate: state.steps.append(.truncate(name, size: offset))
      case recording_sync: state.steps.append(.sync(name))
      default: state.steps.append(.delete(name))
      }
      return 0
    }
  }
}
