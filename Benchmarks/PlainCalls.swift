import CWasmtime

/// The peer of our values: the same calls through libwasmtime's C API, its values built, read and
/// freed. `WasmEngine` has opened the library.
final class PlainCalls {
  typealias Fill = (UnsafeMutablePointer<wasmtime_component_val_t>, Int) -> Void
  typealias Read = (wasmtime_component_val_t) -> UInt64

  private let engine: OpaquePointer
  private let store: OpaquePointer
  private let context: OpaquePointer
  private let component: OpaquePointer
  private let linker: OpaquePointer
  private let instance: UnsafeMutablePointer<wasmtime_component_instance_t>
  private let function: UnsafeMutablePointer<wasmtime_component_func_t>
  private let argument: UnsafeMutablePointer<wasmtime_component_val_t>
  private let result: UnsafeMutablePointer<wasmtime_component_val_t>
  private let error: UnsafeMutablePointer<OpaquePointer?>

  init(_ bytes: [UInt8], function name: String) throws {
    let config = wasm_config_new()
    guard let engine = wasm_engine_new_with_config(config) else {
      throw BenchFailure("there is no engine")
    }
    var component: OpaquePointer?
    _ = wasmtime_component_new(engine, bytes, bytes.count, &component)
    guard let component else { throw BenchFailure("the guest is no component") }
    self.engine = engine
    self.component = component
    store = wasmtime_store_new(engine, nil, nil)
    context = wasmtime_store_context(store)
    linker = wasmtime_component_linker_new(engine)
    instance = .allocate(capacity: 1)
    function = .allocate(capacity: 1)
    argument = .allocate(capacity: 1)
    result = .allocate(capacity: 1)
    error = .allocate(capacity: 1)
    instance.initialize(to: .init())
    function.initialize(to: .init())
    argument.initialize(to: .init())
    result.initialize(to: .init())
    error.initialize(to: nil)
    try drive(
      wasmtime_component_linker_instantiate_async(linker, context, component, instance, error))
    let index = wasmtime_component_instance_get_export_index(
      instance, context, nil, name, name.utf8.count)
    guard let index, wasmtime_component_instance_get_func(instance, context, index, function)
    else { throw BenchFailure("the guest has no function \(name)") }
  }

  deinit {
    wasmtime_store_delete(store)
    wasmtime_component_linker_delete(linker)
    wasmtime_component_delete(component)
    wasm_engine_delete(engine)
  }

  private func drive(_ future: OpaquePointer) throws {
    while !wasmtime_call_future_poll(future) {}
    wasmtime_call_future_delete(future)
    guard error.pointee == nil else { throw BenchFailure("the guest failed") }
  }

  /// One call with a list of so many items; what reading its result gave.
  func call(count: Int, _ fill: Fill, _ read: Read) throws -> UInt64 {
    var list = wasmtime_component_vallist_t()
    wasmtime_component_vallist_new_uninit(&list, count)
    if let data = list.data {
      for index in 0..<count { fill(data + index, index) }
    }
    argument.pointee.kind = UInt8(WASMTIME_VALUE_LIST)
    argument.pointee.of.list = list
    try drive(
      wasmtime_component_func_call_async(function, context, argument, 1, result, 1, error))
    var sum: UInt64 = 0
    let answer = result.pointee.of.list
    for index in 0..<answer.size {
      if let item = answer.data?[index] { sum &+= read(item) }
    }
    for value in [argument, result] {
      wasmtime_component_val_delete(value)
      value.pointee = .init()
    }
    return sum
  }

  static func name(_ text: StaticString) -> wasm_name_t {
    var name = wasm_name_t()
    wasm_byte_vec_new(&name, text.utf8CodeUnitCount, text.utf8Start)
    return name
  }

  /// An `item` of the guest, built.
  static func item(_ value: UnsafeMutablePointer<wasmtime_component_val_t>, _ index: Int) {
    var record = wasmtime_component_valrecord_t()
    wasmtime_component_valrecord_new_uninit(&record, 4)
    guard let data = record.data else { return }
    data[0].name = name("id")
    data[0].val.kind = UInt8(WASMTIME_VALUE_U64)
    data[0].val.of.u64 = UInt64(index)
    data[1].name = name("name")
    data[1].val.kind = UInt8(WASMTIME_VALUE_STRING)
    data[1].val.of.string = name("a product with a name")
    data[2].name = name("price")
    data[2].val.kind = UInt8(WASMTIME_VALUE_F64)
    data[2].val.of.f64 = Double(index)
    data[3].name = name("count")
    data[3].val.kind = UInt8(WASMTIME_VALUE_U32)
    data[3].val.of.u32 = UInt32(index)
    value.pointee.kind = UInt8(WASMTIME_VALUE_RECORD)
    value.pointee.of.record = record
  }

  /// Looks at every field of an item.
  static func read(_ item: wasmtime_component_val_t) -> UInt64 {
    guard let data = item.of.record.data else { return 0 }
    return data[0].val.of.u64 &+ UInt64(data[1].val.of.string.size)
      &+ UInt64(data[2].val.of.f64) &+ UInt64(data[3].val.of.u32)
  }
}
