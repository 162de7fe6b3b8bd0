import Component

// What Explore says of a component as a file: the parts in it, who made it, what WIT has no words for.
extension Session {
  /// Parts deeper than this are counted with what they stand in.
  private static let depthMax = 2

  func insides(of source: WorkspaceSource, columns: Int) -> [StyledLine] {
    guard let part = source.part else { return [] }
    var lines = [StyledLine(), StyledLine("Inside, in bytes", .title)]
    tree(part, "", depth: 0, columns: columns, into: &lines)
    var tools: [String] = []
    for tool in part.all.flatMap(\.producers).flatMap(\.tools) where !tools.contains(tool.text) {
      tools.append(tool.text)
    }
    if !tools.isEmpty {
      lines += [StyledLine(), StyledLine("Made by", .title)]
      lines += StyledLine.wrapped(tools.joined(separator: ", "), columns: columns)
    }
    if !source.extras.isEmpty {
      lines += [StyledLine(), StyledLine("Without a word for it in WIT", .title)]
      for extra in source.extras { lines += StyledLine.wrapped(extra.text, columns: columns) }
    }
    return lines
  }

  private func tree(
    _ part: BinaryPart, _ label: String, depth: Int, columns: Int, into lines: inout [StyledLine]
  ) {
    let size = Grouped.text(part.sizeBytes)
    let indent = String(repeating: " ", count: 2 * depth)
    let title = clipped(indent + part.title(label), columns: columns - size.count - 1)
    var line = StyledLine(title.padded(to: columns - size.count), .text)
    line.append(size, .dim)
    lines.append(line)
    guard depth < Session.depthMax else { return }
    for (index, child) in part.children.enumerated() {
      tree(child, "\(index)", depth: depth + 1, columns: columns, into: &lines)
    }
  }

  private func clipped(_ text: String, columns: Int) -> String {
    guard CellWidth.columns(of: text) > columns else { return text }
    var short = text
    while !short.isEmpty, CellWidth.columns(of: short) >= columns { short.removeLast() }
    return short + "…"
  }
}
