package import Component

/// What a worker is doing; Golem's seven statuses.
package enum WorkerStatus: String, Hashable, Sendable, CaseIterable {
  case running = "Running"
  case idle = "Idle"
  case suspended = "Suspended"
  case interrupted = "Interrupted"
  case retrying = "Retrying"
  case failed = "Failed"
  case exited = "Exited"
}

/// A worker at one moment: what lists and panes show.
package struct WorkerSnapshot: Hashable, Sendable {
  package var address: WorkerAddress
  package var status: WorkerStatus
  /// The number of the template version it was made with, from 0.
  package var templateVersion: Int
  /// That version's component; empty where it is not known.
  package var templateSHA256 = ""
  /// The size of that version's component; 0 where it is not known.
  package var templateBytes = 0
  /// Whether the template's file is another one by now; false where that is not known.
  package var isOutdated = false
  /// The function that runs, in canonical form; nil when none does.
  package var currentFunction: String?
  /// Invocations that wait, the running one not counted.
  package var queuedCount: Int
  /// The index of the newest oplog entry; the first is 1.
  package var oplogIndex: Int
  /// Of its linear memories together after the last call that ended well, whether they are in memory
  /// now or not; 0 where that is not known.
  package var memoryBytes: Int
  package var isLoaded: Bool
  package var lastError: String?
  /// Failed tries of the current invocation.
  package var retryCount: Int
  /// Seconds since 1970.
  package var createdAt: Double
  package var arguments: [String]
  package var environment: [EnvironmentVariable]
  /// What others hold handles of.
  package var resources: [WorkerResource] = []
  /// The last updates to another version, the newest last.
  package var updates: [WorkerUpdate] = []

  package init(
    address: WorkerAddress, status: WorkerStatus, templateVersion: Int,
    currentFunction: String? = nil, queuedCount: Int = 0, oplogIndex: Int = 0,
    memoryBytes: Int = 0, isLoaded: Bool = false, lastError: String? = nil, retryCount: Int = 0,
    createdAt: Double = 0, arguments: [String] = [], environment: [EnvironmentVariable] = []
  ) {
    self.address = address
    self.status = status
    self.templateVersion = templateVersion
    self.currentFunction = currentFunction
    self.queuedCount = queuedCount
    self.oplogIndex = oplogIndex
    self.memoryBytes = memoryBytes
    self.isLoaded = isLoaded
    self.lastError = lastError
    self.retryCount = retryCount
    self.createdAt = createdAt
    self.arguments = arguments
    self.environment = environment
  }
}

package struct EnvironmentVariable: Hashable, Sendable, Codable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A component that workers are made of, as the workspace describes it to the runtime.
package struct WorkerTemplate: Hashable, Sendable {
  /// The UUID in lower case: UUIDv5 of the workspace's name and the template's.
  package var id: String
  package var name: String
  /// Where its component file is; read when a worker is first made or a version is asked for.
  package var componentPath: String
  package var arguments: [String]
  package var environment: [EnvironmentVariable]
  /// Whether its workers begin afresh with each call.
  package var isEphemeral: Bool
  /// What its workers' folders begin with.
  package var files: [InitialFileSource]
  package var limits: WorkerLimits

  package init(
    id: String, name: String, componentPath: String, arguments: [String] = [],
    environment: [EnvironmentVariable] = [], isEphemeral: Bool = false,
    files: [InitialFileSource] = [], limits: WorkerLimits = WorkerLimits()
  ) {
    self.id = id
    self.name = name
    self.componentPath = componentPath
    self.arguments = arguments
    self.environment = environment
    self.isEphemeral = isEphemeral
    self.files = files
    self.limits = limits
  }
}

/// A line that a worker wrote.
package struct LogLine: Hashable, Sendable {
  package enum Source: String, Hashable, Sendable {
    case stdout, stderr, trace, debug, info, warn, error, critical
  }

  package var source: Source
  /// Without its line feed.
  package var text: String
  /// Seconds since 1970.
  package var time: Double
  /// Its place among the lines of its worker, from 1.
  package var number: Int

  package init(source: Source, text: String, time: Double, number: Int = 0) {
    self.source = source
    self.text = text
    self.time = time
    self.number = number
  }
}

/// One oplog entry in words, for the pane and for `worker oplog`.
///
/// The words are made when somebody asks for them: most entries are never looked at.
package struct OplogLine: Hashable, Sendable {
  private enum Content: Sendable {
    case words(kind: String, text: String)
    case entry(OplogEntry)
  }

  package var index: Int
  package var time: Double
  private let content: Content

  /// `create`, `invocation-started`, `host-call`, …
  package var kind: String {
    switch content {
    case .words(let kind, _): kind
    case .entry(let entry): entry.kind
    }
  }

  /// The rest of the entry on one line.
  package var text: String {
    switch content {
    case .words(_, let text): text
    case .entry(let entry): entry.text
    }
  }

  /// The entry itself, where there is one behind the words.
  var entry: OplogEntry? { if case .entry(let entry) = content { entry } else { nil } }

  /// The function that it is about, in canonical form.
  package var function: String? { entry?.function }

  /// The idempotency key of the call that it is about.
  package var key: String? { entry?.key }

  package init(index: Int, kind: String, text: String, time: Double) {
    self.index = index
    self.time = time
    content = .words(kind: kind, text: text)
  }

  init(_ stored: StoredEntry) {
    index = stored.index
    time = stored.time
    content = .entry(stored.entry)
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.index == other.index && one.time == other.time && one.kind == other.kind
      && one.text == other.text
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(index)
    hasher.combine(time)
  }
}

/// Everything that changes in the runtime, in the order in which it happened.
package enum WorkerEvent: Hashable, Sendable {
  /// The worker is new, or something of its snapshot changed.
  case changed(WorkerSnapshot)
  case deleted(WorkerAddress)
  case log(WorkerAddress, LogLine)
  case oplog(WorkerAddress, OplogLine)
  case callStarted(StartedCall)
  /// `time` is seconds since 1970.
  case callEnded(id: UInt64, outcome: CallOutcome, time: Double)
  /// Compilation of a template's component, 0…1.
  case compiling(template: String, progress: Double)
  case recovered(workers: Int, entries: Int, milliseconds: Int)
}

/// A call that a worker was given, by another one or by a person.
package struct StartedCall: Hashable, Sendable {
  /// Counts within the process.
  package var id: UInt64
  /// nil for a person.
  package var caller: WorkerAddress?
  package var callee: WorkerAddress
  /// In canonical form.
  package var function: String
  /// As WAVE, cut to what the oplog shows.
  package var arguments: String
  /// Seconds since 1970.
  package var time: Double

  package init(
    id: UInt64, caller: WorkerAddress?, callee: WorkerAddress, function: String,
    arguments: String = "", time: Double = 0
  ) {
    self.id = id
    self.caller = caller
    self.callee = callee
    self.function = function
    self.arguments = arguments
    self.time = time
  }
}

/// How a call ended.
package enum CallOutcome: Hashable, Sendable {
  case returned(Value?)
  case failed(String)
}
