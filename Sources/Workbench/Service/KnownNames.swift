import Component
import Runtime

/// The names that can stand on a command line, as a workspace has them now.
///
/// Read from the folder: nothing is opened for changes, no code is loaded. What cannot be read has
/// no names.
package struct KnownNames: Sendable {
  private let workspace: Workspace?

  /// - Parameter path: the workspace, as `--workspace` gives it
  package init(workspace path: String) {
    do throws(WorkspaceError) {
      workspace = try Workspace.open(path)
    } catch {
      workspace = nil
    }
  }

  /// All templates, in the workspace's order.
  package var templates: [String] { workspace?.templates.map(\.name) ?? [] }

  /// `TEMPLATE/WORKER` of all workers that were ever made and not deleted.
  package var workers: [String] {
    guard let workspace else { return [] }
    do throws(RuntimeFailure) {
      return try WorkerRuntime.snapshots(in: workspace.stateFolder).map(\.address.text).sorted()
    } catch {
      return []
    }
  }

  /// The functions that a template's workers can be asked for, each as short as it can be said.
  package func functions(of template: String) -> [String] {
    guard let workspace,
      let found = workspace.templates.first(where: { $0.name == template || $0.id == template }),
      let path = found.description.component,
      let type = workspace.component(at: path).component?.type
    else { return [] }
    return type.functions.map { function in
      let member = function.type.resourceName.map { "\($0).\(function.type.memberName)" }
      let names = [member ?? function.type.name]
      return names.first { (try? type.function(named: $0)) == function } ?? function.canonicalName
    }
  }
}
