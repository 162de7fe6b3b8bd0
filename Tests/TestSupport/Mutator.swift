import Component

/// Makes damaged binaries of sound ones; the number of a mutant determines it.
package struct Mutator: Sendable {
  private struct Seed: Sendable {
    var bytes: [UInt8]
    /// The contents of sections, core modules left out: in code a changed byte changes nothing here.
    var places: [Range<Int>]
  }

  private let seeds: [Seed]

  /// - Parameter binaries: sound ones; at least one
  package init(_ binaries: [[UInt8]]) {
    precondition(!binaries.isEmpty, "mutants are made of something")
    seeds = binaries.map { bytes in
      let root = (try? ComponentInspection(bytes))?.root
      let components = (root?.all ?? []).filter { $0.kind == .component }
      let places = components.flatMap(\.sections).filter { $0.kind != "core module" }
        .map { max(0, $0.offset - 6)..<($0.offset + $0.sizeBytes) }.filter { !$0.isEmpty }
      return Seed(bytes: bytes, places: places.isEmpty ? [0..<bytes.count] : places)
    }
  }

  package var seedCount: Int { seeds.count }

  package func original(_ index: Int) -> [UInt8] { seeds[index % seeds.count].bytes }

  package func mutant(_ number: Int) -> [UInt8] {
    var random = SeededRandom(seed: UInt64(number))
    let seed = seeds[Int.random(in: 0..<seeds.count, using: &random)]
    var bytes = seed.bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      change(&bytes, seed, &random)
    }
    return bytes
  }

  private func place(_ bytes: [UInt8], _ seed: Seed, _ random: inout SeededRandom) -> Int {
    guard Int.random(in: 0..<20, using: &random) > 0 else {
      return Int.random(in: bytes.indices, using: &random)
    }
    let range = seed.places[Int.random(in: seed.places.indices, using: &random)]
    return min(Int.random(in: range, using: &random), bytes.count - 1)
  }

  private func change(_ bytes: inout [UInt8], _ seed: Seed, _ random: inout SeededRandom) {
    let place = place(bytes, seed, &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
    // A number one more or less, or at an end of its range.
    case 3: bytes[place] = Bool.random(using: &random) ? bytes[place] &+ 1 : bytes[place] &- 1
    case 4:
      let numbers: [[UInt8]] = [
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x80, 0x80, 0x80, 0x80, 0x00], [0x80, 0x00], [0x7F],
        [0x00],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x04],
      ]
      bytes.replaceSubrange(
        place...place, with: numbers[Int.random(in: numbers.indices, using: &random)])
    case 5:
      bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &random)))
    case 6: splice(&bytes, at: place, &random)
    default:
      // Short ones tell little; one cut in eight of these will do.
      if Int.random(in: 0..<8, using: &random) == 0 {
        bytes.removeSubrange(place...)
      } else {
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: end)
      }
    }
  }

  /// Overwrites with a piece of another binary.
  private func splice(_ bytes: inout [UInt8], at place: Int, _ random: inout SeededRandom) {
    let other = seeds[Int.random(in: 0..<seeds.count, using: &random)].bytes
    guard !other.isEmpty else { return }
    let start = Int.random(in: other.indices, using: &random)
    let piece = other[start..<min(other.count, start + Int.random(in: 1...64, using: &random))]
    bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
  }
}
