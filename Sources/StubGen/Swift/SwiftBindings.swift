package import WIT

/// Swift for the guest side of a world: what a worker implements and what it may call.
///
/// For every interface one file that people read and, beside it, `…+ABI.swift` with the glue; and
/// `World.swift`. They are compiled together with the worker's own sources and
/// `GuestRuntime.files`. The worker's sources have a type `Worker` that conforms to every `Exports`.
package enum SwiftBindings {
  ///
  /// - Parameter namedAs: the world that people know, where `world` was made of it
  package static func plan(
    graph: PackageGraph, world: WorldID, namedAs: WorldID? = nil
  ) throws(StubGenError) -> FilePlan {
    try plan(BindingModel(graph: graph, world: world, namedAs: namedAs ?? world))
  }

  static func plan(_ model: BindingModel) -> FilePlan {
    var changes: [FilePlan.Change] = []
    for scope in model.scopes {
      let text = InterfaceFile.text(of: scope, in: model)
      changes.append(FilePlan.Change(path: "\(scope.fullName).swift", content: text))
      guard let glue = ABIFile.text(of: scope, in: model) else { continue }
      changes.append(FilePlan.Change(path: "\(scope.fullName)+ABI.swift", content: glue))
    }
    changes.append(FilePlan.Change(path: "World.swift", content: worldText(model)))
    let lengths = model.tupleLengths.filter { $0 > Limits.runtimeTupleMax }.sorted()
    if !lengths.isEmpty {
      let text = TupleFile.text(of: lengths)
      changes.append(FilePlan.Change(path: TupleFile.path, content: text))
    }
    return FilePlan(changes: changes)
  }

  /// The enums that namespaces and packages become, and the one instance of the worker.
  private static func worldText(_ model: BindingModel) -> String {
    var writer = SwiftWriter()
    writer.line("// Generated from the world \(model.world.name). Changes here are lost.")
    var namespaces: [(name: String, packages: [String])] = []
    for scope in model.scopes {
      let package = scope.path[1]
      if let index = namespaces.firstIndex(where: { $0.name == scope.path[0] }) {
        if !namespaces[index].packages.contains(package) {
          namespaces[index].packages.append(package)
        }
      } else {
        namespaces.append((scope.path[0], [package]))
      }
    }
    for namespace in namespaces {
      writer.blank()
      writer.open("enum \(namespace.name)")
      for package in namespace.packages { writer.line("enum \(package) {}") }
      writer.close()
    }
    if model.scopes.contains(where: { $0.exports.contains { $0.resource == nil } }) {
      writer.blank()
      writer.docs("The component's one worker; its state lives from call to call.")
      writer.line("nonisolated(unsafe) var worker = \(model.implementation)()")
    }
    return writer.text
  }
}
