import Runtime
import TOMLKit
import WIT

/// Reads a manifest: values through TOMLKit, places by `TOMLPlaces`.
struct ManifestReader {
  private let file: String
  private let places: TOMLPlaces
  private(set) var problems: [WorkspaceProblem] = []

  /// - Parameters:
  ///   - file: the manifest's path as messages shall show it
  ///   - folderName: the workspace's name where the manifest gives none
  static func read(
    _ bytes: [UInt8], file: String, folderName: String
  ) throws(WorkspaceError) -> (manifest: Manifest, warnings: [WorkspaceProblem]) {
    let root = try parse(bytes, file: file)
    var reader = ManifestReader(file: file, places: TOMLPlaces(bytes))
    // TOMLKit's tables point into their root: it stays until everything is copied.
    let manifest = withExtendedLifetime(root) { reader.manifest(root, folderName: folderName) }
    if reader.problems.contains(where: { $0.severity == .error }) {
      throw WorkspaceError(problems: reader.problems)
    }
    return (manifest, reader.problems)
  }

  private init(file: String, places: TOMLPlaces) {
    self.file = file
    self.places = places
  }

  private static func parse(_ bytes: [UInt8], file: String) throws(WorkspaceError) -> TOMLTable {
    func failure(_ message: String, line: Int, column: Int) -> WorkspaceError {
      let place = SourcePlace(path: file, line: line, column: column)
      return WorkspaceError(problems: [.init(severity: .error, place: place, message: message)])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("the manifest is not valid UTF-8: save it in that encoding", line: 1, column: 1)
    }
    if let index = bytes.firstIndex(of: 0) {
      let place = TOMLPlaces.place(at: index, of: bytes, in: file)
      throw failure("a NUL byte", line: place.line, column: place.column)
    }
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      // The library counts characters; places here count bytes.
      let begin = error.source.begin
      let line =
        text.split(separator: "\n", omittingEmptySubsequences: false)
        .dropFirst(begin.line - 1).first ?? ""
      let column = String(line.unicodeScalars.prefix(begin.column - 1)).utf8.count + 1
      throw failure(error.description, line: begin.line, column: column)
    } catch {
      throw failure("\(error)", line: 1, column: 1)
    }
  }
}

// Tables.
extension ManifestReader {
  private mutating func manifest(_ root: TOMLTable, folderName: String) -> Manifest {
    expectKeys(["workspace", "templates"], in: [])
    var manifest = Manifest(name: folderName)
    if let workspace = table(root["workspace"], at: ["workspace"]) {
      expectKeys(["name", "durability"], in: ["workspace"])
      if let name = string(workspace["name"], at: ["workspace", "name"]) {
        manifest.name = name
        check(name, at: ["workspace", "name"])
      }
      if let word = string(workspace["durability"], at: ["workspace", "durability"]) {
        manifest.durability = durability(word)
      }
    }
    guard let templates = table(root["templates"], at: ["templates"]) else { return manifest }
    let names = places.keys(under: ["templates"])
    for name in names {
      let path = ["templates", name]
      guard let table = table(templates[name], at: path) else { continue }
      manifest.templates.append(
        template(name, table, at: path, workspace: manifest.name, all: names))
    }
    return manifest
  }

  private mutating func durability(_ word: String) -> Durability {
    if let durability = Durability(rawValue: word) { return durability }
    let words = Durability.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    refuse(["workspace", "durability"], "`\(word)` is none of \(words)")
    return .full
  }

  private mutating func template(
    _ name: String, _ table: TOMLTable, at path: [String], workspace: String, all names: [String]
  ) -> Manifest.Template {
    check(name, at: path)
    expectKeys(
      [
        "wit", "component", "source", "build", "calls", "arguments", "env", "ephemeral", "files",
        "limits", "stub",
      ], in: path)
    var template = Manifest.Template(name: name, place: place(of: path))
    template.wit = string(table["wit"], at: path + ["wit"])
    template.component = string(table["component"], at: path + ["component"])
    template.source = string(table["source"], at: path + ["source"])
    template.build = string(table["build"], at: path + ["build"])
    template.isEphemeral = bool(table["ephemeral"], at: path + ["ephemeral"]) ?? false
    template.arguments = strings(table["arguments"], at: path + ["arguments"])
    template.calls = strings(table["calls"], at: path + ["calls"])
    for (index, call) in template.calls.enumerated() where !names.contains(call) {
      refuse(
        path + ["calls", "\(index)"],
        "there is no template `\(call)`" + hint(call, names))
    }
    template.files = files(table["files"], at: path + ["files"])
    if let variables = self.table(table["env"], at: path + ["env"]) {
      template.environment = environment(
        variables, at: path + ["env"], workspace: workspace, templates: names)
    }
    if let stub = self.table(table["stub"], at: path + ["stub"]) {
      template.stub = self.stub(stub, at: path + ["stub"])
    }
    if let limits = self.table(table["limits"], at: path + ["limits"]) {
      template.limits = self.limits(limits, at: path + ["limits"])
    }
    return template
  }

  private mutating func environment(
    _ table: TOMLTable, at path: [String], workspace: String, templates: [String]
  ) -> [EnvironmentVariable] {
    var variables: [EnvironmentVariable] = []
    for name in places.keys(under: path) {
      guard let text = string(table[name], at: path + [name]) else { continue }
      if name.isEmpty || name.utf8.contains(UInt8(ascii: "=")) {
        report(.error, at: path + [name], "`\(name)` cannot name an environment variable")
      }
      let value = expand(text, at: path + [name], workspace: workspace, templates: templates)
      variables.append(EnvironmentVariable(name: name, value: value))
    }
    return variables
  }

  private mutating func files(
    _ value: (any TOMLValueConvertible)?, at path: [String]
  ) -> [InitialFileSource] {
    guard let value else { return [] }
    guard let array = value.array else {
      refuse(path, "expected an array of tables, found \(describe(value))")
      return []
    }
    var files: [InitialFileSource] = []
    for (index, element) in array.enumerated() {
      let place = path + ["\(index)"]
      guard let table = table(element, at: place), let file = file(table, at: place) else {
        continue
      }
      if files.contains(where: { $0.path == file.path }) {
        refuse(place + ["path"], "there is another file for `\(file.path)`")
      }
      files.append(file)
    }
    return files
  }

  private mutating func file(_ table: TOMLTable, at path: [String]) -> InitialFileSource? {
    expectKeys(["source", "path", "permissions"], in: path)
    guard let source = string(table["source"], at: path + ["source"]),
      let target = string(table["path"], at: path + ["path"])
    else {
      for key in ["source", "path"] where table[key] == nil {
        refuse(path, "an initial file needs `\(key)`")
      }
      return nil
    }
    if InitialFile.names(of: target) == nil {
      refuse(path + ["path"], "`\(target)` is no path from the worker's `/` without `.` and `..`")
    }
    let words = ["read-only", "read-write"]
    let word = string(table["permissions"], at: path + ["permissions"]) ?? words[0]
    if !words.contains(word) {
      refuse(path + ["permissions"], "`\(word)` is none of `read-only`, `read-write`")
    }
    return InitialFileSource(source: source, path: target, isReadOnly: word == words[0])
  }

  /// Replaces `${templates.NAME.id}`.
  private mutating func expand(
    _ text: String, at path: [String], workspace: String, templates: [String]
  ) -> String {
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      guard rest.hasPrefix("${"), let close = rest.firstIndex(of: "}") else {
        result += "$"
        rest = rest.dropFirst()
        continue
      }
      let whole = rest[...close]
      let name = whole.dropFirst(2).dropLast()
      rest = rest[rest.index(after: close)...]
      guard name.hasPrefix("templates."), name.hasSuffix(".id") else {
        report(
          .warning, at: path,
          "`\(whole)` stays as it is: only `${templates.NAME.id}` is replaced")
        result += whole
        continue
      }
      let template = String(name.dropFirst(10).dropLast(3))
      if !templates.contains(template) {
        refuse(path, "there is no template `\(template)`" + hint(template, templates))
      }
      result += Manifest.templateID(workspace: workspace, template: template)
    }
    return result + rest
  }
}

// Values and reports.
extension ManifestReader {
  private mutating func table(_ value: (any TOMLValueConvertible)?, at path: [String]) -> TOMLTable?
  {
    guard let value else { return nil }
    if let table = value.table { return table }
    refuse(path, "expected a table, found \(describe(value))")
    return nil
  }

  mutating func string(_ value: (any TOMLValueConvertible)?, at path: [String]) -> String? {
    guard let value else { return nil }
    if let string = value.string { return string }
    refuse(path, "expected a string, found \(describe(value))")
    return nil
  }

  private mutating func bool(_ value: (any TOMLValueConvertible)?, at path: [String]) -> Bool? {
    guard let value else { return nil }
    if let bool = value.bool { return bool }
    refuse(path, "expected true or false, found \(describe(value))")
    return nil
  }

  private mutating func strings(
    _ value: (any TOMLValueConvertible)?, at path: [String]
  ) -> [String] {
    guard let value else { return [] }
    guard let array = value.array else {
      refuse(path, "expected an array of strings, found \(describe(value))")
      return []
    }
    return array.enumerated().compactMap { string($0.element, at: path + ["\($0.offset)"]) }
  }

  func describe(_ value: any TOMLValueConvertible) -> String {
    let name = value.type.description
    return ("aeiou".contains(name.prefix(1)) ? "an " : "a ") + name
  }

  /// Names stand in `TEMPLATE/WORKER`, in URIs and on the screen.
  private mutating func check(_ name: String, at path: [String]) {
    let isBad =
      name.isEmpty || name.contains("/")
      || name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    if isBad {
      report(.error, at: path, "a name may not be empty nor contain `/` or control characters")
    }
  }

  mutating func expectKeys(_ known: [String], in path: [String]) {
    for key in places.keys(under: path) where !known.contains(key) {
      let table = path.isEmpty ? "here" : "in `\(path.joined(separator: "."))`"
      report(
        .warning, at: path + [key], "there is no key `\(key)` \(table)" + hint(key, known))
    }
  }

  private func hint(_ name: String, _ candidates: [String]) -> String {
    if let near = nearest(to: name, among: candidates) { return "; did you mean `\(near)`?" }
    if candidates.isEmpty { return "" }
    return "; there are " + candidates.map { "`\($0)`" }.joined(separator: ", ")
  }

  private func place(of path: [String], isValue: Bool = false) -> SourcePlace? {
    guard let entry = places.first(at: path) else { return nil }
    let range = isValue && entry.path == path ? entry.value : entry.key
    return places.place(at: range.lowerBound, in: file)
  }

  /// Blames a key.
  private mutating func report(
    _ severity: Diagnostic.Severity, at path: [String], _ message: String
  ) {
    problems.append(.init(severity: severity, place: place(of: path), message: message))
  }

  /// Blames a value.
  mutating func refuse(_ path: [String], _ message: String) {
    problems.append(
      .init(severity: .error, place: place(of: path, isValue: true), message: message))
  }
}
