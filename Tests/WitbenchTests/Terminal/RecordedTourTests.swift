import Foundation
import TestSupport
import Testing

@Suite struct RecordedTourTests {
  /// The newcomer's path, walked by the script that records it: every step appears, and it takes no
  /// more keys than it may.
  @Test(.timeLimit(.minutes(10))) func theTourCanBeWalked() throws {
    let own = ProcessInfo.processInfo.environment
    var environment = ["PATH": own["PATH"] ?? "/usr/bin:/bin", "WITBENCH": Program.path]
    environment["WITBENCH_LIBWASMTIME"] = own["WITBENCH_LIBWASMTIME"]
    let script = Project.root.appending(path: "Scripts/tour").path
    let walk = try ChildProcess.run("/bin/bash", [script, "--check"], environment: environment)
    #expect(walk.status == 0, "\(walk.errors)")
    #expect(walk.text.hasPrefix("tour: "))
  }
}
