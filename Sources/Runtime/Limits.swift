/// The sizes and times at which guests are stopped, each with its reason.
package enum Limits {
  /// A guest's linear memories, where its template says nothing: what a component of a language with
  /// a runtime needs, and no more than a tenth of a small machine.
  package static let guestMemoryBytesMax = 512 << 20
  /// A guest's stack, where its template says nothing, and what it may say.
  package static let guestStackBytes = 1 << 20
  package static let guestStackBytesRange = (64 << 10)...(64 << 20)
  /// What host functions need above a guest's stack on its fiber.
  package static let hostStackBytes = 3 << 20
  /// Entries of a guest's tables: 16 bytes each, and no compiler makes a hundredth of that.
  package static let guestTableElementsMax = 4_000_000
  /// Lines and bytes that one call may write, where its template says nothing: more than anybody
  /// reads, and a flood of them costs a second.
  package static let callLogLinesMax = 20_000
  package static let callLogBytesMax = 16 << 20
  /// Components from this size on are compiled twice: from here on a compilation takes longer than
  /// people wait gladly.
  package static let fastTierBytesMin = 1 << 20
  /// How long a process lives before it compiles for the second time: one that makes a single call
  /// has its answer sooner without.
  package static let secondTierPauseSeconds = 2
  /// Workers from this number on leave megabytes of spare heap behind where all were listed.
  package static let workersTrimmedMin = 10_000
  /// Compiled code that is kept, a few dozen large components.
  package static let codeCacheBytesMax = 1 << 30
  /// How often a compilation tells how far it is.
  package static let progressMilliseconds = 200
  /// How often a busy guest lets others run, and is asked whether it was stopped.
  package static let epochMilliseconds: UInt32 = 5
  /// How long a worker that calls another lends it its thread; the answers that do not come within
  /// it are worth a change of threads.
  static let handoffMilliseconds = 5
  /// How many callees in a chain run on one thread's stack.
  static let handoffDepthMax = 8
  /// A value that crosses into or out of a guest, in its stored form: 32 bytes of host memory stand
  /// for each byte of a list.
  package static let valueBytesMax = 16 << 20
  /// What a promise is completed with.
  package static let promiseBytesMax = 1 << 20
  /// Workers that `get-workers` gives at once.
  package static let workersPerPage = 50
  /// Log lines kept of each worker; older ones are dropped, and that is said.
  package static let logLinesMax = 2_000
  /// A log line's length; the rest is cut.
  package static let logLineBytesMax = 16 << 10
  /// Tries of an invocation in all, where its guest asks for nothing else.
  package static let triesMax = 3
  /// Tries after which a wait grows no more, and the longest wait whatever a guest asks for: a day.
  package static let triesCountedMax = 64
  package static let retryDelayNanosecondsMax = 86_400e9
  /// How long another process may hold the workspace before we give up.
  package static let lockWaitSeconds = 10.0
  /// Events that a slow reader may be behind; a snapshot of each worker follows in any case.
  package static let queuedEventsMax = 10_000
  /// Handles of the host that one guest holds: a leak in a guest is found before it is ours.
  package static let hostResourcesMax = 100_000
  /// Random bytes in one call; each one takes the place of a value in the oplog.
  package static let randomBytesMax: UInt64 = 1 << 20
  /// Bytes that a stream takes or gives in one call, as other runtimes do.
  package static let streamBytesMax: UInt64 = 64 << 10
  /// An oplog entry's text in lists; the rest is cut.
  package static let oplogTextCharactersMax = 400
  /// Functions of an interface that are named where it is not served.
  package static let functionsNamedMax = 12
  /// Frames of a guest that are shown with its trap.
  package static let trapFramesMax = 8
  /// Lines of a guest's stderr that are shown with its trap.
  package static let trapErrorLinesMax = 5
  /// Updates of a worker that are listed; all of them stand in its oplog.
  package static let updatesKeptMax = 8
  /// Entries that a worker may hold back before they are written.
  package static let bufferedEntriesMax = 128
  /// Changes that go into one commit: enough to share a flush, few enough to answer soon.
  package static let jobsPerCommitMax = 64
  /// A worker's files: each is made anew whenever the worker is loaded.
  package static let fileBytesMax: UInt64 = 256 << 20
  package static let folderBytesMax: Int64 = 1 << 30
  package static let folderEntriesMax = 100_000
  /// Files that one guest holds open: a process has a thousand or so for all of them.
  package static let openFilesMax = 64
  /// Bytes that one read of a file gives; a guest asks again for the rest.
  package static let fileReadBytesMax: UInt64 = 1 << 20
  /// A path's length, folders on the way, and links that are followed, as systems have them.
  package static let pathBytesMax = 4096
  package static let pathFoldersMax = 64
  package static let linksFollowedMax = 40
  /// A sleep that is at least so long puts the worker away; a shorter one is not worth the replay.
  package static let longSleepSeconds: UInt64 = 10
}
