import CNcurses
import Glibc
package import Workbench

/// The program while its screen is open: one loop on the main thread.
///
/// It sleeps until a key, a signal or an event comes; takes in all that is there; then draws once.
/// What a key asked for is drawn at once, what happened by itself waits for the frame clock.
@TerminalActor
package final class TerminalLoop {
  /// How the screen was left.
  package enum Ending: Hashable, Sendable {
    case finished
    /// The terminal is gone.
    case hungUp
    case signal(Int32)
  }

  var session: Session
  var screen: Screen
  /// A program that has the terminal now.
  var editor: ExternalEditor?
  /// Relative paths of the session begin here.
  let folder: String
  private let themes: ThemeChoice
  /// Until when the terminal's answer about its background changes the colours; nil when it came, or
  /// will not come.
  private var backgroundDeadline: ContinuousClock.Instant?
  private let signals: SignalPipe
  private let queue: EventQueue
  private let runner: EffectRunner
  private var keys = KeyParser()
  private var ending: Ending?
  /// Whether the picture is old, and whether it may wait.
  private var isStale = true
  private var isUrgent = true
  private var drawnAt: ContinuousClock.Instant
  private var escapeDeadline: ContinuousClock.Instant?
  private var tickDeadline: ContinuousClock.Instant?
  private let clock = ContinuousClock()

  private init(
    settings: ScreenSettings, engine: any Engine, folder: String
  ) throws(TerminalFailure) {
    self.folder = folder
    themes = settings.themes
    let guess = environmentVariable("COLORFGBG").flatMap { Background(colorFGBG: $0) }
    screen = try Screen(theme: themes.theme(on: guess), reportsMouse: settings.mouse)
    signals = try SignalPipe()
    session = Session(size: screen.size)
    session.begin(with: settings)
    let queue = EventQueue { LoopExecutor.shared.wake() }
    self.queue = queue
    runner = EffectRunner(engine: engine) { queue.post($0) }
    drawnAt = clock.now - .seconds(1)
  }

  /// Opens the screen on the calling thread, which must be the process's main thread, and returns
  /// when it is left; the terminal is given back by then.
  package nonisolated static func run(
    settings: ScreenSettings, engine: any Engine, folder: String
  ) throws(TerminalFailure) -> Ending {
    LoopExecutor.shared.adoptThisThread()
    let result: Result<Ending, TerminalFailure> = TerminalActor.assumeIsolated {
      do throws(TerminalFailure) {
        return .success(try TerminalLoop(settings: settings, engine: engine, folder: folder).run())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func run() -> Ending {
    let effects = session.start()
    awaitBackground()
    // Before anything is read: the screen is there at once.
    draw()
    perform(effects)
    while true {
      if session.isFinished { return .finished }
      if screen.isHungUp { return .hungUp }
      if let ending { return ending }
      goRound()
    }
  }

  private func goRound() {
    let count = wait()
    takeSignals()
    expire()
    let isDue = clock.now >= drawnAt + .milliseconds(Limits.frameMilliseconds)
    // Drain what is queued, then draw once; but a flood of input must not stop the picture.
    if isStale, editor == nil, count == 0 && isUrgent || isDue { draw() }
  }

  private func draw() {
    screen.present(session.draw())
    isStale = false
    isUrgent = false
    drawnAt = clock.now
  }
}

// Light or dark.
extension TerminalLoop {
  /// Asks for the terminal's background and waits for the answer a little; what is typed meanwhile
  /// is taken in as ever.
  private func awaitBackground() {
    guard themes.dependsOnBackground, screen.askForBackground() else { return }
    let start = clock.now
    backgroundDeadline = start + .milliseconds(Limits.backgroundMilliseconds)
    let end = start + .milliseconds(Limits.firstPictureMilliseconds)
    while backgroundDeadline != nil, ending == nil, clock.now < end {
      var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let left = Int32(((end - clock.now) / .milliseconds(1)).rounded(.up))
      if poll(&source, 1, left) > 0 { takeInput() }
    }
  }

  private func take(_ reply: TerminalReply) {
    guard let deadline = backgroundDeadline else { return }
    backgroundDeadline = nil
    guard case .background(let color) = reply, clock.now < deadline else { return }
    screen.use(themes.theme(on: Background(color)))
    isStale = true
    isUrgent = true
  }
}

// Waiting, and what ends it.
extension TerminalLoop {
  /// Sleeps until something is to be done and takes it in; how many sources had something.
  private func wait() -> Int {
    // While another program has the terminal, its keys are not ours.
    let input: Int32 = editor == nil ? STDIN_FILENO : -1
    var sources = [input, LoopExecutor.shared.wakeDescriptor, signals.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&sources, nfds_t(sources.count), timeout)
    guard count > 0 else { return 0 }
    if sources[1].revents != 0 { takeEvents() }
    if sources[0].revents & Int16(POLLIN) != 0 {
      takeInput()
    } else if sources[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      ending = .hungUp
    }
    return Int(count)
  }

  /// Milliseconds until the next thing that is due; -1 where nothing is.
  private var timeout: Int32 {
    if isStale, isUrgent, editor == nil { return 0 }
    var deadlines = [escapeDeadline, tickDeadline].compactMap { $0 }
    if isStale, editor == nil {
      deadlines.append(drawnAt + .milliseconds(Limits.frameMilliseconds))
    }
    guard let first = deadlines.min() else { return -1 }
    let left = first - clock.now
    // Rounded up: too early would mean to go round in vain.
    return left <= .zero ? 0 : Int32(min(left / .milliseconds(1), 1e6).rounded(.up))
  }

  private func expire() {
    if let deadline = escapeDeadline, clock.now >= deadline {
      escapeDeadline = nil
      for event in keys.expire() { apply(event) }
    }
    if let deadline = tickDeadline, clock.now >= deadline {
      tickDeadline = nil
      apply(.tick)
    }
  }

  private func takeEvents() {
    LoopExecutor.shared.drain()
    for event in queue.take() { apply(event) }
  }

  private func takeInput() {
    var bytes = [UInt8](repeating: 0, count: Limits.inputBytes)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    guard count > 0 else {
      if count == 0 || (errno != EINTR && errno != EAGAIN) { ending = .hungUp }
      return
    }
    for event in keys.feed(bytes.prefix(count)) { apply(event) }
    escapeDeadline =
      keys.isWaiting ? clock.now + .milliseconds(Limits.escapeMilliseconds) : nil
  }

  private func takeSignals() {
    for signal in signals.take() {
      switch signal {
      case SIGWINCH, SIGCONT:
        if editor == nil, screen.followSize() { apply(.resize(screen.size)) }
      case SIGCHLD: finishEditing()
      case SIGTSTP: suspend()
      // In an editor, ctrl-c is the editor's.
      case SIGINT where editor != nil: break
      default: ending = .signal(signal)
      }
    }
  }
}

// Taking in events.
extension TerminalLoop {
  /// Input draws at once.
  func apply(_ input: InputEvent) {
    if case .reply(let reply) = input { return take(reply) }
    isUrgent = true
    apply(.input(input))
  }

  func apply(_ event: Event) {
    let message = session.toast
    isStale = true
    perform(session.apply(event))
    guard let seconds = session.timerSeconds else {
      tickDeadline = nil
      return
    }
    if session.toast != message { tickDeadline = clock.now + .seconds(seconds) }
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      if effect.isForTerminal { performHere(effect) } else { runner.perform(effect) }
    }
  }

  /// The whole picture anew, at once.
  func redraw() {
    screen.redraw()
    isStale = true
    isUrgent = true
  }
}
