/// What the application refuses to exceed, each with its reason.
package enum Limits {
  /// A letter with more marks than this is drawn without the rest: curses stores no more in a cell.
  package static let scalarsPerCellMax = 5
  /// A theme is a page of colours; something larger is another file given by mistake.
  package static let themeBytesMax = 256 * 1024
  /// Themes that inherit from each other stop here: a longer chain is a circle.
  package static let themeAncestorsMax = 8

  // The session.

  /// Lines of a worker's log or oplog: more than anybody scrolls through; the rest is in the
  /// database.
  package static let journalLinesMax = 100_000
  /// Old lines are dropped this many at a time, so that appending stays cheap.
  package static let journalSlackLines = 1_000
  /// Messages that can be shown again.
  package static let messagesMax = 200
  /// Calls of a session that can be repeated.
  package static let callsMax = 500
  /// Steps of going back.
  package static let visitsMax = 100
  /// Lines of a build's output: the end is what says why it failed.
  package static let buildLinesMax = 2_000
  /// How long a message stays if no other comes.
  package static let toastSeconds = 6.0
  /// Rows of a list of fixed length in a form: nobody fills in more by hand; longer ones are written
  /// as WAVE text.
  package static let formItemsMax = 256
  /// Rows of a search: nobody reads further, a better word is quicker.
  package static let foundItemsMax = 200
  /// How far a pane scrolls sideways: no line that is read is longer.
  package static let scrollColumnsMax = 400

  // Other processes.

  /// A request of another process, and a piece of an answer: a value as text may be some times larger
  /// than its stored form.
  package static let requestBytesMax = 256 << 20
  /// Who connects and then says or takes nothing for so long is let go.
  package static let socketPatienceSeconds = 10
  /// How long a process that is done goes on answering others before it says so.
  package static let drainSeconds = 1.0
  /// How long its own request may still take once another process wants the workspace.
  package static let yieldSeconds = 1.0
  /// How often a process looks whether the workspace is free.
  package static let ownerPollMilliseconds = 10
  /// Workers that are named where the one that was asked for is not there.
  package static let workersNamedMax = 20
  /// How long nobody is let in when the process has no more descriptors: some will be closed.
  package static let acceptPauseMicroseconds: UInt32 = 20_000
  /// How long one that has given the workspace away leaves it to the other.
  package static let yieldPauseMilliseconds = 250

  // The workspace.

  /// A file that is read whole. The largest components (interpreters with their libraries) have some
  /// tens of MiB; beyond this a file is no component, and reading it would take the machine's memory.
  package static let fileBytesMax = 512 << 20
  /// A manifest is written by hand.
  package static let manifestBytesMax = 1 << 20
  /// Names that opening a folder looks at: a home folder opened by mistake must not hang the screen.
  package static let scannedEntriesMax = 10_000

  // Watching.

  /// A change is reported when nothing came after it for so long: an editor that writes a file in
  /// steps is done by then, and nobody sees the wait.
  package static let watchQuietMilliseconds: Int32 = 20
  /// A storm is reported although it goes on.
  package static let watchStormMilliseconds: Int32 = 250
  /// Each costs the kernel about a kilobyte; many systems give a user no more than this.
  package static let watchedFoldersMax = 8_192
  /// Paths that one report names; beyond, everything is looked at.
  package static let watchedChangesMax = 1_000
  /// The kernel's notices that are read at once: about a thousand.
  package static let noticeBytes = 64 * 1024
  /// How often a folder that changes while it is read is read again before the next report.
  package static let scansMax = 3
  /// A file that was changed so shortly before it was read may change again without its time saying
  /// so: the clock of file systems ticks every few milliseconds, or every second or two.
  package static let restlessSeconds = 2
}
