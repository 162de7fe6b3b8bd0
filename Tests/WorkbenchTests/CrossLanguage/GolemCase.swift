import Component
import Foundation
import Runtime
import TestSupport
import Testing
import Workbench

/// A case of the corpus: what Golem's own tests expect of their caller.
struct GolemCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Step: Decodable, Sendable {
    var call: String?
    var args: [String]?
    /// As WAVE; environments as `?env(pairs that are among them)`.
    var expect: String?
    /// The process is ended and begun anew.
    var restart: Bool?
  }

  var name: String
  var sets: [String]
  var component: String
  var worker: String
  var arguments: [String]?
  var env: [String: String]?
  var steps: [Step]

  var testDescription: String { name }

  /// Those of the caller of `counters`, for components of a time.
  static func all(_ era: GolemEra) -> [GolemCase] {
    guard let bytes = try? Corpus.bytes("golem/cases.json"),
      let cases = try? JSONDecoder().decode([Lenient].self, from: Data(bytes))
    else { return [] }
    return cases.compactMap(\.value).filter {
      $0.component == "caller_composed" && $0.sets.contains(era.rawValue)
    }
  }

  /// Cases of other components may have other forms.
  private struct Lenient: Decodable {
    var value: GolemCase?

    init(from decoder: any Decoder) throws {
      value = try? GolemCase(from: decoder)
    }
  }

  /// Runs it on workers of the template `caller`.
  func check(_ workspace: Workspace) async throws {
    let state = "\(workspace.root)/states/\(name)"
    let address = WorkerAddress(template: "caller", name: worker)
    var runtime = try open(workspace, state)
    _ = try await runtime.create(
      address, arguments: arguments ?? [],
      environment: (env ?? [:]).map { EnvironmentVariable(name: $0.key, value: $0.value) })
    for step in steps {
      guard let call = step.call, let expected = step.expect else {
        await runtime.close()
        runtime = try open(workspace, state)
        continue
      }
      let function = try await runtime.componentType(of: address).function(named: call)
      let values = try zip(step.args ?? [], function.type.parameters).map {
        try WAVE.parse($0, as: $1.type)
      }
      let outcome = try await runtime.invoke(
        address, function: function.canonicalName, arguments: values)
      guard case .returned(let value?) = outcome else {
        Issue.record("\(name): \(call): \(outcome)")
        break
      }
      let text = WAVE.text(of: value)
      let ids = workspace.template(named: "counters")?.id ?? ""
      #expect(
        Self.fits(text, expected.split(separator: "${id:counters}").joined(separator: ids)),
        "\(name): \(call): \(text), expected \(expected)")
    }
    await runtime.close()
  }

  private func open(_ workspace: Workspace, _ state: String) throws -> WorkerRuntime {
    try WorkerRuntime(
      .init(
        folder: state, durability: .relaxed, templates: workspace.runtimeTemplates,
        stubs: { workspace.stubOffer(for: $0, of: $1) }))
  }

  private static func fits(_ text: String, _ expected: String) -> Bool {
    guard let pattern = expected.firstRange(of: "?env(") else { return text == expected }
    let pairs = expected[pattern.upperBound...].matches(of: #/\("[^"]*", "[^"]*"\)/#)
    return text.hasPrefix(expected[..<pattern.lowerBound])
      && pairs.allSatisfy { text.contains($0.output) }
  }
}

/// A time of Golem from which there are components.
enum GolemEra: String, CaseIterable, Sendable {
  /// The article's.
  case seed = "2024-03"
  /// That of Golem 1.1.
  case golem10 = "2024-12"

  /// Where its components are.
  var components: String { Corpus.path("golem/components-\(rawValue)") }

  /// The WIT of `rpc:counters` as its stubs were made of it.
  var countersWIT: String {
    let folder = self == .seed ? "rpc-2024-03" : "rpc-1.0"
    return Corpus.path("golem/stub-goldens/\(folder)/counters/wit/counters.wit")
  }
}
