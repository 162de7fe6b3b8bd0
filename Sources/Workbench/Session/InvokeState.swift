package import Component
package import Runtime

/// What is being called, what is filled in, and what came of it.
package struct InvokeState: Sendable {
  package enum Row: Hashable, Sendable {
    case template(String)
    case function(Target)
  }

  /// A function of a template.
  package struct Target: Hashable, Sendable {
    package var template: String
    /// `ExportedFunction.canonicalName`.
    package var function: String
  }

  package struct Call: Hashable, Sendable, Identifiable {
    package var id: Int
    package var worker: WorkerAddress
    package var function: String
    package var arguments: [Value]
    package var outcome: CallOutcome?
    package var milliseconds: Int?

    /// `add-item({…})`, the function by its short name.
    package var text: String {
      let list = arguments.map { WAVE.text(of: $0) }.joined(separator: ", ")
      return "\(shortName)(\(list))"
    }

    /// The function without its interface.
    package var shortName: String { function.shortFunction }
  }

  package private(set) var rows: [Row] = []
  private var functions: [Target: ExportedFunction] = [:]
  private var forms: [Target: Form] = [:]
  package private(set) var target: Target?
  /// Oldest first.
  package private(set) var calls: [Call] = []
  /// The call whose result is shown.
  package var shownCall: Int?
  private var nextID = 1
  /// The worker that a new form is filled with: the last one that was used.
  package var lastWorker: [String: String] = [:]

  package init() {}

  package mutating func setTemplates(_ templates: [TemplateContents]) {
    rows = []
    functions = [:]
    for template in templates {
      rows.append(.template(template.name))
      for function in template.type?.functions ?? [] {
        let target = Target(template: template.name, function: function.canonicalName)
        functions[target] = function
        rows.append(.function(target))
        // What was typed in survives a reload as long as the function is the same.
        if forms[target]?.function != function.type { forms[target] = nil }
      }
    }
    forms = forms.filter { functions[$0.key] != nil }
    if let target, functions[target] == nil { self.target = nil }
  }

  package func function(of target: Target) -> ExportedFunction? { functions[target] }

  package var form: Form? {
    get { target.flatMap { forms[$0] } }
    set { if let target { forms[target] = newValue } }
  }

  /// Makes a function the one that is filled in.
  package mutating func select(_ target: Target, worker: String? = nil) {
    guard let function = functions[target] else { return }
    self.target = target
    let name = worker ?? lastWorker[target.template] ?? ""
    if forms[target] == nil { forms[target] = Form(function: function.type, worker: name) }
    // Whoever has called a worker goes on with it, in every function of its template.
    if worker != nil || forms[target]?.worker.isEmpty == true { forms[target]?.setWorker(name) }
  }

  package var runningCall: Call? { calls.last { $0.outcome == nil } }

  package var shown: Call? { calls.first { $0.id == shownCall } }

  /// Writes a call down and gives the effect that sends it.
  package mutating func start(
    _ worker: WorkerAddress, _ function: String, _ arguments: [Value]
  ) -> Effect {
    let call = Call(id: nextID, worker: worker, function: function, arguments: arguments)
    nextID += 1
    calls.append(call)
    if calls.count > Limits.callsMax { calls.removeFirst() }
    shownCall = call.id
    lastWorker[worker.template] = worker.name
    return .invoke(
      id: call.id, worker: worker, function: function, arguments: arguments)
  }

  package mutating func end(_ id: Int, _ outcome: CallOutcome, milliseconds: Int) {
    guard let index = calls.firstIndex(where: { $0.id == id }) else { return }
    calls[index].outcome = outcome
    calls[index].milliseconds = milliseconds
  }

  /// Puts an earlier call into its form.
  package mutating func load(_ call: Call) {
    let target = Target(template: call.worker.template, function: call.function)
    guard functions[target] != nil else { return }
    select(target, worker: call.worker.name)
    forms[target]?.fill(with: call.arguments)
    shownCall = call.id
  }
}
