/// An order in which what is needed comes before what needs it.
///
/// Of those that may come next the first of the old order does, so that an order which is right
/// already stays as it is.
enum DependencyOrder {
  /// `needs` may name elements that are not among `elements`. Elements of a circle keep their order
  /// at the end.
  static func of<Element: Hashable>(
    _ elements: [Element], needs: (Element) -> [Element]
  ) -> [Element] {
    var places: [Element: Int] = [:]
    for (index, element) in elements.enumerated() { places[element] = index }
    let needed = elements.enumerated().map { index, element in
      Set(needs(element).compactMap { places[$0] }).filter { $0 != index }
    }
    if needed.enumerated().allSatisfy({ index, needs in needs.allSatisfy { $0 < index } }) {
      return elements
    }
    var users: [[Int]] = Array(repeating: [], count: elements.count)
    var missing: [Int] = []
    for (index, needs) in needed.enumerated() {
      missing.append(needs.count)
      for need in needs { users[need].append(index) }
    }
    // The first in order stands last, where it is cheap to take.
    var ready: [Int] = elements.indices.reversed().filter { missing[$0] == 0 }
    var order: [Int] = []
    while let next = ready.popLast() {
      order.append(next)
      for user in users[next] {
        missing[user] -= 1
        if missing[user] == 0 {
          ready.insert(user, at: ready.firstIndex { $0 < user } ?? ready.endIndex)
        }
      }
    }
    let circular = elements.indices.filter { missing[$0] > 0 }
    return (order + circular).map { elements[$0] }
  }
}
