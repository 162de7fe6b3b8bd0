/// The forms in which tuples cross that are longer than those of the guest runtime.
enum TupleFile {
  static let path = "LongTuples.swift"

  static func text(of lengths: [Int]) -> String {
    var writer = SwiftWriter()
    writer.line("// The forms that long tuples take while they cross. Changes here are lost.")
    for length in lengths {
      writer.blank()
      write(length, to: &writer)
    }
    return writer.text
  }

  private static func write(_ length: Int, to writer: inout SwiftWriter) {
    let places = Array(0..<length)
    writer.line("struct Tuple\(length)<")
    list(places.map { "T\($0): ComponentValue" }, &writer)
    writer.open(">: ComponentValue")
    let types = places.map { "T\($0)" }
    if types.joined(separator: ", ").count < 80 {
      writer.line("var values: (\(types.joined(separator: ", ")))")
    } else {
      writer.line("var values:")
      writer.indented { writer in
        writer.line("(")
        list(types, &writer)
        writer.line(")")
      }
    }
    writer.blank()
    writer.open("static var layout: ComponentLayout")
    writer.line(".sequence(")
    list(places.map { "T\($0).layout" }, last: ")", &writer)
    writer.close()
    writer.blank()
    writer.line("init(")
    list(places.map { "_ value\($0): T\($0)" }, &writer)
    writer.open(")")
    writer.line("values = (")
    list(places.map { "value\($0)" }, &writer)
    writer.line(")")
    writer.close()
    writer.blank()
    writer.open("init(from decoder: inout some ComponentDecoder)")
    writer.line("values = (")
    list(places.map { _ in "decoder.decode()" }, &writer)
    writer.line(")")
    writer.close()
    writer.blank()
    writer.open("func encode(to encoder: inout some ComponentEncoder)")
    writer.line("encoder.tuple()")
    for place in places { writer.line("encoder.encode(values.\(place))") }
    writer.close()
    writer.close()
  }

  /// As many to a line as fit.
  private static func list(_ items: [String], last: String = "", _ writer: inout SwiftWriter) {
    writer.indented { writer in
      var line = ""
      for (index, item) in items.enumerated() {
        let part = item + (index == items.count - 1 ? last : ",")
        if line.count + part.count > 90 {
          writer.line(line)
          line = part
        } else {
          line += (line.isEmpty ? "" : " ") + part
        }
      }
      writer.line(line)
    }
  }
}
