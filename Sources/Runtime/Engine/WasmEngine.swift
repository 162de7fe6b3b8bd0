import CWasmtime
package import Component
import Crypto
import Foundation
import Synchronization

/// libwasmtime with the settings that make guests repeatable and stoppable.
///
/// It compiles twice what is large: first so that it can be used soon, then, while it is used, so
/// that it is fast. What has begun with the first stays with it.
package final class WasmEngine: Sendable {
  private let engines: [CodeTier: EnginePointer]
  let ticker: EpochTicker
  private let cache: CodeCache?
  private let components = Mutex<[String: Compilation]>([:])
  /// Somebody waits for these.
  private let urgent: CompileQueue
  /// Nobody waits for these.
  private let leisurely = CompileQueue(width: 1, givesWay: true)
  /// How long a large component runs with its first code before better code is made.
  private let secondTierPause: Duration

  private struct Compilation {
    /// What is there already, the best of it.
    var component: CompiledComponent?
    var first: Task<Result<CompiledComponent, EngineError>, Never>
  }

  struct EnginePointer: @unchecked Sendable {
    // The C API documents engines as usable from any thread.
    let raw: OpaquePointer
  }

  private struct ComponentPointer: @unchecked Sendable {
    let raw: OpaquePointer
  }

  /// Loads the library and makes an engine.
  ///
  /// - Parameters:
  ///   - stackBytes: how deep guests may go
  ///   - cache: where compiled code is kept; nil where nothing is
  package convenience init(
    stackBytes: Int = Limits.guestStackBytes
  ) throws(EngineError) {
    try self.init(stackBytes: stackBytes, cache: CodeCache())
  }

  init(
    stackBytes: Int = Limits.guestStackBytes, cache: CodeCache?,
    secondTierPause: Duration = .seconds(Limits.secondTierPauseSeconds)
  ) throws(EngineError) {
    try WasmtimeLibrary.load()
    self.cache = cache
    self.secondTierPause = secondTierPause
    engines = [
      .fast: try Self.engine(.fast, stackBytes: stackBytes),
      .optimized: try Self.engine(.optimized, stackBytes: stackBytes),
    ]
    ticker = EpochTicker(engines: engines.values.map(\.raw))
    urgent = CompileQueue(width: max(1, ProcessInfo.processInfo.activeProcessorCount - 1))
  }

  deinit {
    ticker.finish()
    for engine in engines.values { wasm_engine_delete(engine.raw) }
  }

  private static func engine(
    _ tier: CodeTier, stackBytes: Int
  ) throws(EngineError) -> EnginePointer {
    let config = wasm_config_new()
    wasmtime_config_epoch_interruption_set(config, true)
    wasmtime_config_cranelift_nan_canonicalization_set(config, true)
    wasmtime_config_wasm_relaxed_simd_deterministic_set(config, true)
    wasmtime_config_max_wasm_stack_set(config, stackBytes)
    wasmtime_config_async_stack_size_set(config, stackBytes + Limits.hostStackBytes)
    // Streams and futures would abort the process in this version's C API; without concurrency
    // support such components are refused when they are compiled, and calls are cheaper.
    wasmtime_config_wasm_component_model_async_set(config, false)
    wasmtime_config_concurrency_support_set(config, false)
    // Memories of our own cannot be copied on write out of compiled code.
    wasmtime_config_memory_init_cow_set(config, false)
    GuestMemory.install(in: config)
    switch tier {
    case .fast:
      wasmtime_config_cranelift_opt_level_set(config, 0)
      wasmtime_config_cranelift_regalloc_algorithm_set(config, 1)
    case .optimized:
      wasmtime_config_cranelift_opt_level_set(config, 1)
      // One thread: others have something to do meanwhile.
      wasmtime_config_parallel_compilation_set(config, false)
    }
    guard let engine = wasm_engine_new_with_config(config) else { throw .configuration }
    return EnginePointer(raw: engine)
  }

  /// The engine that a tier's code runs in.
  func pointer(_ tier: CodeTier) -> OpaquePointer {
    guard let engine = engines[tier] else { preconditionFailure("each tier has an engine") }
    return engine.raw
  }
}

// Components.
extension WasmEngine {
  /// The component, compiled: from memory, from the cache of compiled code, or anew.
  ///
  /// `sha256` names the bytes, in lower-case hex; `drops` are the functions that they have beside the
  /// type's, to drop the guest's resources. `progress` is told of each compilation from 0 to
  /// 1, also of one that goes on after this has returned. Bytes are compiled once, whoever asks.
  @concurrent
  package func component(
    bytes: [UInt8], sha256: String, type: ComponentType, drops: [ResourceDrop] = [],
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws(EngineError) -> CompiledComponent {
    let first = components.withLock { components in
      if let known = components[sha256] { return known.first }
      let task = Task { @concurrent in
        await self.make(bytes, sha256: sha256, Shape(type: type, drops: drops), progress)
      }
      components[sha256] = Compilation(first: task)
      return task
    }
    switch await first.value {
    case .success(let component): return known(sha256) ?? component
    case .failure(let error):
      // The next one to ask may find the mistake gone.
      components.withLock { $0[sha256] = nil }
      throw error
    }
  }

  /// The component if it is compiled, the fastest code of it.
  package func known(_ sha256: String) -> CompiledComponent? {
    components.withLock { $0[sha256]?.component }
  }

  /// What a component's code is to be called through.
  private struct Shape: Sendable {
    var type: ComponentType
    var drops: [ResourceDrop]
  }

  private func make(
    _ bytes: [UInt8], sha256: String, _ shape: Shape,
    _ progress: @escaping @Sendable (Double) -> Void
  ) async -> Result<CompiledComponent, EngineError> {
    guard bytes.starts(with: [0x00, 0x61, 0x73, 0x6D]) else {
      return .failure(.invalidComponent("it does not begin with \\0asm"))
    }
    let isLarge = bytes.count >= Limits.fastTierBytesMin
    if let cached = await cached(sha256, .optimized, shape) { return keep(cached, sha256) }
    guard isLarge else {
      return await compile(bytes, sha256, .optimized, shape, on: urgent, progress)
        .flatMap { keep($0, sha256) }
    }
    let first: Result<CompiledComponent, EngineError>
    if let cached = await cached(sha256, .fast, shape) {
      first = .success(cached)
    } else {
      first = await compile(bytes, sha256, .fast, shape, on: urgent, progress)
    }
    guard case .success(let component) = first else { return first }
    Task { @concurrent in
      // A command that only makes one call has ended by then, and its answer came sooner.
      try? await Pause.wait(for: self.secondTierPause)
      let better = await self.compile(
        bytes, sha256, .optimized, shape, on: self.leisurely, progress)
      // The other tier runs all the same where this one fails.
      guard case .success(let component) = better else { return }
      _ = self.keep(component, sha256)
      self.cache?.remove(Self.key(sha256, .fast))
    }
    return keep(component, sha256)
  }

  private func keep(
    _ component: CompiledComponent, _ sha256: String
  ) -> Result<CompiledComponent, EngineError> {
    components.withLock { components in
      if components[sha256]?.component?.tier != .optimized {
        components[sha256]?.component = component
      }
    }
    return .success(component)
  }

  private func cached(
    _ sha256: String, _ tier: CodeTier, _ shape: Shape
  ) async -> CompiledComponent? {
    guard let cache else { return nil }
    let key = Self.key(sha256, tier)
    let found = await urgent.run { () -> ComponentPointer? in
      cache.withCode(key) { code in
        var component: OpaquePointer?
        if let error = wasmtime_component_deserialize(
          self.pointer(tier), code.baseAddress, code.count, &component)
        {
          wasmtime_error_delete(error)
        }
        return component.map { ComponentPointer(raw: $0) }
      }
    }
    return try? found.map {
      try CompiledComponent(
        engine: self, tier: tier, raw: $0.raw, type: shape.type, drops: shape.drops)
    }
  }

  private func compile(
    _ bytes: [UInt8], _ sha256: String, _ tier: CodeTier, _ shape: Shape,
    on queue: CompileQueue, _ progress: @escaping @Sendable (Double) -> Void
  ) async -> Result<CompiledComponent, EngineError> {
    let compiled = await CompileProgress(bytes: bytes.count, tier: tier, report: progress).during {
      await queue.run { self.compile(bytes, Self.key(sha256, tier), tier) }
    }
    do throws(EngineError) {
      let component = try compiled.get()
      return .success(
        try CompiledComponent(
          engine: self, tier: tier, raw: component.raw, type: shape.type,
          drops: shape.drops))
    } catch {
      return .failure(error)
    }
  }

  private func compile(
    _ bytes: [UInt8], _ key: String, _ tier: CodeTier
  ) -> Result<ComponentPointer, EngineError> {
    var component: OpaquePointer?
    if let error = wasmtime_component_new(pointer(tier), bytes, bytes.count, &component) {
      return .failure(.invalidComponent(Trap(taking: error).message))
    }
    guard let component else { return .failure(.invalidComponent("the engine gave nothing")) }
    var code = wasm_byte_vec_t()
    if let error = wasmtime_component_serialize(component, &code) {
      // The component runs all the same; it is only compiled again next time.
      wasmtime_error_delete(error)
    } else {
      cache?.store(UnsafeRawBufferPointer(start: code.data, count: code.size), key)
      wasm_byte_vec_delete(&code)
    }
    return .success(ComponentPointer(raw: component))
  }

  /// A name for compiled code: what it depends on is in it. The library itself refuses code of
  /// another version or for another processor.
  static func key(_ sha256: String, _ tier: CodeTier) -> String {
    #if arch(x86_64)
      let architecture = "x86_64"
    #else
      let architecture = "arm64"
    #endif
    let fingerprint = "wasmtime-50.0.1 nan-canonical own-memory \(tier.rawValue) 2"
    return SHA256.hex(Array("\(sha256) \(fingerprint) \(architecture)".utf8))
  }
}

extension SHA256 {
  /// The digest in lower-case hex.
  static func hex(_ bytes: [UInt8]) -> String {
    Hex.text(of: Array(hash(data: bytes)))
  }
}

/// SHA-256 for those above who do not import the library themselves.
package enum Digest {
  package static func sha256(_ bytes: [UInt8]) -> String { SHA256.hex(bytes) }
}
