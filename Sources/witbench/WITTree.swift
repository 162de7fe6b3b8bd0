import ArgumentParser
import Component
import WIT

/// `witbench wit tree`
struct WITTree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", abstract: "List packages, interfaces, worlds, types and functions.",
    discussion: "Dependencies are listed by their names; --deps lists what is in them too.")

  @OptionGroup var options: WITCommand.Options

  @Flag(help: "List the contents of dependencies too.") var deps = false

  @Flag(help: "Write JSON.") var json = false

  func run() throws {
    try conclude {
      let index = try IndexedSources(options).index
      let tops = index.symbols.indices.filter { index.symbols[$0].parent == nil }
      if json {
        answer(JSON.array(tops.map { tree($0, in: index) }).text)
      } else {
        for top in tops { write(top, in: index, depth: 0) }
      }
    }
  }

  private func write(_ symbol: Int, in index: SymbolIndex, depth: Int) {
    let item = index.symbols[symbol]
    let source = index.graphs[item.graph]
    var line = String(repeating: "  ", count: depth) + index.signature(of: symbol)
    if case .package(let id) = item.item {
      let isDependency = id != source.root && source.component == nil
      line += "  (\(source.path)\(isDependency ? ", dependency" : ""))"
      if isDependency, !deps {
        answerOutline(line)
        return
      }
    }
    answerOutline(line)
    for text in index.items(ofWorld: symbol) {
      answerOutline(String(repeating: "  ", count: depth + 1) + text)
    }
    for child in index.children(of: symbol) where !isListed(child, in: index) {
      write(child, in: index, depth: depth + 1)
    }
  }

  /// Whether a world's own functions stand among its imports and exports, or a field in its record.
  private func isListed(_ symbol: Int, in index: SymbolIndex) -> Bool {
    switch index.symbols[symbol].item {
    case .member: true
    case .function(.world(let world, let isExport, let number)):
      index.graphs[index.symbols[symbol].graph].graph
        .function(at: .world(world, isExport: isExport, index: number))?.resource == nil
    default: false
    }
  }

  private func tree(_ symbol: Int, in index: SymbolIndex) -> JSON {
    let children = index.children(of: symbol).map { tree($0, in: index) }
    var members = index.members(of: symbol)
    if case .world = index.symbols[symbol].item {
      let items = index.items(ofWorld: symbol).map { JSON.string($0) }
      members.append(JSON.Member("items", .array(items)))
    }
    return .object(members + [JSON.Member("children", .array(children))])
  }
}
