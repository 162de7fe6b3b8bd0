package import Component

/// The form for one function: a worker's name and a field for each parameter, or the same
/// parameters as WAVE text.
package struct Form: Hashable, Sendable {
  package let function: FunctionType
  package private(set) var worker: TextInput
  package private(set) var parameters: [FormNode]
  /// The parameters as text while WAVE is shown; nil while the fields are.
  package private(set) var wave: [TextInput]?
  /// The row that has the cursor.
  package var row = 0
  /// Whether it was tried to send it: every mistake is shown from then on.
  package private(set) var isTried = false

  package init(function: FunctionType, worker: String = "") {
    self.function = function
    self.worker = TextInput(worker)
    parameters = function.parameters.map { FormNode(label: $0.name, type: $0.type) }
  }

  /// All lines, in order.
  package var rows: [FormRow] {
    let body =
      if let wave {
        wave.indices.map { FormRow(kind: .wave($0), path: [$0]) }
      } else {
        parameters.enumerated().flatMap { $0.element.rows(path: [$0.offset], depth: 0) }
      }
    return [FormRow(kind: .worker)] + body + [FormRow(kind: .send)]
  }

  /// The row with the cursor.
  package var currentRow: FormRow {
    let rows = rows
    return rows[min(max(0, row), rows.count - 1)]
  }

  package func node(at path: [Int]) -> FormNode? {
    guard let first = path.first, parameters.indices.contains(first) else { return nil }
    return parameters[first][path.dropFirst()]
  }

  package mutating func update(_ path: [Int], _ change: (inout FormNode) -> Void) {
    guard let first = path.first, parameters.indices.contains(first) else { return }
    parameters[first].update(path.dropFirst(), change)
  }

  /// The text under the cursor, if the row is one.
  package var currentText: TextInput? {
    let row = currentRow
    switch row.kind {
    case .worker: return worker
    case .wave(let index): return wave?[index]
    case .field:
      if case .text(let input)? = node(at: row.path)?.content { return input }
      return nil
    default: return nil
    }
  }

  package mutating func setCurrentText(_ input: TextInput) {
    let row = currentRow
    switch row.kind {
    case .worker: worker = input
    case .wave(let index): wave?[index] = input
    case .field:
      update(row.path) { node in
        node.content = .text(input)
        node.isTouched = true
      }
    default: break
    }
  }

  package mutating func setWorker(_ name: String) {
    worker = TextInput(name)
  }

  /// Puts the arguments of an earlier call in.
  package mutating func fill(with arguments: [Value]) {
    wave = nil
    for (index, value) in arguments.enumerated() where parameters.indices.contains(index) {
      parameters[index].fill(with: value)
    }
    row = 0
  }
}

// What is sent, and what is wrong with it.
extension Form {
  /// The worker and the arguments, or the first mistake.
  package func request() throws(FormProblem) -> (worker: String, arguments: [Value]) {
    if let problem = workerProblem { throw FormProblem(text: problem) }
    var arguments: [Value] = []
    for index in parameters.indices { arguments.append(try argument(index)) }
    return (worker.text, arguments)
  }

  private func argument(_ index: Int) throws(FormProblem) -> Value {
    guard let wave else {
      do { return try parameters[index].value() } catch { throw error.inside(index) }
    }
    do {
      return try WAVE.parse(wave[index].text, as: parameters[index].type)
    } catch {
      throw FormProblem(path: [index], text: error.text)
    }
  }

  package var workerProblem: String? {
    if worker.isEmpty { return "a worker needs a name: any text, such as `alice`" }
    let hasControl = worker.text.unicodeScalars.contains {
      $0.properties.generalCategory == .control
    }
    return hasControl ? "a worker's name has no control characters" : nil
  }

  /// What is wrong with a row, if it is time to say so.
  package func problem(of row: FormRow) -> String? {
    switch row.kind {
    case .worker: return isTried || !worker.isEmpty ? workerProblem : nil
    case .wave(let index):
      do {
        _ = try argument(index)
        return nil
      } catch {
        return error.text
      }
    case .field:
      guard let node = node(at: row.path) else { return nil }
      if case .unavailable(let reason) = node.content { return reason }
      guard case .text = node.content, node.isTouched || isTried else { return nil }
      do {
        _ = try node.value()
        return nil
      } catch {
        return error.text
      }
    case .flag, .add, .send: return nil
    }
  }

  /// Shows every mistake and puts the cursor on the first.
  package mutating func showProblems() {
    isTried = true
    let target: [Int]?
    do {
      _ = try request()
      return
    } catch {
      target = workerProblem == nil ? error.path : nil
    }
    let rows = rows
    guard let target else {
      row = 0
      return
    }
    row = rows.firstIndex { $0.path == target && $0.kind != .add } ?? row
  }
}

// WAVE text in step with the fields.
extension Form {
  /// Shows the parameters as WAVE text, or as fields again.
  ///
  /// Back to the fields it goes only with text that can be read, or that was not changed: nothing
  /// that was typed is thrown away. The mistake otherwise.
  package mutating func toggleWAVE() throws(FormProblem) {
    guard let wave else {
      self.wave = parameters.map { TextInput($0.waveText) }
      row = parameters.isEmpty ? 0 : 1
      return
    }
    for (index, input) in wave.enumerated() where input.text != parameters[index].waveText {
      let value = try argument(index)
      parameters[index].fill(with: value)
    }
    self.wave = nil
    row = parameters.isEmpty ? 0 : 1
  }
}
