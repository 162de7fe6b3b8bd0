/// Where the lines of a file begin: a place in it is then found without reading the file again.
package struct LineTable: Sendable {
  /// The first byte of each line, counted from 0.
  private let starts: [Int]
  private let path: String
  private let byteCount: Int

  package init(_ file: SourceFile) {
    var starts = [0]
    for (index, byte) in file.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    self.starts = starts
    path = file.path
    byteCount = file.bytes.count
  }

  /// The place of a byte. One behind the file's end is taken for the end.
  package func place(of offset: Int32) -> SourcePlace {
    let offset = min(max(Int(offset), 0), byteCount)
    let line = self.line(of: offset)
    return SourcePlace(path: path, line: line + 1, column: offset - starts[line] + 1)
  }

  /// The bytes of the line that a byte stands in, without its line feed.
  package func bytesOfLine(around offset: Int32) -> Range<Int> {
    let line = self.line(of: min(max(Int(offset), 0), byteCount))
    let end = line + 1 < starts.count ? starts[line + 1] - 1 : byteCount
    return starts[line]..<end
  }

  /// Counted from 0.
  private func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// The line tables of the files that places were asked of, each made once.
final class LineTables {
  private let sources: SourceMap
  private var tables: [SourceFileID: LineTable] = [:]

  init(_ sources: SourceMap) {
    self.sources = sources
  }

  subscript(file: SourceFileID) -> LineTable {
    if let table = tables[file] { return table }
    let table = LineTable(sources[file])
    tables[file] = table
    return table
  }
}
