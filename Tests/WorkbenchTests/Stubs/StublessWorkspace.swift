import Component
import Foundation
import Runtime
import StubGen
import TestSupport
import Testing
import Workbench

/// A target and a caller, written in Swift and built, with the stub that they could be composed with:
/// the same caller runs composed and uncomposed.
struct StublessWorkspace {
  /// What the caller is.
  enum Caller: CaseIterable {
    /// Resources in every place where they can stand, through the article's stub.
    case rich
    /// Blocking and asynchronous calls, futures.
    case future
    /// Calls whose failures are results.
    case careful

    fileprivate var target: String { self == .rich ? "rich" : "counters" }

    fileprivate var options: StubOptions {
      switch self {
      case .rich: StubOptions()
      case .future: StubOptions(style: .golem10)
      case .careful: StubOptions(style: .golem10, errors: .result)
      }
    }

    /// The caller's world and source.
    fileprivate var files: (wit: String, source: String) {
      switch self {
      case .rich: ("\(stubGen)/rich-caller/caller.wit", "\(stubGen)/workers/rich-caller.swift")
      case .future: ("\(own)/caller.wit", "\(own)/future-caller.swift")
      case .careful: ("\(own)/caller.wit", "\(own)/careful-caller.swift")
      }
    }

    private var own: String { fixtures("WorkbenchTests/Fixtures/Stubless") }
  }

  let caller: Caller
  private let folder: TemporaryFolder

  var path: String { folder.path }

  init(_ caller: Caller) async throws {
    self.caller = caller
    folder = try TemporaryFolder()
    let target = caller.target
    try copy("\(stubGen)/\(target)/\(target).wit", to: "\(target)/wit/\(target).wit")
    try copy("\(stubGen)/workers/\(target).swift", to: "\(target)/Sources/Worker.swift")
    try copy(caller.files.wit, to: "caller/wit/caller.wit")
    try copy(caller.files.source, to: "caller/Sources/Worker.swift")
    let stub = try await StubBuild(
      wit: "\(path)/\(target)/wit", options: caller.options, output: { _ in }
    ).build()
    for file in stub.wit {
      let name = file.path == "_stub.wit" ? "wit/deps/stub/_stub.wit" : "wit/\(file.path)"
      try folder.write(file.content, to: "caller/\(name)")
    }
    _ = try await Builder(workspace: try workspace(isComposed: false)) { _ in }.build()
    let composition = try Composition(
      socket: CompositionPart(
        name: "caller", bytes: try Files.read("\(path)/caller/caller.wasm")),
      plugs: [CompositionPart(name: "stub", bytes: stub.component)])
    try folder.write(try composition.encode(), to: "caller/composed.wasm")
  }

  private func copy(_ file: String, to name: String) throws {
    try folder.write(try TemporaryFolder.bytes(file), to: name)
  }

  /// The workspace with one form of the caller, and a state of its own.
  func workspace(isComposed: Bool) throws -> Workspace {
    let target = caller.target
    try folder.write(
      """
      [workspace]
      name = "stubless"
      [templates.\(target)]
      wit = "\(target)/wit"
      component = "\(target)/\(target).wasm"
      source = "\(target)/Sources"
      [templates.caller]
      wit = "caller/wit"
      component = "caller/\(isComposed ? "composed" : "caller").wasm"
      source = "caller/Sources"
      """, to: "witbench.toml")
    return try Workspace.open(path)
  }

  /// What the caller answers when it is run twice, its process ended in between, and what its target
  /// was asked to do, in order.
  func run(isComposed: Bool) async throws -> (answers: [CallOutcome], calls: [String]) {
    let workspace = try workspace(isComposed: isComposed)
    let caller = WorkerAddress(template: "caller", name: "a")
    let target = WorkerAddress(template: self.caller.target, name: "one")
    let state = "\(path)/state-\(isComposed)"
    var answers: [CallOutcome] = []
    var calls: [String] = []
    for _ in 0..<2 {
      let runtime = try WorkerRuntime(
        .init(
          folder: state, durability: .relaxed, templates: workspace.runtimeTemplates,
          stubs: { workspace.stubOffer(for: $0, of: $1) }))
      answers.append(try await runtime.invoke(caller, function: "run", arguments: []))
      calls = try runtime.history(of: target).oplog.filter { $0.kind == "enqueued" }.map(\.call)
      await runtime.close()
    }
    return (answers, calls)
  }
}

extension OplogLine {
  /// Without the key, which is another each time.
  fileprivate var call: String {
    String(text.prefix(upTo: text.firstRange(of: " key ")?.lowerBound ?? text.endIndex))
  }
}

private let stubGen = fixtures("StubGenTests/Fixtures")

private func fixtures(_ name: String) -> String {
  Project.root.appending(path: "Tests/\(name)").path
}
