/// Two texts line by line: `+` comes, `-` goes, and three lines around each that stay.
enum TextDifference {
  private static let contextLines = 3

  static func lines(from old: String, to new: String) -> [String] {
    let old = old.split(separator: "\n", omittingEmptySubsequences: false)
    let new = new.split(separator: "\n", omittingEmptySubsequences: false)
    let all = merged(old.map(String.init), new.map(String.init))
    guard all.contains(where: { !$0.hasPrefix(" ") }) else { return ["There is no difference."] }
    let changed = all.indices.filter { !all[$0].hasPrefix(" ") }
    var shown: [String] = []
    var last = -1
    for index in changed {
      let first = max(last + 1, index - contextLines)
      if first > last + 1 { shown.append("…") }
      let end = min(all.count - 1, index + contextLines)
      if first <= end { shown += all[first...end] }
      last = max(last, end)
    }
    if last < all.count - 1 { shown.append("…") }
    return shown
  }

  private static func merged(_ old: [String], _ new: [String]) -> [String] {
    let difference = new.difference(from: old)
    let removed = Set(
      difference.removals.compactMap { change in
        if case .remove(let offset, _, _) = change { offset } else { nil }
      })
    let inserted = Set(
      difference.insertions.compactMap { change in
        if case .insert(let offset, _, _) = change { offset } else { nil }
      })
    var lines: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        lines.append("- " + old[left])
        left += 1
      } else if inserted.contains(right) {
        lines.append("+ " + new[right])
        right += 1
      } else {
        lines.append("  " + old[left])
        left += 1
        right += 1
      }
    }
    return lines
  }
}
