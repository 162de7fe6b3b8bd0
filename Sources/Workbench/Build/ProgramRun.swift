import Subprocess
import SystemPackage

/// A program that a build starts: which, with what, and where.
///
/// Nothing else in this module starts programs, and nothing but building comes here.
struct ProgramRun: Hashable, Sendable {
  /// From `/`: what PATH means is settled before.
  var program: String
  var arguments: [String]
  /// The folder that it runs in.
  var folder: String

  /// Runs it to its end, handing on each line that it writes, to either stream.
  ///
  /// It gets no input. It is ended when the task is cancelled.
  @concurrent
  func run(output: @escaping @Sendable (String) -> Void) async throws(BuildFailure) {
    let status: TerminationStatus
    do {
      status = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments),
        workingDirectory: FilePath(folder), input: .none, output: .sequence,
        error: .combinedWithOutput
      ) { execution in
        for try await line in execution.standardOutput.strings() {
          output(line.last?.isNewline == true ? String(line.dropLast()) : line)
        }
      }.terminationStatus
    } catch is CancellationError {
      throw BuildFailure(.couldNotTry, "the build was stopped")
    } catch {
      throw BuildFailure(.couldNotTry, "\(program) cannot be run: \(error)")
    }
    switch status {
    case .exited(0): return
    case .exited(let code):
      throw BuildFailure(.refused, "\(name) failed with exit status \(code)")
    case .signaled(let signal):
      throw BuildFailure(.couldNotTry, "\(name) was ended by signal \(signal)")
    }
  }

  /// What it writes, whole; for answers that are read, not shown.
  @concurrent
  func text() async throws(BuildFailure) -> String {
    let lines = Lines()
    try await run { lines.append($0) }
    return lines.all.joined(separator: "\n")
  }

  /// How messages name it: with its subcommand, where it has one.
  private var name: String {
    let name = Files.name(of: program)
    guard let first = arguments.first, !first.hasPrefix("-") else { return name }
    return "\(name) \(first)"
  }
}
