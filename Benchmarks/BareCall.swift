import CWasmtime

/// `echo` of the counter by libwasmtime's C API alone, the way every call of a worker goes in the
/// end: asynchronously, on a fiber.
enum BareCall {
  /// The wall's time of one call, over so many.
  static func duration(of bytes: [UInt8], calls: Int) throws -> Duration {
    let config = wasm_config_new()
    wasmtime_config_concurrency_support_set(config, false)
    wasmtime_config_wasm_component_model_async_set(config, false)
    wasmtime_config_epoch_interruption_set(config, true)
    guard let engine = wasm_engine_new_with_config(config) else { throw failure }
    defer { wasm_engine_delete(engine) }
    var component: OpaquePointer?
    guard wasmtime_component_new(engine, bytes, bytes.count, &component) == nil, let component
    else { throw failure }
    defer { wasmtime_component_delete(component) }
    let linker = wasmtime_component_linker_new(engine)
    defer { wasmtime_component_linker_delete(linker) }
    let store = wasmtime_store_new(engine, nil, nil)
    defer { wasmtime_store_delete(store) }
    let context = wasmtime_store_context(store)
    wasmtime_context_set_epoch_deadline(context, 1 << 40)

    let error = UnsafeMutablePointer<OpaquePointer?>.allocate(capacity: 1)
    let instance = UnsafeMutablePointer<wasmtime_component_instance_t>.allocate(capacity: 1)
    let function = UnsafeMutablePointer<wasmtime_component_func_t>.allocate(capacity: 1)
    let values = UnsafeMutablePointer<wasmtime_component_val_t>.allocate(capacity: 2)
    defer {
      error.deallocate()
      instance.deallocate()
      function.deallocate()
      values.deallocate()
    }
    error.initialize(to: nil)
    instance.initialize(to: .init())
    function.initialize(to: .init())
    values.initialize(repeating: .init(), count: 2)
    finish(
      wasmtime_component_linker_instantiate_async(linker, context, component, instance, error))
    guard error.pointee == nil,
      let index = wasmtime_component_instance_get_export_index(
        instance, context, nil, "echo", 4)
    else { throw failure }
    defer { wasmtime_component_export_index_delete(index) }
    guard wasmtime_component_instance_get_func(instance, context, index, function) else {
      throw failure
    }
    values[0].kind = UInt8(WASMTIME_VALUE_U32)
    let clock = ContinuousClock()
    let start = clock.now
    for number in 0..<calls {
      values[0].of.u32 = UInt32(number)
      finish(
        wasmtime_component_func_call_async(function, context, values, 1, values + 1, 1, error))
      guard error.pointee == nil, values[1].of.u32 == UInt32(number) else { throw failure }
    }
    return (clock.now - start) / calls
  }

  private static func finish(_ future: OpaquePointer) {
    while !wasmtime_call_future_poll(future) { continue }
    wasmtime_call_future_delete(future)
  }

  private static let failure = BenchFailure("the bare call failed")
}
