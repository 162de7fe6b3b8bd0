import ArgumentParser
import Component
import WIT

/// `witbench wit doc`
struct WITDoc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doc", abstract: "Show docs, declaration and users of an item, or all docs.",
    discussion: "Exit status 1: there is no such item, or its name fits several.")

  @OptionGroup var options: WITCommand.Options

  @Argument(help: "`order`, `api.order`, `ns:package/api.{order}`; everything if left out.")
  var item: String?

  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    try conclude {
      let index = try IndexedSources(options).index
      guard let item else {
        let documented = index.symbols.indices.filter { isAtHome($0, in: index) }
        guard json else {
          for symbol in documented { writeEntry(symbol, in: index) }
          return
        }
        answer(JSON.array(documented.map { .object(index.members(of: $0)) }).text)
        return
      }
      let symbol = try symbol(item, in: index)
      if json {
        answer(details(symbol, in: index).text)
      } else {
        writeDetails(symbol, in: index)
      }
    }
  }

  private func symbol(_ name: String, in index: SymbolIndex) throws -> Int {
    let found = index.symbols(named: name)
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      let list = found.map { "\n  \(index.symbols[$0].kind.rawValue) \(index.symbols[$0].path)" }
      throw Refusal(
        code: Status.no, text: "`\(name)` could be any of these:\(list.joined())")
    }
    let near = nearest(to: name, among: index.symbols.map(\.name))
    throw Refusal(
      code: Status.no,
      text: "there is nothing called `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
  }

  /// Whether it is worth an entry of its own: of a root package or component, and no field.
  private func isAtHome(_ symbol: Int, in index: SymbolIndex) -> Bool {
    if case .member = index.symbols[symbol].item { return false }
    var top = symbol
    while let parent = index.symbols[top].parent { top = parent }
    let source = index.graphs[index.symbols[top].graph]
    if case .package(let id) = index.symbols[top].item {
      return id == source.root || source.component != nil
    }
    return true
  }

  private func writeEntry(_ symbol: Int, in index: SymbolIndex) {
    let item = index.symbols[symbol]
    answer("\(item.kind.rawValue) \(item.path)")
    if case .function = item.item { answer("  \(index.signature(of: symbol))") }
    if let docs = item.docs { answer(indented(docs)) }
    for child in index.children(of: symbol) {
      guard case .member = index.symbols[child].item, let docs = index.symbols[child].docs else {
        continue
      }
      answer("  - \(index.signature(of: child)): \(docs.replacing("\n", with: " "))")
    }
    answer("")
  }

  private func writeDetails(_ symbol: Int, in index: SymbolIndex) {
    let item = index.symbols[symbol]
    answer("\(item.kind.rawValue) \(item.path)")
    answer("declared in \(index.origin(of: symbol))")
    if let docs = item.docs { answer("\n" + indented(docs)) }
    answer("")
    answerText(index.text(of: symbol))
    let references = index.references(to: symbol)
    guard !references.isEmpty else { return }
    answer("\nused by")
    for reference in references {
      answer(
        "  \(index.origin(of: reference)): \(index.user(of: reference)), \(reference.role.text)")
    }
  }

  private func details(_ symbol: Int, in index: SymbolIndex) -> JSON {
    let users = index.references(to: symbol).map { reference in
      JSON.object([
        "user": .string(index.user(of: reference)),
        "role": .string(reference.role.text),
        "source": .string(index.graphs[reference.graph].path),
        "place": index.place(of: reference).map { .string("\($0)") } ?? .null,
      ])
    }
    return .object(
      index.members(of: symbol) + [
        JSON.Member("wit", .string(index.text(of: symbol))),
        JSON.Member("usedBy", .array(users)),
      ])
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
