import ArgumentParser
import Runtime
import Workbench

/// `--workspace DIR`, as all subcommands take it that deal with workers.
struct WorkspaceOption: ParsableArguments {
  @Option(name: .long, help: "The workspace: a folder, or a single component.", completion: .file())
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

extension WorkspaceOption {
  /// Answers a request about workers, here or by way of the process that has them open.
  func perform(_ request: WorkerRequest) throws {
    try conclude {
      let workspace = try open()
      if workspace.isReadOnly, !request.onlyReads {
        complain("note: \(workspace.path) cannot be written to: nothing of this is kept")
      }
      let status = try blocking {
        let isPlain = PlainOutput.isOn
        let asked = isPlain ? request.structured ?? request : request
        return await WorkerAccess.perform(asked, in: workspace) { frame in
          switch frame {
          case .output(let text): answerText(isPlain ? request.plain(text) : text)
          case .bytes(let bytes): answerBytes(bytes)
          case .note(let text): complainText(text)
          case .line, .end: break
          }
        }
      }
      if status != 0 { throw ExitCode(status) }
    }
  }
}
