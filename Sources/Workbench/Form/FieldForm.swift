package import Runtime
package import StubGen

/// A few lines to be filled in, in a popup: what a change of a worker needs to know.
package struct FieldForm: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package var label: String
    /// Shown while nothing is typed.
    package var hint: String
    package var input = TextInput()
    /// Why what was typed will not do.
    package var problem: String?

    init(_ label: String, hint: String) {
      self.label = label
      self.hint = hint
    }
  }

  /// What the answers are for.
  package enum Purpose: Hashable, Sendable {
    case newWorker(template: String)
    case fork(WorkerAddress, at: Int?)
    case promise(WorkerAddress, index: Int)
    case stubTarget(StubRequest)
  }

  package let purpose: Purpose
  package let title: String
  /// What comes of it.
  package let explanation: String
  package private(set) var fields: [Field]
  /// The field with the cursor.
  package private(set) var current = 0

  package init(newWorkerOf template: String) {
    purpose = .newWorker(template: template)
    title = "New worker of \(template)"
    explanation =
      "It is made without a call. Arguments stand in place of the manifest's, variables over them."
    fields = [
      Field("name", hint: "like alice"),
      Field("arguments", hint: "words; \"quotes\" keep blanks"),
      Field("environment", hint: "NAME=value NAME=value"),
    ]
  }

  package init(forkOf worker: WorkerAddress, at index: Int?) {
    purpose = .fork(worker, at: index)
    title = "Fork \(worker.text)"
    let place = index.map { "up to entry \($0)" } ?? "up to now"
    explanation =
      "The new worker has the past of this one \(place), and its own way from there. A call that "
      + "runs there is left out as a whole."
    fields = [Field("name", hint: "of the new worker")]
  }

  package init(promise index: Int, of worker: WorkerAddress) {
    purpose = .promise(worker, index: index)
    title = "Complete promise \(index)"
    explanation = "\(worker.text) gets these bytes and goes on if it waits. This is done only once."
    fields = [Field("data", hint: "text, sent as UTF-8")]
  }

  /// - Parameter now: what the target is called as long as nobody says
  package init(targetOf request: StubRequest, now: StubTarget) {
    purpose = .stubTarget(request)
    title = "What \(request.template) is called"
    explanation =
      "A component does not say what its package and its world are called; the stub's package, "
      + "interface and world are named after them."
    fields = [Field("package", hint: "like shopping:cart"), Field("world", hint: "like cart")]
    fields[0].input.insert("\(now.package)")
    fields[1].input.insert(now.world)
  }

  package mutating func move(by count: Int) {
    current = (current + count + fields.count) % fields.count
  }

  package mutating func select(_ field: Int) {
    if fields.indices.contains(field) { current = field }
  }

  package mutating func type(_ key: Key) {
    if fields[current].input.apply(key) { fields[current].problem = nil }
  }

  package mutating func paste(_ text: String) {
    fields[current].input.insert(text)
    fields[current].problem = nil
  }

  /// The change that was described; nil where a field has a problem, which is shown then.
  package mutating func change() -> WorkerChange? {
    switch purpose {
    case .newWorker(let template):
      let name = name
      let arguments = checked(1) { text throws(Words.Problem) in try Words.split(text) }
      let environment = checked(2, Self.variables)
      guard let name, let arguments, let environment else { return nil }
      return .create(
        WorkerAddress(template: template, name: name), arguments: arguments,
        environment: environment)
    case .stubTarget: preconditionFailure("the name of a target changes no worker")
    case .fork(let worker, let index): return name.map { .fork(worker, name: $0, at: index) }
    case .promise(let worker, let index):
      return .completePromise(worker, index: index, data: Array(fields[0].input.text.utf8))
    }
  }

  /// The stub that was asked for; nil where a field has a problem, which is shown then.
  mutating func stubRequest(_ request: StubRequest) -> StubRequest? {
    var request = request
    let (package, world) = (fields[0].input.text, fields[1].input.text)
    guard let target = StubTarget(package: package, world: world) else {
      let isPackage = StubTarget(package: package, world: "world") != nil
      current = isPackage ? 1 : 0
      fields[current].problem =
        isPackage ? "a world is named like `cart`" : "a package is named like `shopping:cart`"
      return nil
    }
    request.target = target
    return request
  }

  private var name: String? {
    mutating get {
      checked(0) { text throws(Words.Problem) in
        if text.isEmpty { throw Words.Problem(text: "a worker has a name") }
        if text.unicodeScalars.contains(where: { $0.value < 32 || (127..<160).contains($0.value) })
        {
          throw Words.Problem(text: "a name has no control characters")
        }
        return text
      }
    }
  }

  /// What a field means; the cursor goes to the first that means nothing.
  private mutating func checked<Meaning>(
    _ field: Int, _ read: (String) throws(Words.Problem) -> Meaning
  ) -> Meaning? {
    do throws(Words.Problem) {
      return try read(fields[field].input.text)
    } catch {
      if fields[..<field].allSatisfy({ $0.problem == nil }) { current = field }
      fields[field].problem = error.text
      return nil
    }
  }

  private static func variables(
    _ text: String
  ) throws(Words.Problem) -> [EnvironmentVariable] {
    var variables: [EnvironmentVariable] = []
    for word in try Words.split(text) {
      guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
        throw Words.Problem(text: "`\(word)` is not NAME=value")
      }
      let name = String(word[..<equals])
      if variables.contains(where: { $0.name == name }) {
        throw Words.Problem(text: "`\(name)` stands there twice")
      }
      variables.append(.init(name: name, value: String(word[word.index(after: equals)...])))
    }
    return variables
  }
}
