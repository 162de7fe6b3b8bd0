// What keeps one type from standing for another: names of fields, cases and labels count, names of
// the types themselves and docs do not. A resource is known by its name and its interface, whatever
// that one's version is.

extension FunctionType {
  /// Where the function differs from another of its name; nil where calls of the one can be taken
  /// for calls of the other. Names of parameters do not count.
  package func difference(from other: FunctionType) -> String? {
    guard parameters.count == other.parameters.count else {
      return "it takes \(Self.list(parameters)) here, \(Self.list(other.parameters)) there"
    }
    for (own, theirs) in zip(parameters, other.parameters) {
      guard let difference = own.type.difference(from: theirs.type) else { continue }
      return "parameter `\(own.name)`\(difference.text)"
    }
    switch (result, other.result) {
    case (nil, nil): return nil
    case (let own?, let theirs?):
      return own.difference(from: theirs).map { "the result\($0.text)" }
    case (let own?, nil): return "it returns \(own.text) here, nothing there"
    case (nil, let theirs?): return "it returns nothing here, \(theirs.text) there"
    }
  }

  private static func list(_ parameters: [Parameter]) -> String {
    parameters.isEmpty ? "nothing" : "(\(parameters.map(\.type.text).joined(separator: ", ")))"
  }
}

extension ValueType {
  /// The first difference on the way down.
  fileprivate struct Difference {
    /// ` › field `price``
    var path = ""
    var here: String
    var there: String

    var text: String { "\(path): \(here) here, \(there) there" }

    func inside(_ step: String) -> Difference {
      Difference(path: " › \(step)\(path)", here: here, there: there)
    }
  }

  fileprivate func difference(from other: ValueType) -> Difference? {
    if self == other { return nil }
    switch (self, other) {
    case (.list(let own), .list(let theirs)):
      return own.difference(from: theirs)?.inside("item")
    case (.fixedLengthList(let own, let count), .fixedLengthList(let theirs, let otherCount))
    where count == otherCount:
      return own.difference(from: theirs)?.inside("item")
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return key.difference(from: otherKey)?.inside("key")
        ?? value.difference(from: otherValue)?.inside("value")
    case (.option(let own), .option(let theirs)):
      return own.difference(from: theirs)?.inside("option")
    case (.tuple(let own), .tuple(let theirs)) where own.count == theirs.count:
      return Self.first(zip(own, theirs).enumerated()) { index, pair in
        pair.0.difference(from: pair.1)?.inside("element \(index)")
      }
    case (.result(let ok, let error), .result(let otherOk, let otherError)):
      return Self.payload(ok, otherOk)?.inside("ok")
        ?? Self.payload(error, otherError)?.inside("error")
    case (.record(let own), .record(let theirs)):
      return Self.names(own.fields.map(\.name), theirs.fields.map(\.name), "fields")
        ?? Self.first(zip(own.fields, theirs.fields)) { own, theirs in
          own.type.difference(from: theirs.type)?.inside("field `\(own.name)`")
        }
    case (.variant(let own), .variant(let theirs)):
      return Self.names(own.cases.map(\.name), theirs.cases.map(\.name), "cases")
        ?? Self.first(zip(own.cases, theirs.cases)) { own, theirs in
          Self.payload(own.type, theirs.type)?.inside("case `\(own.name)`")
        }
    case (.enum(let own), .enum(let theirs)), (.flags(let own), .flags(let theirs)):
      return Self.names(own.labels, theirs.labels, "labels")
    case (.own(let own), .own(let theirs)), (.borrow(let own), .borrow(let theirs)):
      guard own.name != theirs.name || own.unversioned != theirs.unversioned else { return nil }
      return Difference(here: own.text, there: theirs.text)
    default: return Difference(here: text, there: other.text)
    }
  }

  private static func first<Items: Sequence>(
    _ items: Items, _ difference: (Items.Element) -> Difference?
  ) -> Difference? {
    for item in items {
      if let difference = difference(item) { return difference }
    }
    return nil
  }

  private static func names(_ own: [String], _ theirs: [String], _ what: String) -> Difference? {
    own == theirs
      ? nil
      : Difference(
        here: "\(what) \(own.joined(separator: ", "))", there: theirs.joined(separator: ", "))
  }

  private static func payload(_ own: ValueType?, _ theirs: ValueType?) -> Difference? {
    switch (own, theirs) {
    case (nil, nil): nil
    case (let own?, let theirs?): own.difference(from: theirs)
    default: Difference(here: own?.text ?? "nothing", there: theirs?.text ?? "nothing")
    }
  }
}

extension ValueType.Resource {
  fileprivate var unversioned: Substring? { interface?.prefix { $0 != "@" } }

  fileprivate var text: String { interface.map { "\(name) of \($0)" } ?? name }
}
