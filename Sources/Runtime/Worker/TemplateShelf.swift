import Component
import Foundation
import Synchronization

/// The components of a workspace: versions by checksum, their bytes kept for the workers that were
/// made of them, compiled when they are first needed.
final class TemplateShelf: Sendable {
  /// A component that workers can be made of.
  struct Version: Sendable {
    var number: Int
    var sha256: String
    var type: ComponentType
  }

  private let templates: Mutex<[String: WorkerTemplate]>
  /// Where bytes are kept; nil where nothing is.
  private let folder: String?
  /// The stub interfaces that components import.
  let stubs: StubShelf
  private let store: OplogStore
  private let report: @Sendable (WorkerEvent) -> Void
  /// By the stack that they give their guests.
  private let engines = Mutex<[Int: Result<WasmEngine, EngineError>]>([:])
  /// Bytes and types by checksum.
  private let known = Mutex<[String: Content]>([:])

  /// The wrappers of components with resources, by the checksum of what is inside.
  private let wrappers = Mutex<[String: ResourceDropWrapper]>([:])

  struct Content: Sendable {
    var bytes: [UInt8]
    var type: ComponentType
  }

  /// Which wrapper stands around components with resources: part of the name of compiled code.
  private static let wrapperVersion = 1

  init(
    templates: [WorkerTemplate], folder: String?, stubs: StubShelf, store: OplogStore,
    report: @escaping @Sendable (WorkerEvent) -> Void
  ) {
    self.templates = Mutex(Self.byName(templates))
    self.folder = folder
    self.stubs = stubs
    self.store = store
    self.report = report
  }

  private static func byName(_ templates: [WorkerTemplate]) -> [String: WorkerTemplate] {
    Dictionary(templates.map { ($0.name, $0) }) { first, _ in first }
  }

  func set(_ templates: [WorkerTemplate]) {
    self.templates.withLock { $0 = Self.byName(templates) }
    stubs.forget()
  }

  /// A template by its name or id.
  func template(_ text: String) -> WorkerTemplate? {
    let templates = templates.withLock { $0 }
    return templates[text] ?? templates.values.first { $0.id == text.lowercased() }
  }

  func named(_ name: String) throws(RuntimeFailure) -> WorkerTemplate {
    let templates = templates.withLock { $0 }
    if let template = templates[name] { return template }
    let names = templates.keys.sorted().joined(separator: ", ")
    throw RuntimeFailure(
      .request,
      "there is no template `\(name)` with a component here"
        + (names.isEmpty ? "" : "; there are \(names)"))
  }

  /// The version that the template's file is now. Its bytes are kept.
  @concurrent
  func current(of template: WorkerTemplate) async throws(RuntimeFailure) -> Version {
    guard let data = FileManager.default.contents(atPath: template.componentPath) else {
      throw RuntimeFailure(
        .environment,
        "\(template.componentPath): the component of `\(template.name)` is not there or cannot be "
          + "read; build it first")
    }
    let bytes = [UInt8](data)
    let sha256 = Digest.sha256(bytes)
    let type = try decode(bytes, sha256, path: template.componentPath)
    do {
      try keep(bytes, sha256)
      let version = try await store.version(
        of: template.name, sha256: sha256, bytes: bytes.count)
      return Version(number: version.number, sha256: sha256, type: type)
    } catch {
      throw .of(error)
    }
  }

  /// The version that a worker was made of.
  func version(
    _ number: Int, sha256: String, of template: String
  ) throws(RuntimeFailure) -> Version {
    Version(number: number, sha256: sha256, type: try content(sha256, template).type)
  }

  func content(
    _ sha256: String, _ template: String
  ) throws(RuntimeFailure) -> Content {
    if let known = known.withLock({ $0[sha256] }) { return known }
    guard let path = path(sha256), let data = FileManager.default.contents(atPath: path) else {
      throw RuntimeFailure(
        .environment, "the component that a worker of `\(template)` was made of is gone: \(sha256)")
    }
    let bytes = [UInt8](data)
    guard Digest.sha256(bytes) == sha256 else {
      throw RuntimeFailure(.environment, "\(path): the file was changed; it is not what it was")
    }
    return Content(bytes: bytes, type: try decode(bytes, sha256, path: path))
  }

  private func decode(
    _ bytes: [UInt8], _ sha256: String, path: String
  ) throws(RuntimeFailure) -> ComponentType {
    if let known = known.withLock({ $0[sha256]?.type }) { return known }
    do {
      let type = try ComponentDecoder.decode(bytes).type
      known.withLock { $0[sha256] = Content(bytes: bytes, type: type) }
      return type
    } catch {
      throw RuntimeFailure(.environment, "\(path): it cannot be decoded: \(error.text)")
    }
  }

  private func path(_ sha256: String) -> String? { folder.map { "\($0)/\(sha256).wasm" } }

  private func keep(_ bytes: [UInt8], _ sha256: String) throws {
    guard let folder, let path = path(sha256),
      !FileManager.default.fileExists(atPath: path)
    else { return }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try bytes.data.write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// The compiled component; refused with all that it imports and nobody serves.
  @concurrent
  func compiled(_ sha256: String, template: String) async throws(RuntimeFailure)
    -> CompiledComponent
  {
    let engine = try engine(for: template)
    let content = try content(sha256, template)
    let name = name(sha256, content)
    if let known = engine.known(name) { return known }
    try refuse(stubs.unserved(by: content.type, sha256, of: template), of: template)
    let report = report
    do {
      let wrapper = try wrapper(sha256, content)
      return try await engine.component(
        bytes: wrapper?.bytes ?? content.bytes, sha256: name, type: content.type,
        drops: wrapper?.drops ?? []
      ) { progress in
        report(.compiling(template: template, progress: progress))
      }
    } catch let error as EngineError {
      throw RuntimeFailure(.environment, error.text)
    } catch {
      throw RuntimeFailure(.environment, "`\(template)`: its resources cannot be dropped: \(error)")
    }
  }

  /// A component with a way to drop the resources that it exports; nil where it exports none.
  private func wrapper(
    _ sha256: String, _ content: Content
  ) throws -> ResourceDropWrapper? {
    guard hasResources(content) else { return nil }
    if let known = wrappers.withLock({ $0[sha256] }) { return known }
    let wrapper = try ResourceDropWrapper(content.bytes)
    wrappers.withLock { $0[sha256] = wrapper }
    return wrapper
  }

  /// What compiled code goes by: a component with a wrapper is another one.
  private func name(_ sha256: String, _ content: Content) -> String {
    hasResources(content) ? "\(sha256) drops \(Self.wrapperVersion)" : sha256
  }

  private func hasResources(_ content: Content) -> Bool {
    content.type.exports.contains { !$0.resources.isEmpty }
  }

  private func engine(for template: String) throws(RuntimeFailure) -> WasmEngine {
    let stackBytes = limits(of: template).stackBytes
    let result = engines.withLock { engines -> Result<WasmEngine, EngineError> in
      if let known = engines[stackBytes] { return known }
      let made: Result<WasmEngine, EngineError>
      do throws(EngineError) {
        made = .success(try WasmEngine(stackBytes: stackBytes))
      } catch {
        made = .failure(error)
      }
      engines[stackBytes] = made
      return made
    }
    switch result {
    case .success(let engine): return engine
    case .failure(let error): throw RuntimeFailure(.environment, error.text)
    }
  }

  /// What the workers of a template may take; the usual where it is not known any more.
  func limits(of template: String) -> WorkerLimits {
    templates.withLock { $0[template]?.limits } ?? WorkerLimits()
  }
}
