import CWasmtime
package import Component
import Crypto
import Synchronization

/// libwasmtime with the settings that make guests repeatable and stoppable.
package final class WasmEngine: Sendable {
  /// What compiled code depends on, besides the component: part of its name in the cache.
  private static let fingerprint = "wasmtime-50.0.1 nan-canonical speed stack-1M 1"

  let pointer: EnginePointer
  let ticker: EpochTicker
  private let cache: CodeCache?
  private let components = Mutex<[String: CompiledComponent]>([:])

  struct EnginePointer: @unchecked Sendable {
    // The C API documents engines as usable from any thread.
    let raw: OpaquePointer
  }

  /// Loads the library and makes an engine.
  package init() throws(EngineError) {
    try WasmtimeLibrary.load()
    let config = wasm_config_new()
    wasmtime_config_epoch_interruption_set(config, true)
    wasmtime_config_cranelift_nan_canonicalization_set(config, true)
    wasmtime_config_wasm_relaxed_simd_deterministic_set(config, true)
    wasmtime_config_cranelift_opt_level_set(config, 1)
    wasmtime_config_max_wasm_stack_set(config, Limits.guestStackBytes)
    wasmtime_config_async_stack_size_set(config, Limits.fiberStackBytes)
    // Streams and futures would abort the process in this version's C API; without concurrency
    // support such components are refused when they are compiled, and calls are cheaper.
    wasmtime_config_wasm_component_model_async_set(config, false)
    wasmtime_config_concurrency_support_set(config, false)
    guard let engine = wasm_engine_new_with_config(config) else { throw .configuration }
    pointer = EnginePointer(raw: engine)
    ticker = EpochTicker(engine: engine)
    cache = CodeCache()
  }

  deinit {
    ticker.finish()
    wasm_engine_delete(pointer.raw)
  }

  /// The component, compiled: from memory, from the cache of compiled code, or anew.
  ///
  /// `sha256` names the bytes, in lower-case hex; `drops` are the functions that the bytes have
  /// beside the type's, to drop the guest's resources. Compiling runs off the cooperative pool's actors
  /// and may take seconds for a component of many megabytes.
  @concurrent
  package func component(
    bytes: [UInt8], sha256: String, type: ComponentType, drops: [ResourceDrop] = []
  ) async throws(EngineError) -> CompiledComponent {
    if let known = components.withLock({ $0[sha256] }) { return known }
    let compiled = try compile(bytes, sha256: sha256)
    let component = try CompiledComponent(engine: self, raw: compiled, type: type, drops: drops)
    components.withLock { $0[sha256] = component }
    return component
  }

  private func compile(_ bytes: [UInt8], sha256: String) throws(EngineError) -> OpaquePointer {
    guard bytes.starts(with: [0x00, 0x61, 0x73, 0x6D]) else {
      throw .invalidComponent("it does not begin with \\0asm")
    }
    let key = WasmEngine.key(sha256)
    if let cached = cache?.code(key), let component = deserialize(cached) { return component }
    var component: OpaquePointer?
    if let error = wasmtime_component_new(pointer.raw, bytes, bytes.count, &component) {
      throw .invalidComponent(Trap(taking: error).message)
    }
    guard let component else { throw .invalidComponent("the engine gave nothing") }
    var code = wasm_byte_vec_t()
    if let error = wasmtime_component_serialize(component, &code) {
      // The component runs all the same; it is only compiled again next time.
      wasmtime_error_delete(error)
    } else {
      cache?.store(
        Array(UnsafeBufferPointer(start: code.data, count: code.size)), key)
      wasm_byte_vec_delete(&code)
    }
    return component
  }

  private func deserialize(_ code: [UInt8]) -> OpaquePointer? {
    var component: OpaquePointer?
    if let error = wasmtime_component_deserialize(pointer.raw, code, code.count, &component) {
      wasmtime_error_delete(error)
      return nil
    }
    return component
  }

  private static func key(_ sha256: String) -> String {
    #if arch(x86_64)
      let architecture = "x86_64"
    #else
      let architecture = "arm64"
    #endif
    return SHA256.hex(Array("\(sha256) \(fingerprint) \(architecture)".utf8))
  }
}

extension SHA256 {
  /// The digest in lower-case hex.
  static func hex(_ bytes: [UInt8]) -> String {
    hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}

/// SHA-256 for those above who do not import the library themselves.
package enum Digest {
  package static func sha256(_ bytes: [UInt8]) -> String { SHA256.hex(bytes) }
}
