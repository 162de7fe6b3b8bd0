import Testing
import WIT

/// WIT with marks in it, `1️⃣` to `9️⃣`, that name places for the expectations of a test.
struct MarkedSource {
  /// The text without the marks.
  private(set) var text = ""
  /// The byte that stands behind each mark, counted from 0.
  private(set) var offsets: [Character: Int] = [:]

  init(_ marked: String) {
    for character in marked {
      if "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣".contains(character) {
        offsets[character] = text.utf8.count
      } else {
        text.append(character)
      }
    }
  }
}

/// Resolves one file and compares all that is said of it with what is expected at its marks.
///
/// A text without a `package` gets the header `package a:b;`.
func check(
  _ marked: String, _ expected: [Character: DiagnosticMessage],
  dependencies: [String] = [], options: ResolveOptions = ResolveOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let header = marked.contains("package ") ? "" : "package a:b;\n"
  let source = MarkedSource(header + marked)
  let resolution = resolve(
    root: package("test.wit", source.text),
    dependencies: dependencies.enumerated().map { package("deps/\($0.offset).wit", $0.element) },
    options: options)
  var found: [Character: DiagnosticMessage] = [:]
  let renderer = DiagnosticText(sources: resolution.sources)
  for diagnostic in resolution.diagnostics {
    let mark = source.offsets.first { $0.value == Int(diagnostic.range?.lower ?? -1) }?.key
    guard let mark else {
      Issue.record("unmarked: \(renderer.text(of: diagnostic))", sourceLocation: sourceLocation)
      continue
    }
    found[mark] = diagnostic.message
  }
  #expect(found == expected, sourceLocation: sourceLocation)
}

/// A package of one file.
func package(_ path: String, _ text: String) -> SourcePackage {
  SourcePackage(path: path, files: [SourceFile(path: path, text: text)])
}
