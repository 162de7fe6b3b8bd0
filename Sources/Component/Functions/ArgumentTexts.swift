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

  /// All arguments as one JSON list, each item in our form or in Golem's, or the list in Golem's.
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
      guard case .array(let items) = json else {
        throw Mistake("expected a JSON list of all arguments, found \(json.kind)", function)
      }
      try check(items.count, function)
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
