import Foundation
import TestSupport

/// What is on a disk that keeps its promises and nothing more: what was synced is there, of what was
/// written since then any 512-byte sectors are.
struct SimulatedDisk {
  private static let sectorBytes = 512

  private enum Change {
    case write(offset: Int, bytes: [UInt8])
    case truncate(size: Int)
  }

  private var synced: [String: [UInt8]] = [:]
  private var pending: [String: [Change]] = [:]

  mutating func apply(_ step: StorageTrace.Step) {
    switch step {
    case .open(let file): synced[file, default: []] += []
    case .write(let file, let offset, let bytes):
      pending[file, default: []].append(.write(offset: offset, bytes: bytes))
    case .truncate(let file, let size): pending[file, default: []].append(.truncate(size: size))
    case .sync(let file):
      for change in pending.removeValue(forKey: file) ?? [] {
        Self.apply(change, to: &synced[file, default: []])
      }
    case .delete(let file):
      synced[file] = nil
      pending[file] = nil
    case .acknowledged: break
    }
  }

  /// One of the states in which a loss of power may leave the files.
  func image(_ random: inout SeededRandom) -> [String: [UInt8]] {
    // From "nothing was written yet" to "nearly all was".
    let percent = [0, 10, 50, 90, 100].randomElement(using: &random) ?? 50
    var files = synced
    for (file, changes) in pending.sorted(by: { $0.key < $1.key }) {
      for change in changes {
        for part in Self.sectors(of: change)
        where Int.random(in: 0..<100, using: &random) < percent {
          Self.apply(part, to: &files[file, default: []])
        }
      }
    }
    return files
  }

  private static func sectors(of change: Change) -> [Change] {
    guard case .write(let offset, let bytes) = change else { return [change] }
    var parts: [Change] = []
    var start = 0
    while start < bytes.count {
      let rest = sectorBytes - (offset + start) % sectorBytes
      let end = min(bytes.count, start + rest)
      parts.append(.write(offset: offset + start, bytes: Array(bytes[start..<end])))
      start = end
    }
    return parts
  }

  private static func apply(_ change: Change, to file: inout [UInt8]) {
    switch change {
    case .write(let offset, let bytes):
      let end = offset + bytes.count
      if file.count < end { file += Array(repeating: 0, count: end - file.count) }
      file.replaceSubrange(offset..<end, with: bytes)
    case .truncate(let size): file.removeLast(max(0, file.count - size))
    }
  }
}
