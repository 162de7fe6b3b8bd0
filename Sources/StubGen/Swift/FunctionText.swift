import WIT

/// Writes the signature of a function as Swift, and calls of it.
struct FunctionText {
  let types: TypeText
  let function: Function
  /// Those that Swift passes: without a method's own handle.
  let parameters: [Parameter]
  /// The name in Swift: `addOrder`, `init`.
  let name: String
  /// What the parameters are called inside the function.
  let variables: [String]
  /// What they are called in the glue, which has variables of its own.
  let glueVariables: [String]
  private let labels: [String]

  init(_ function: Function, _ types: TypeText, in scope: BindingScope) {
    self.types = types
    self.function = function
    parameters = function.isMethod ? Array(function.parameters.dropFirst()) : function.parameters
    name = function.isConstructor ? "init" : scope.functionName(function)
    let names = parameters.map(\.name)
    variables = SwiftName.distinct(names) { SwiftName.member($0) }
    glueVariables = SwiftName.distinct(names) {
      SwiftName.member($0, avoiding: ReservedNames.glue)
    }
    // Every class of an imported resource has an `init(adopting:)`.
    labels = SwiftName.distinct(names, besides: function.isConstructor ? ["adopting"] : []) {
      SwiftName.label($0)
    }
  }

  /// Whether the first argument goes without its label: `addOrder(_ order:)`.
  private var impliesFirst: Bool {
    guard let first = parameters.first, !function.isConstructor else { return false }
    return SwiftName.implies(function.localName, first.name)
  }

  /// The `result` that turns into `throws`, if the function's result is one.
  var thrown: (ok: Type?, error: Type?)? {
    guard case .result(let ok, let error)? = function.result else { return nil }
    return (ok, error)
  }

  /// ` throws(E) -> T`; nothing of a constructor's own result.
  var effects: String {
    var text = ""
    var result = function.result
    if let thrown {
      text += " throws(\(types.failure(thrown.error)))"
      result = thrown.ok
    }
    if let result, !function.isConstructor { text += " -> \(types.surface(result))" }
    return text
  }

  /// `func addOrder(_ order: Order)`, `init(location: URI)`.
  func signature(_ modifiers: String = "") -> String {
    let list = parameters.enumerated().map { index, parameter in
      let variable = variables[index]
      let label = SwiftName.declared(label: labels[index])
      let type = types.surface(parameter.type)
      if index == 0, impliesFirst { return "_ \(variable): \(type)" }
      return label.unquoted == variable.unquoted
        ? "\(label): \(type)" : "\(label) \(variable): \(type)"
    }
    let word = function.isConstructor ? "init" : "func \(name)"
    let isStatic = function.isStatic ? "static " : ""
    return "\(modifiers)\(isStatic)\(word)(\(list.joined(separator: ", ")))\(effects)"
  }

  /// `addOrder(order)` as the glue writes it, to go behind a receiver.
  var call: String {
    let list = glueVariables.enumerated().map { index, variable in
      if index == 0, impliesFirst { return variable }
      return "\(SwiftName.called(label: labels[index])): \(variable)"
    }
    return "\(function.isConstructor ? "" : name)(\(list.joined(separator: ", ")))"
  }

  /// Core types of parameters and of the result.
  var flatParameters: [CoreLayout.CoreType] {
    function.parameters.flatMap { CoreLayout($0.type, in: types.model.graph).flat }
  }

  var flatResult: [CoreLayout.CoreType] {
    CoreLayout(result, in: types.model.graph).flat
  }

  /// The result, a constructor's spelled out.
  var result: Type? {
    if case .constructor(let id) = function.kind, function.result == nil { return .own(id) }
    return function.result
  }

  /// More core values than these go through memory. (CanonicalABI.md, "Flattening".)
  static let flatParametersMax = 16
  static let flatResultsMax = 1

  var isSpilled: Bool { flatParameters.count > Self.flatParametersMax }
  var returnsPointer: Bool { flatResult.count > Self.flatResultsMax }
}

extension String {
  fileprivate var unquoted: String { filter { $0 != "`" } }
}
