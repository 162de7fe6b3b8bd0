import Component
import WIT
import Workbench

/// The packages that a `wit` subcommand was given, indexed. Mistakes in them are said on stderr; what
/// could be understood is answered all the same.
struct IndexedSources {
  let index: SymbolIndex

  init(_ options: WITCommand.Options) throws {
    let sources: [WorkspaceSource]
    do {
      sources = try WITSources.load(options.path, options: options.resolveOptions)
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
    for source in sources { Self.complain(of: source) }
    let readable = sources.filter { if case .unreadable = $0.kind { false } else { true } }
    guard !readable.isEmpty else {
      throw Refusal(
        code: Status.couldNotTry, text: "\(options.path): there is no WIT and no component to read")
    }
    index = SymbolIndex(readable.map(\.indexed))
  }

  private static func complain(of source: WorkspaceSource) {
    if case .unreadable(let reason) = source.kind { witbench.complain(reason) }
    let renderer = DiagnosticText(sources: source.files)
    for diagnostic in source.diagnostics where diagnostic.severity == .error {
      witbench.complain(renderer.headline(of: diagnostic))
    }
  }
}

extension SymbolIndex {
  /// The fields that every JSON answer about a symbol has.
  func members(of symbol: Int) -> [JSON.Member] {
    [
      JSON.Member("kind", .string(symbols[symbol].kind.rawValue)),
      JSON.Member("name", .string(symbols[symbol].name)),
      JSON.Member("path", .string(symbols[symbol].path)),
      JSON.Member("signature", .string(signature(of: symbol))),
      JSON.Member("docs", symbols[symbol].docs.map { .string($0) } ?? .null),
      JSON.Member("source", .string(graphs[symbols[symbol].graph].path)),
      JSON.Member("place", place(of: symbol).map { .string("\($0)") } ?? .null),
    ]
  }
}
