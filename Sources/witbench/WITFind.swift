import ArgumentParser
import Component
import WIT

/// `witbench wit find`
struct WITFind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Search names, and functions by the types they take and give.",
    discussion: """
      A word finds names, also misspelled ones, and what takes or gives a type of that name. A type
      finds the functions that take or give it and the types that hold it; `_` is any type.
        witbench wit find . order
        witbench wit find . 'list<order>'
        witbench wit find . 'string -> option<_>'
      Exit status 1: nothing is found.
      """)

  @OptionGroup var options: WITCommand.Options

  @Argument(help: "A name, or a type.")
  var query: String

  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    try conclude {
      let index = try IndexedSources(options).index
      let hits = index.search(query)
      if json {
        answer(JSON.array(hits.map { object($0, in: index) }).text)
      } else {
        for hit in hits { answerOutline(line(hit, in: index)) }
      }
      if hits.isEmpty {
        throw Refusal(code: Status.no, text: "nothing fits `\(query)`")
      }
    }
  }

  /// Puts a query like `-> list<order>` behind `--`, so that it is not taken for an option.
  static func arranged(_ words: [String]) -> [String] {
    guard words.starts(with: ["wit", "find"]), !words.contains("--"),
      let arrow = words.firstIndex(where: { $0.hasPrefix("->") })
    else { return words }
    return words[..<arrow] + words[(arrow + 1)...] + ["--", words[arrow]]
  }

  private func line(_ hit: SearchHit, in index: SymbolIndex) -> String {
    let symbol = index.symbols[hit.symbol]
    let signature = index.signature(of: hit.symbol)
    return "\(index.origin(of: hit.symbol)): \(symbol.path)  \(signature)"
      + (hit.reason.text.map { "  (\($0))" } ?? "")
  }

  private func object(_ hit: SearchHit, in index: SymbolIndex) -> JSON {
    let (reason, detail): (String, String?) =
      switch hit.reason {
      case .name: ("name", nil)
      case .takes(let parameter): ("takes", parameter)
      case .gives: ("gives", nil)
      case .holds(let member): ("holds", member)
      }
    return .object(
      index.members(of: hit.symbol) + [
        JSON.Member("reason", .string(reason)),
        JSON.Member("as", detail.map { .string($0) } ?? .null),
      ])
  }
}
