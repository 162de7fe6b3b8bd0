/// What libFuzzer calls for each input: everything that module WIT does with text.
///
/// Compiled together with the module's sources by `Scripts/prove fuzz`; no target of the package.
/// Beside crashes it finds what must hold for any text: what was resolved without an error prints
/// as text that resolves without an error and says the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWIT(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var strict = ResolveOptions()
  strict.parse.acceptsLegacy = false
  // The reader of today's language alone, then the one that takes in old dialects too.
  for options in [strict, ResolveOptions()] {
    let source = SourcePackage(path: "fuzz", files: [SourceFile(path: "fuzz.wit", bytes: bytes)])
    let resolution = resolve(root: source, dependencies: [], options: options)
    let texts = DiagnosticText(sources: resolution.sources)
    for diagnostic in resolution.diagnostics {
      precondition(!texts.text(of: diagnostic).isEmpty)
    }
    guard resolution.isUsable, let root = resolution.root else { continue }
    let text = WITPrinter.text(root: root, in: resolution.graph)
    let printed = SourcePackage(path: "printed", files: [SourceFile(path: "p.wit", text: text)])
    let again = resolve(root: printed, dependencies: [], options: strict)
    guard again.isUsable, let rootAgain = again.root else {
      fatalError("what is printed cannot be read:\n\(text)")
    }
    // Packages that do not depend on each other may change places.
    let textAgain = WITPrinter.text(root: rootAgain, in: again.graph)
    guard lines(of: textAgain) == lines(of: text) else {
      fatalError("printing again changes it:\n\(text)\ninto:\n\(textAgain)")
    }
  }
  checkFormat(SourceFile(path: "fuzz.wit", bytes: bytes))
  return 0
}

private func checkFormat(_ source: SourceFile) {
  guard let once = WITFormatter.format(source).bytes else { return }
  guard WITFormatter.format(SourceFile(path: source.path, bytes: once)).bytes == once else {
    fatalError("formatting again changes it:\n\(String(decoding: once, as: UTF8.self))")
  }
}

private func lines(of text: String) -> [Substring] {
  text.split(separator: "\n").sorted()
}
