/// The first place at which two types part.
struct TypeDifference {
  /// The way in from the outside: ``func `f` ``, then ``parameter `p` ``, then ``field `x` ``.
  var path: [String] = []
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  func inside(_ place: String) -> TypeDifference {
    var outer = self
    outer.path.insert(place, at: 0)
    return outer
  }

  /// ``func `add`: parameter `order` › field `total`: expected f32, found f64``
  var text: String {
    guard let item = path.first else { return reason }
    let inner = path.dropFirst().joined(separator: " › ")
    return inner.isEmpty ? "\(item): \(reason)" : "\(item): \(inner): \(reason)"
  }
}
