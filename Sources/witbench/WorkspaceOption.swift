import ArgumentParser
import Component
import Runtime
import Workbench

/// `--workspace DIR`, as all subcommands take it that deal with workers.
struct WorkspaceOption: ParsableArguments {
  @Option(name: .long, help: "The workspace: a folder, or a single component.")
  var workspace = "."

  func open() throws -> Workspace {
    do {
      let opened = try Workspace.open(workspace)
      for problem in opened.problems { complain(problem.text) }
      return opened
    } catch {
      throw Refusal(code: Status.couldNotTry, text: error.text)
    }
  }
}

/// `TEMPLATE/WORKER`, split at the first `/`.
struct WorkerArgument: ExpressibleByArgument {
  var address: WorkerAddress

  init?(argument: String) {
    guard let slash = argument.firstIndex(of: "/"), slash > argument.startIndex else { return nil }
    let name = String(argument[argument.index(after: slash)...])
    let hasControls = name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    guard !name.isEmpty, !hasControls else { return nil }
    address = WorkerAddress(template: String(argument[..<slash]), name: name)
  }
}

extension Workspace {
  /// Opens the workers for calls.
  func openRuntime() throws -> WorkerRuntime {
    if isReadOnly {
      complain("note: \(path) cannot be written to: nothing of this is kept")
    }
    return try refusing {
      try WorkerRuntime(
        .init(folder: stateFolder, durability: durability, templates: runtimeTemplates))
    }
  }
}

/// Turns the runtime's failures into a subcommand's.
func refusing<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let failure as RuntimeFailure {
    let code = failure.kind == .request ? Status.no : Status.couldNotTry
    throw Refusal(code: code, text: failure.text)
  }
}
