import WIT

extension ComponentType {
  /// All functions that can be invoked, in the order of the exports.
  ///
  /// The ones that end resources are not listed; they can be named.
  package var functions: [ExportedFunction] {
    exports.flatMap { interface in
      interface.functions.map { ExportedFunction(interface: interface.name, type: $0) }
    }
  }

  /// The functions that end the resources exported here.
  package var drops: [ExportedFunction] {
    exports.flatMap { interface in
      interface.resources.map { name in
        ExportedFunction(
          interface: interface.name, type: .drop(.init(name: name, interface: interface.name)))
      }
    }
  }

  /// Finds the function that a person, a stub or a script means.
  ///
  /// Taken are the bare name where only one function has it, `interface.{f}`, `ns:pkg/interface.{f}`
  /// with or without the version, and the article's slash forms `interface/f` and
  /// `ns:pkg/interface/f`; in each, a resource's members also as `r.new`, `r.drop`, `r.m` and
  /// `r/new`, `r/drop`, `r/m`, and those of the instance that belongs to constructor arguments as
  /// `r("x").m`.
  package func function(named name: String) throws(FunctionNameError) -> ExportedFunction {
    if let exact = function(exactly: name) { return exact }
    let (all, drops) = (functions, drops)
    if let indexed = IndexedName(name) { return try function(indexed) }
    for spelling in FunctionSpelling.all(name) {
      // A method that is called `drop` or `new` comes before what the runtime means by it.
      for list in [all, drops] {
        let found = list.filter { spelling.fits($0) }
        if found.count == 1 { return found[0] }
        if found.count > 1 {
          throw FunctionNameError(name: name, problem: .ambiguous, candidates: found)
        }
      }
    }
    throw FunctionNameError(name: name, problem: .unknown, candidates: sorted(all, by: name))
  }

  /// The one whose canonical name this is, found without making the names of all: calls come here.
  private func function(exactly name: String) -> ExportedFunction? {
    for interface in exports {
      var rest = name.utf8[...]
      if let interfaceName = interface.name {
        guard rest.starts(with: interfaceName.utf8) else { continue }
        rest = rest.dropFirst(interfaceName.utf8.count)
        guard rest.starts(with: ".{".utf8), rest.last == UInt8(ascii: "}") else { continue }
        rest = rest.dropFirst(2).dropLast()
      }
      if let type = interface.functions.first(where: { $0.name.utf8.elementsEqual(rest) }) {
        return ExportedFunction(interface: interface.name, type: type)
      }
    }
    return drops.first { $0.canonicalName == name }
  }

  /// The function of a name that was stored: in canonical form.
  package func function(canonical name: String) -> ExportedFunction? {
    guard let found = try? function(named: name), found.canonicalName == name else { return nil }
    return found
  }

  func sorted(_ all: [ExportedFunction], by name: String) -> [ExportedFunction] {
    let word = name.split { ".{}/".contains($0) }.last.map(String.init) ?? name
    let names = all.map(\.type.name) + all.map(\.type.memberName)
    // The function may be right and the interface wrong.
    guard let best = names.contains(word) ? word : nearest(to: word, among: names) else {
      return all
    }
    let isBest = { (function: ExportedFunction) in
      function.type.name == best || function.type.memberName == best
    }
    return all.filter(isBest) + all.filter { !isBest($0) }
  }
}

/// One reading of a name: the interface, if it is given, and the function.
struct FunctionSpelling {
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
    // `r/m`: a resource's member without its interface.
    if parts.count == 2 {
      spellings.append(FunctionSpelling(interface: nil, function: parts.joined(separator: ".")))
    }
    return spellings
  }

  func fits(_ exported: ExportedFunction) -> Bool {
    fitsInterface(exported.interface) && fitsFunction(exported.type)
  }

  func fitsInterface(_ name: String?) -> Bool {
    guard let interface else { return true }
    guard let name else { return false }
    if name == interface { return true }
    let unversioned = name.split(separator: "@").first.map(String.init) ?? name
    return unversioned == interface
      || unversioned.split(separator: "/").last.map(String.init) == interface
  }

  private func fitsFunction(_ type: FunctionType) -> Bool {
    if type.name == function { return true }
    guard let resource = type.resourceName else { return false }
    return function == "\(resource).\(type.memberName)"
  }
}

extension String {
  func firstRange(of other: String) -> Range<String.Index>? {
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
