/// What is due at some instant, the first of all at hand.
struct AlarmHeap<Item> {
  private struct Alarm {
    var instant: UInt64
    var item: Item
  }

  /// None is due before its parent, the one at (index - 1) / 2.
  private var alarms: [Alarm] = []

  var count: Int { alarms.count }

  /// When the next one is due.
  var first: UInt64? { alarms.first?.instant }

  mutating func push(_ item: Item, at instant: UInt64) {
    alarms.append(Alarm(instant: instant, item: item))
    var place = alarms.count - 1
    while place > 0, alarms[place].instant < alarms[(place - 1) / 2].instant {
      alarms.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popFirst() -> Item {
    precondition(!alarms.isEmpty, "somebody has looked at the first one")
    alarms.swapAt(0, alarms.count - 1)
    let alarm = alarms.removeLast()
    var place = 0
    while let child = firstChild(of: place), alarms[child].instant < alarms[place].instant {
      alarms.swapAt(place, child)
      place = child
    }
    return alarm.item
  }

  mutating func removeAll(where isUnwanted: (Item) -> Bool) {
    let wanted = alarms.filter { !isUnwanted($0.item) }
    alarms.removeAll(keepingCapacity: true)
    for alarm in wanted { push(alarm.item, at: alarm.instant) }
  }

  private func firstChild(of place: Int) -> Int? {
    let left = 2 * place + 1
    guard left < alarms.count else { return nil }
    let right = left + 1
    return right < alarms.count && alarms[right].instant < alarms[left].instant ? right : left
  }
}
