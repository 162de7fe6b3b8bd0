/// How well a name fits what somebody typed: 0 is the name itself, more is worse.
enum NameMatch {
  /// Nil where the letters of `word` do not stand in `name` in their order, nor nearly so. Both in
  /// lower case.
  static func score(_ word: [UInt8], in name: [UInt8]) -> Int? {
    guard !word.isEmpty, word.count <= name.count + 2 else { return nil }
    if word == name { return 0 }
    let longer = min(9, max(0, name.count - word.count))
    if let start = start(of: word, in: name) {
      let isEnd = start + word.count == name.count
      if isWordStart(start, in: name) {
        // `add` in `cart.add` is a name by itself.
        if isEnd, name[start - 1] == UInt8(ascii: ".") { return 2 }
        return 20 + longer
      }
      return start == 0 ? 10 + longer : 30 + longer
    }
    if let gaps = gaps(word, in: name) { return 45 + min(20, gaps) }
    return isTypo(word, of: name) ? 70 : nil
  }

  /// The first place of `word`, the start of a word of the name preferred.
  private static func start(of word: [UInt8], in name: [UInt8]) -> Int? {
    guard word.count <= name.count else { return nil }
    var found: Int?
    for start in 0...(name.count - word.count)
    where name[start..<(start + word.count)].elementsEqual(word) {
      if start == 0 || isWordStart(start, in: name) { return start }
      found = found ?? start
    }
    return found
  }

  private static func isWordStart(_ index: Int, in name: [UInt8]) -> Bool {
    index > 0 && !(name[index - 1].isLetter || name[index - 1].isDigit)
  }

  /// How many letters are skipped between those of `word`, where they stand in order; a skip to the
  /// start of the next word costs nothing.
  private static func gaps(_ word: [UInt8], in name: [UInt8]) -> Int? {
    guard word.count > 1 else { return nil }
    var gaps = 0
    var place = 0
    for (index, byte) in word.enumerated() {
      guard let next = name[place...].firstIndex(of: byte) else { return nil }
      if index > 0, next > place, !isWordStart(next, in: name) { gaps += next - place }
      place = next + 1
    }
    return gaps
  }

  private static func isTypo(_ word: [UInt8], of name: [UInt8]) -> Bool {
    guard word.count > 3, name.count < 100 else { return false }
    let (one, other) = (
      String(decoding: word, as: UTF8.self), String(decoding: name, as: UTF8.self)
    )
    return nearest(to: one, among: [other]) != nil
  }
}
