import Component
import Runtime

/// What the screen would show of a workspace, as lines: for those who listen instead.
package enum WorkspaceFacts {
  /// One fact a line. Reading changes nothing.
  package static func lines(of workspace: Workspace) -> [String] {
    var lines = ["workspace: \(workspace.name)", "folder: \(workspace.root)"]
    lines += workspace.problems.map(\.text)
    for path in workspace.witPaths { lines.append("WIT: \(path)") }
    for template in workspace.templates { lines += self.lines(of: template, in: workspace) }
    do throws(RuntimeFailure) {
      let workers = try WorkerRuntime.snapshots(in: workspace.stateFolder)
      lines.append(workers.isEmpty ? "no worker was made yet" : counted(workers.count, "worker"))
      for worker in workers {
        let error = worker.lastError.map { ", last error: \($0.firstLine)" } ?? ""
        lines.append("worker: \(worker.address.text), \(worker.status.rawValue)\(error)")
      }
    } catch {
      lines.append("the workers cannot be read: \(error.text)")
    }
    return lines
  }

  private static func lines(
    of template: Workspace.Template, in workspace: Workspace
  ) -> [String] {
    let name = template.name
    guard let path = template.description.component else {
      return ["template: \(name), not built yet"]
    }
    let loaded = workspace.component(at: path)
    var lines = ["template: \(name), component \(path)"]
    if let problem = loaded.problem { lines.append("problem of \(name): \(problem)") }
    lines += loaded.component?.type.functions.map { "function of \(name): \($0.signature)" } ?? []
    return lines
  }
}
