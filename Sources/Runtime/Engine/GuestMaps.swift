import Synchronization

/// How many mappings the guests of this process take: the system allows so many of them.
enum GuestMaps {
  private static let memories = Atomic(0)
  private static let stacks = Atomic(0)
  /// Of the program, its libraries and its heap; measured it is a few hundred.
  private static let others = 2_000

  /// Measured: a memory is its accessible part and the rest of its reservation, a fiber's stack is
  /// the stack and its guard.
  static var count: Int {
    others + 2 * (memories.load(ordering: .relaxed) + stacks.load(ordering: .relaxed))
  }

  static func addMemory(_ count: Int) {
    memories.add(count, ordering: .relaxed)
  }

  static func addStack(_ count: Int) {
    stacks.add(count, ordering: .relaxed)
  }
}
