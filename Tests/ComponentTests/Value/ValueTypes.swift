import Component
import Testing
import WIT

/// Types of the tests, written as WIT.
enum ValueTypes {
  private static let definitions = """
    record item { product-id: string, price: f32, note: option<string> }
    record empty-options { a: option<u8>, b: option<option<u8>> }
    record keywords { ok: u8, %list: bool }
    variant shape { circle(f64), square(u32), nothing, ok(u8) }
    enum color { red, green, none }
    flags rights { read, write, run }
    resource counter;
    type nested = list<list<tuple<u8, option<string>>>>;
    """

  /// The type that stands for `text` in an interface with the definitions above.
  static func type(_ text: String) throws -> ValueType {
    let source = "package a:b; interface i { \(definitions) f: func(x: \(text)); }"
    let file = SourceFile(path: "types.wit", text: source)
    let resolution = resolve(root: SourcePackage(path: file.path, files: [file]), dependencies: [])
    let renderer = DiagnosticText(sources: resolution.sources)
    try #require(resolution.isUsable, "\(resolution.diagnostics.map { renderer.text(of: $0) })")
    let function = try #require(resolution.graph.interfaces[0].functions.first { $0.name == "f" })
    return ValueType(function.parameters[0].type, in: resolution.graph)
  }
}
