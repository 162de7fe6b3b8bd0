/// The text of one WIT file, kept as bytes so that ranges are cheap and exact.
package struct SourceFile: Hashable, Sendable {
  /// The path as the user knows it; shown in diagnostics, never opened here.
  package var path: String
  /// The file's bytes. They need not be valid UTF-8: the lexer says where they are not.
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// Which file of a `SourceMap` a range belongs to.
package struct SourceFileID: Hashable, Sendable {
  package var index: Int32

  package init(index: Int32) {
    self.index = index
  }
}

/// A half-open range of bytes in one file.
package struct SourceRange: Hashable, Sendable {
  package var file: SourceFileID
  /// The first byte, counted from 0.
  package var lower: Int32
  /// The byte after the last one.
  package var upper: Int32

  package init(file: SourceFileID, lower: Int32, upper: Int32) {
    self.file = file
    self.lower = lower
    self.upper = upper
  }
}

/// A place as people and editors write it: `path:line:column`.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
  package var path: String
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in UTF-8 bytes.
  package var column: Int

  package init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }

  package var description: String { "\(path):\(line):\(column)" }
}
