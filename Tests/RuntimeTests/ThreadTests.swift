import Synchronization
import TestSupport
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct ThreadTests {
  @Test(arguments: [1, 4])
  func whatIsAddedIsDoneOnce(_ width: Int) async {
    let done = Mutex<[Int: Int]>([:])
    let last = ReadySignal()
    let threads = WorkThreads<Int>(width: width) { number in
      let count = done.withLock { done in
        done[number, default: 0] += 1
        return done.count
      }
      if count == 10_000 { last.fire() }
    }
    await withTaskGroup(of: Void.self) { group in
      for lane in 0..<4 {
        group.addTask {
          for number in stride(from: lane, to: 10_000, by: 4) { threads.add(number) }
        }
      }
    }
    await last.wait()
    #expect(done.withLock { $0.count } == 10_000)
    #expect(done.withLock { $0.values.allSatisfy { $0 == 1 } })
  }

  @Test func oneThreadKeepsTheOrder() async {
    let order = Mutex<[Int]>([])
    let last = ReadySignal()
    let threads = WorkThreads<Int>(width: 1) { number in
      order.withLock { $0.append(number) }
      if number == 5_000 { last.fire() }
    }
    for number in 0...5_000 { threads.add(number) }
    await last.wait()
    #expect(order.withLock { $0 } == Array(0...5_000))
  }

  @Test func theFirstThatIsDueIsAtHand() {
    var random = SeededRandom(seed: 7)
    let instants = (0..<500).map { _ in UInt64.random(in: 0..<200, using: &random) }
    var heap = AlarmHeap<UInt64>()
    for instant in instants { heap.push(instant, at: instant) }
    heap.removeAll { $0.isMultiple(of: 3) }
    var found: [UInt64] = []
    while let first = heap.first {
      found.append(heap.popFirst())
      #expect(found.last == first)
    }
    #expect(found == instants.filter { !$0.isMultiple(of: 3) }.sorted())
  }

  @Test func aPauseEndsWhenItIsDueAndAtOnceWhenItIsCancelled() async throws {
    try await Pause.wait(for: .milliseconds(1))
    let endless = Duration.seconds(1_000_000_000_000)
    let task = Task { () async throws in try await Pause.wait(for: endless) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
