import Foundation
import Runtime
import TestSupport
import Testing

@testable import Workbench

/// A session on the demo workspace without a terminal: keys in, pictures out.
///
/// What the session asks of the workspace's files is answered by the real engine, at once; what it
/// asks of workers, which would run code, and what would write to the demo, is kept in `asked` and
/// answered by the test.
struct ScreenDriver {
  private(set) var session: Session
  /// Effects on workers and on the terminal, oldest first.
  private(set) var asked: [Effect] = []
  private let engine: LocalEngine
  /// Whether the workspace is the test's own.
  private let mayWrite: Bool

  /// - Parameter folder: a workspace; the demo where none is given
  init(columns: Int = 80, rows: Int = 24, folder: String? = nil) async throws {
    let path = folder ?? Project.root.appending(path: "demo-workspace").path
    engine = LocalEngine(path: path)
    mayWrite = folder != nil
    session = Session(size: Size(columns: columns, rows: rows))
    let effects = session.start()
    try await perform(effects)
  }

  /// Presses keys, by the names of help, blanks between them; text in quotes is typed.
  ///
  ///     try await driver.press("5 enter 'alice' tab ctrl-s")
  mutating func press(_ keys: String) async throws {
    for (index, part) in keys.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      let isText = index % 2 == 1
      let keys =
        isText
        ? part.map { Key($0) }
        : try part.split(separator: " ").map {
          try #require(Key(text: String($0)), "`\($0)` is no key")
        }
      for key in keys { try await apply(.input(.key(key))) }
    }
  }

  /// Takes over what a user wants everywhere.
  mutating func begin(with settings: ScreenSettings) { session.begin(with: settings) }

  mutating func apply(_ event: Event) async throws {
    try await perform(session.apply(event))
  }

  private mutating func perform(_ effects: [Effect]) async throws {
    for effect in effects {
      guard let event = await answer(to: effect) else {
        asked.append(effect)
        continue
      }
      try await perform(session.apply(event))
    }
  }

  private func answer(to effect: Effect) async -> Event? {
    do throws(EngineFailure) {
      switch effect {
      case .loadWorkspace: return .workspaceLoaded(try await engine.loadWorkspace())
      // Tests change no files behind the session's back, or say so.
      case .watchFiles: return .watching
      case .openRuntime: return .runtimeOpened(workers: [])
      case .previewStub(let request): return .stubPreview(try await engine.previewStub(request))
      case .writeStub(let request, let kept) where mayWrite:
        return .written(
          Self.operation(effect), summary: try await engine.writeStub(request, keeping: kept))
      case .addStub(let request, let caller, let overwrites) where mayWrite:
        switch try await engine.addStub(request, to: caller, overwrites: overwrites) {
        case .done(let summary): return .written(Self.operation(effect), summary: summary)
        case .conflicts(let files):
          return .stubConflicts(request, caller: caller, files: files)
        }
      case .planComposition(let request):
        return .compositionPlanned(try await engine.planComposition(request))
      case .checkWorld(let request, let world):
        return .worldChecked(request, world, try await engine.checkWorld(request, world))
      case .inspect(let worker): return .history(worker, log: [], oplog: [])
      default: return nil
      }
    } catch {
      return .failed(Self.operation(effect), reason: error.text)
    }
  }

  private static func operation(_ effect: Effect) -> Workbench.Operation {
    switch effect {
    case .previewStub(let request): .previewStub(template: request.template)
    case .writeStub(let request, _): .writeStub(template: request.template)
    case .addStub(let request, let caller, _):
      .addStub(template: request.template, caller: caller)
    case .planComposition(let request): .planComposition(socket: request.key)
    case .compose(let request): .compose(socket: request.key)
    case .checkWorld(let request, _): .checkWorld(socket: request.key)
    default: .loadWorkspace
    }
  }

  /// The text of the screen.
  var screen: String { session.draw().text }

  /// Compares the screen with Fixtures/Screens/NAME.txt: its text, and below it what each cell is.
  ///
  /// `BLESS=1 swift test --filter WorkbenchTests` writes the files anew: read the difference.
  func expectScreen(
    _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let frame = session.draw()
    let ruler = String(repeating: "─", count: frame.size.columns)
    let text = "\(frame.text)\n\(ruler)\n\(frame.rolesText)\n"
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/Screens/\(name).txt")
    let difference = try Golden.difference(text, from: file)
    #expect(difference == nil, "\(name)", sourceLocation: sourceLocation)
  }
}
