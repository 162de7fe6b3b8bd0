import WIT

/// Arguments and results of calls as texts, in the forms that people and scripts write.
package enum ArgumentTexts {
  /// Why texts are no arguments of a function, with its signature.
  package struct Mistake: Error, Hashable, Sendable {
    package var text: String

    init(_ text: String, _ function: ExportedFunction) {
      self.text = "\(text)\n  \(function.signature)"
    }
  }

  /// A text for each parameter: WAVE, or Golem's `{"typ":…,"value":…}`.
  package static func values(
    _ texts: [String], of function: ExportedFunction
  ) throws(Mistake) -> [Value] {
    let parameters = function.type.parameters
    try check(texts.count, function)
    var values: [Value] = []
    for (text, parameter) in zip(texts, parameters) {
      let step = "parameter `\(parameter.name)`"
      do {
        values.append(
          isJSONObject(text)
            ? try typed(text, parameter.type) : try WAVE.parse(text, as: parameter.type))
      } catch let error as WAVEError {
        throw Mistake(error.inside(step).text, function)
      } catch let error as JSONError {
        throw Mistake(error.inside(step).text, function)
      } catch {
        throw Mistake("\(error)", function)
      }
    }
    return values
  }

  /// A WAVE record has its names without quotes.
  private static func isJSONObject(_ text: String) -> Bool {
    let start = text.utf8.filter { $0 > 0x20 }.prefix(2)
    return start.elementsEqual("{\"".utf8)
  }

  private static func typed(_ text: String, _ type: ValueType) throws(JSONError) -> Value {
    let json = try JSON.parse(text)
    guard JSONValues.typed(json, as: type) != nil else {
      throw JSONError(
        message: "expected WAVE of type \(type.text), or {\"typ\":…,\"value\":…}; JSON "
          + "without types is given as one list of all arguments")
    }
    return try JSONValues.value(json, as: type)
  }

  /// All arguments as one JSON list or as an object by the parameters' names, each in our form or in
  /// Golem's; or the list in Golem's form.
  package static func values(
    json text: String, of function: ExportedFunction
  ) throws(Mistake) -> [Value] {
    let types = function.type.parameters.map(\.type)
    do {
      let json = try JSON.parse(text)
      if JSONValues.typed(json, as: .tuple(types)) != nil {
        guard case .tuple(let values) = try JSONValues.value(json, as: .tuple(types)) else {
          return []
        }
        return values
      }
      let items: [JSON]
      switch json {
      case .array(let all):
        items = all
        try check(items.count, function)
      case .object(let members): items = try ordered(members, function)
      default:
        throw Mistake(
          "expected a JSON list of all arguments, or an object by parameter names, found "
            + json.kind, function)
      }
      var values: [Value] = []
      for (item, parameter) in zip(items, function.type.parameters) {
        do {
          values.append(try JSONValues.value(item, as: parameter.type))
        } catch {
          throw error.inside("parameter `\(parameter.name)`")
        }
      }
      return values
    } catch let error as JSONError {
      throw Mistake(error.text, function)
    } catch let error as Mistake {
      throw error
    } catch {
      throw Mistake("\(error)", function)
    }
  }

  /// One item for each parameter; one that is left out is null, which an option takes.
  private static func ordered(
    _ members: [JSON.Member], _ function: ExportedFunction
  ) throws(Mistake) -> [JSON] {
    let parameters = function.type.parameters
    let names = parameters.map(\.name)
    var given: [String: JSON] = [:]
    for member in members {
      guard names.contains(member.name) else {
        let hint = nearest(to: member.name, among: names).map { "; did you mean `\($0)`?" } ?? ""
        throw Mistake("there is no parameter `\(member.name)`\(hint)", function)
      }
      given[member.name] = member.value
    }
    var items: [JSON] = []
    for parameter in parameters {
      if let item = given[parameter.name] {
        items.append(item)
      } else if case .option = parameter.type {
        items.append(.null)
      } else {
        throw Mistake("missing parameter `\(parameter.name)` (\(parameter.type.text))", function)
      }
    }
    return items
  }

  private static func check(_ count: Int, _ function: ExportedFunction) throws(Mistake) {
    let expected = function.type.parameters.count
    guard count == expected else {
      let word = expected == 1 ? "argument" : "arguments"
      throw Mistake("expected \(expected) \(word), found \(count)", function)
    }
  }

  /// A result as Golem answers with it: the results of a function are a tuple.
  package static func golem(_ result: Value?, of function: ExportedFunction) -> JSON {
    JSONValues.golem(
      .tuple(result.map { [$0] } ?? []),
      as: .tuple(function.type.result.map { [$0] } ?? []))
  }
}
