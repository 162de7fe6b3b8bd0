import WIT

/// A function that a component exports, and where.
package struct ExportedFunction: Hashable, Sendable {
  /// The interface as the component exports it; nil for a world's own function.
  package var interface: String?
  package var type: FunctionType

  package init(interface: String?, type: FunctionType) {
    self.interface = interface
    self.type = type
  }

  /// The one spelling that is stored and shown: `ns:package/interface@1.0.0.{function}`.
  package var canonicalName: String {
    interface.map { "\($0).{\(type.name)}" } ?? type.name
  }

  /// The canonical name with its parameters and result.
  package var signature: String {
    let list = type.parameters.map { "\($0.name): \($0.type.text)" }.joined(separator: ", ")
    return "\(canonicalName): func(\(list))" + (type.result.map { " -> \($0.text)" } ?? "")
  }
}

/// Why a name stands for no function, or for more than one.
package struct FunctionNameError: Error, Hashable, Sendable {
  package var name: String
  /// Where several functions fit, those; else all that exist, the likeliest first.
  package var candidates: [ExportedFunction]
  package var isAmbiguous: Bool

  package var text: String {
    let list = candidates.map { "\n  \($0.signature)" }.joined()
    if isAmbiguous { return "`\(name)` could be any of these; write one in full:\(list)" }
    if candidates.isEmpty { return "there is no function `\(name)`: nothing is exported" }
    return "there is no function `\(name)`; these exist:\(list)"
  }
}

extension ComponentType {
  /// All functions that can be invoked, in the order of the exports.
  package var functions: [ExportedFunction] {
    exports.flatMap { interface in
      interface.functions.map { ExportedFunction(interface: interface.name, type: $0) }
    }
  }

  /// Finds the function that a person, a stub or a script means.
  ///
  /// Taken are the bare name where only one function has it, `interface.{f}`, `ns:pkg/interface.{f}`
  /// with or without the version, and the article's slash forms `interface/f` and
  /// `ns:pkg/interface/f`; in each, a resource's members also as `r.new`, `r.m` and `r/new`, `r/m`.
  package func function(named name: String) throws(FunctionNameError) -> ExportedFunction {
    let all = functions
    let exact = all.filter { $0.canonicalName == name }
    if exact.count == 1 { return exact[0] }
    let spellings = FunctionSpelling.all(name)
    for spelling in spellings {
      let found = all.filter { spelling.fits($0) }
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        throw FunctionNameError(name: name, candidates: found, isAmbiguous: true)
      }
    }
    throw FunctionNameError(name: name, candidates: sorted(all, by: name), isAmbiguous: false)
  }

  private func sorted(_ all: [ExportedFunction], by name: String) -> [ExportedFunction] {
    let word = name.split { ".{}/".contains($0) }.last.map(String.init) ?? name
    guard let best = nearest(to: word, among: all.map(\.type.name)) else { return all }
    return all.filter { $0.type.name == best } + all.filter { $0.type.name != best }
  }
}

/// One reading of a name: the interface, if it is given, and the function.
private struct FunctionSpelling {
  var interface: String?
  var function: String

  /// All readings, the likeliest first.
  static func all(_ name: String) -> [FunctionSpelling] {
    if let open = name.firstRange(of: ".{"), name.last == "}" {
      let function = String(name[open.upperBound...].dropLast())
      return [FunctionSpelling(interface: String(name[..<open.lowerBound]), function: function)]
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var spellings = [FunctionSpelling(interface: nil, function: name)]
    for count in 1..<max(parts.count, 1) {
      let interface = parts[..<(parts.count - count)].joined(separator: "/")
      let function = parts[(parts.count - count)...].joined(separator: ".")
      spellings.append(FunctionSpelling(interface: interface, function: function))
    }
    return spellings
  }

  func fits(_ exported: ExportedFunction) -> Bool {
    fitsInterface(exported.interface) && fitsFunction(exported.type.name)
  }

  private func fitsInterface(_ name: String?) -> Bool {
    guard let interface else { return true }
    guard let name else { return false }
    if name == interface { return true }
    let unversioned = name.split(separator: "@").first.map(String.init) ?? name
    return unversioned == interface
      || unversioned.split(separator: "/").last.map(String.init) == interface
  }

  private func fitsFunction(_ name: String) -> Bool {
    if name == function { return true }
    guard let close = name.firstIndex(of: "]") else { return false }
    let member = String(name[name.index(after: close)...])
    if name.hasPrefix("[constructor]") { return function == "\(member).new" }
    return function == member
  }
}

extension String {
  fileprivate func firstRange(of other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
