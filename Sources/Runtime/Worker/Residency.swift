import Foundation
import Synchronization

/// Which workers are in memory, when each was used last, and whether there is room for more.
///
/// A machine gives a process so many mappings and so much memory; long before a guest could meet
/// that end, idle workers are taken out. They come back by their oplogs.
final class Residency: Sendable {
  /// How much there may be.
  struct Bounds: Sendable {
    var workers = Int.max
    /// Mappings of the whole process.
    var maps = Int.max
    /// Memory of the whole process that is really there.
    var bytes = Int.max

    static let ofThisMachine = Bounds(
      maps: number(in: "/proc/sys/vm/max_map_count").map { $0 / 10 * 9 } ?? .max,
      bytes: min(
        Int(ProcessInfo.processInfo.physicalMemory), number(in: "/sys/fs/cgroup/memory.max") ?? .max
      ) / 4 * 3)

    private static func number(in path: String) -> Int? {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
      return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  private struct State {
    var clock: UInt64 = 0
    var lastUse: [Int64: UInt64] = [:]
  }

  private let bounds: Bounds
  private let state = Mutex(State())

  init(bounds: Bounds) {
    self.bounds = bounds
  }

  var count: Int { state.withLock { $0.lastUse.count } }

  /// How many go at once: enough that the next loads need not look again.
  var batch: Int { max(1, count / 16) }

  /// The worker is in memory, and used now.
  func touch(_ row: Int64) {
    state.withLock { state in
      state.clock += 1
      state.lastUse[row] = state.clock
    }
  }

  func remove(_ row: Int64) {
    state.withLock { $0.lastUse[row] = nil }
  }

  /// The workers in memory, the one that was used longest ago first.
  func oldest() -> [Int64] {
    let uses = state.withLock { $0.lastUse }
    return uses.sorted { $0.value < $1.value }.map(\.key)
  }

  /// What there is no room for another worker in; nil where there is room.
  func shortage() -> String? {
    let count = count
    if count >= bounds.workers { return "at most \(bounds.workers) are allowed" }
    let maps = GuestMaps.count
    if maps >= bounds.maps {
      return "the system allows a process \(bounds.maps / 9 * 10) mappings (vm.max_map_count)"
    }
    guard bounds.bytes < .max, let bytes = Self.residentBytes, bytes > bounds.bytes else {
      return nil
    }
    return "the process takes \(bytes >> 20) MiB, more than three quarters of the memory there is"
  }

  private static var residentBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return pages * Int(getpagesize())
  }
}
