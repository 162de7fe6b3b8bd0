/// Something that was found, and why.
package struct SearchHit: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case name
    /// A parameter of the function.
    case takes(String)
    case gives
    /// The field or case of a type; nil for what a `type … = …` stands for.
    case holds(String?)
  }

  package var symbol: Int
  package var reason: Reason
  /// Less is better.
  package var score: Int
}

extension SymbolIndex {
  /// What fits a query, the likeliest first, each thing once.
  ///
  /// Words are looked for in names (`ordr`, `cart add`, `cart/api.add`). A type finds the functions
  /// that take or give it and the types that hold it: `list<order>`, `option<_>`; `-> T` only what
  /// gives it, `T ->` what takes it. A single word does both.
  package func search(_ query: String) -> [SearchHit] {
    let words = query.split(separator: " ").map { Self.folded(String($0)) }
    guard !words.isEmpty else { return [] }
    let signature = SignaturePattern(query)
    let isName = signature.map(\.isBareName) ?? true
    var best: [String: SearchHit] = [:]
    for (number, symbol) in symbols.enumerated() {
      var hits: [SearchHit] = []
      if isName, let score = nameScore(words, number) {
        hits.append(SearchHit(symbol: number, reason: .name, score: score))
      }
      if let signature { hits += typeHits(signature, number) }
      guard var hit = hits.min(by: { $0.score < $1.score }) else { continue }
      hit.score += distance(of: symbol)
      let key = "\(symbol.kind.rawValue) \(symbol.path)"
      if let other = best[key], other.score <= hit.score { continue }
      best[key] = hit
    }
    return best.values.sorted { left, right in
      (left.score, symbols[left.symbol].name.utf8.count, left.symbol)
        < (right.score, symbols[right.symbol].name.utf8.count, right.symbol)
    }
  }

  /// The symbols that a person means who writes `order`, `api.order`, `api/order`,
  /// `shopping:cart/api`, `shopping:cart/api@1.0.0.{order}`; of twins the first.
  package func symbols(named text: String) -> [Int] {
    var seen: Set<String> = []
    let exact = symbols.indices.filter { symbols[$0].path == text }
    let wanted = Self.spelling(text)
    let found = exact.isEmpty ? symbols.indices.filter { fits(wanted, symbols[$0]) } : Array(exact)
    return found.filter { seen.insert("\(symbols[$0].kind) \(symbols[$0].path)").inserted }
  }

  private func fits(_ wanted: String, _ symbol: Symbol) -> Bool {
    let path = Self.spelling(symbol.path)
    guard path.hasSuffix(wanted) else { return false }
    let before = path.utf8.dropLast(wanted.utf8.count).last
    return before == nil || before == UInt8(ascii: ".") || before == UInt8(ascii: ":")
  }

  /// A path without braces and version, periods for slashes: `shopping:cart.api.order`.
  static func spelling(_ path: String) -> String {
    var result: [UInt8] = []
    var isVersion = false
    for (index, byte) in path.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "@"): isVersion = true
      case UInt8(ascii: "{"):
        if isVersion { result.append(UInt8(ascii: ".")) }
        isVersion = false
      case UInt8(ascii: "}"): continue
      case UInt8(ascii: "/") where index > 0: result.append(UInt8(ascii: "."))
      default: if !isVersion { result.append(byte) }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// Every word must fit the name, or stand in the path.
  private func nameScore(_ words: [[UInt8]], _ number: Int) -> Int? {
    var name = Self.folded(symbols[number].name)
    // A record's name does not find its fields.
    if case .member = symbols[number].item, let period = name.lastIndex(of: UInt8(ascii: ".")) {
      name.removeFirst(period + 1)
    }
    var path: [UInt8]?
    var total = 0
    for word in words {
      if let score = NameMatch.score(word, in: name), score < 70 || words.count == 1 {
        total += score
        continue
      }
      // Only what looks like a path, or stands beside a word that fits, is looked for in paths.
      guard words.count > 1 || word.contains(where: { !$0.isLetter && !$0.isDigit }) else {
        return nil
      }
      let known = path ?? Self.folded(Self.spelling(symbols[number].path))
      path = known
      let spelled = word.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 }
      guard let score = NameMatch.score(spelled, in: known), score < 45 else { return nil }
      // The end of a path is as good as the name itself.
      total += known.suffix(spelled.count).elementsEqual(spelled) ? 1 : 25 + score / 2
    }
    return total
  }

  private func typeHits(_ signature: SignaturePattern, _ number: Int) -> [SearchHit] {
    let symbol = symbols[number]
    let graph = graphs[symbol.graph].graph
    switch symbol.item {
    case .function(let place):
      guard let function = graph.function(at: place) else { return [] }
      return hit(signature, function, number, graph).map { [$0] } ?? []
    case .type(let id):
      guard let wanted = signature.either else { return [] }
      return holders(wanted, graph[id], number, graph)
    default: return []
    }
  }

  private func hit(
    _ signature: SignaturePattern, _ function: Function, _ number: Int, _ graph: PackageGraph
  ) -> SearchHit? {
    var parameters = function.parameters
    if case .method = function.kind, !parameters.isEmpty { parameters.removeFirst() }
    func taken(_ pattern: TypePattern) -> (name: String, depth: Int)? {
      parameters.compactMap { parameter in
        pattern.depth(in: parameter.type, of: graph).map { (parameter.name, $0) }
      }.min { $0.depth < $1.depth }
    }
    func given(_ pattern: TypePattern) -> Int? {
      function.result.flatMap { pattern.depth(in: $0, of: graph) }
    }
    if let wanted = signature.either {
      let give = given(wanted).map {
        SearchHit(symbol: number, reason: .gives, score: 12 + 3 * $0)
      }
      let take = taken(wanted).map {
        SearchHit(symbol: number, reason: .takes($0.name), score: 14 + 3 * $0.depth)
      }
      return [give, take].compactMap { $0 }.min { $0.score < $1.score }
    }
    var score = 12
    var reason = SearchHit.Reason.gives
    for pattern in signature.takes {
      guard let found = taken(pattern) else { return nil }
      score += 3 * found.depth
      if signature.gives == nil { reason = .takes(found.name) }
    }
    if let wanted = signature.gives {
      guard let depth = given(wanted) else { return nil }
      score += 3 * depth
    }
    return SearchHit(symbol: number, reason: reason, score: score)
  }

  private func holders(
    _ wanted: TypePattern, _ definition: TypeDefinition, _ number: Int, _ graph: PackageGraph
  ) -> [SearchHit] {
    if case .alias(let target) = definition.kind {
      return wanted.depth(in: target, of: graph).map {
        [SearchHit(symbol: number, reason: .holds(nil), score: 24 + 3 * $0)]
      } ?? []
    }
    return definition.members.compactMap { member in
      guard let depth = member.type.flatMap({ wanted.depth(in: $0, of: graph) }) else { return nil }
      return SearchHit(symbol: number, reason: .holds(member.name), score: 26 + 3 * depth)
    }
  }

  /// What is at home here comes before what it depends on, and that before binaries.
  private func distance(of symbol: Symbol) -> Int {
    let source = graphs[symbol.graph]
    var distance = 0
    if case .member = symbol.item { distance += 5 }
    if source.component != nil { return distance + 8 }
    let isRoot = source.root == package(of: symbol, in: source.graph)
    return distance + (isRoot ? 0 : 4)
  }

  private func package(of symbol: Symbol, in graph: PackageGraph) -> PackageID {
    func owner(_ owner: TypeDefinition.Owner) -> PackageID {
      switch owner {
      case .interface(let id): graph[id].package
      case .world(let id): graph[id].package
      }
    }
    return switch symbol.item {
    case .package(let id): id
    case .interface(let id): graph[id].package
    case .world(let id): graph[id].package
    case .type(let id), .member(let id, _): owner(graph[id].owner)
    case .function(.interface(let id, _)): graph[id].package
    case .function(.world(let id, _, _)): graph[id].package
    }
  }
}
