import CWasmtime
import Component

// Values to and from the library's own form. Its rules: what it lends is copied, what it is given
// must come from its own allocator, and a resource is a box beside its handle.
extension ComponentInstance {
  /// Reads a value without taking it over.
  func lift(_ value: wasmtime_component_val_t, _ type: ValueType) throws(Trap) -> Value {
    switch (Int(value.kind), type) {
    case (WASMTIME_VALUE_BOOL, _): return .bool(value.of.boolean)
    case (WASMTIME_VALUE_S8, _): return .s8(value.of.s8)
    case (WASMTIME_VALUE_U8, _): return .u8(value.of.u8)
    case (WASMTIME_VALUE_S16, _): return .s16(value.of.s16)
    case (WASMTIME_VALUE_U16, _): return .u16(value.of.u16)
    case (WASMTIME_VALUE_S32, _): return .s32(value.of.s32)
    case (WASMTIME_VALUE_U32, _): return .u32(value.of.u32)
    case (WASMTIME_VALUE_S64, _): return .s64(value.of.s64)
    case (WASMTIME_VALUE_U64, _): return .u64(value.of.u64)
    case (WASMTIME_VALUE_F32, _): return .f32(value.of.f32)
    case (WASMTIME_VALUE_F64, _): return .f64(value.of.f64)
    case (WASMTIME_VALUE_CHAR, _):
      guard let scalar = Unicode.Scalar(value.of.character) else { throw bridge("a char") }
      return .char(scalar)
    case (WASMTIME_VALUE_STRING, _): return .string(String(value.of.string))
    case (WASMTIME_VALUE_LIST, .list(let element)),
      (WASMTIME_VALUE_LIST, .fixedLengthList(let element, _)),
      (WASMTIME_VALUE_FIXED_LIST, .fixedLengthList(let element, _)):
      return .list(try lift(value.of.list, all: element))
    case (WASMTIME_VALUE_TUPLE, .tuple(let types)) where value.of.tuple.size == types.count:
      return .tuple(try lift(value.of.tuple.data, types.count) { types[$0] })
    case (WASMTIME_VALUE_RECORD, .record(let record))
    where value.of.record.size == record.fields.count:
      return .record(try fields(value.of.record, record))
    case (WASMTIME_VALUE_VARIANT, .variant(let variant)):
      let name = String(value.of.variant.discriminant)
      guard let found = variant.cases.first(where: { $0.name == name }) else {
        throw bridge("the case `\(name)`")
      }
      return .variant(name: name, payload: try optional(value.of.variant.val, found.type))
    case (WASMTIME_VALUE_ENUM, _): return .enum(String(value.of.enumeration))
    case (WASMTIME_VALUE_OPTION, .option(let wrapped)):
      return .option(try optional(value.of.option, wrapped))
    case (WASMTIME_VALUE_RESULT, .result(let ok, let error)):
      return value.of.result.is_ok
        ? .ok(try optional(value.of.result.val, ok))
        : .error(try optional(value.of.result.val, error))
    case (WASMTIME_VALUE_FLAGS, _):
      let flags = value.of.flags
      return .flags((0..<flags.size).compactMap { index in flags.data.map { String($0[index]) } })
    case (WASMTIME_VALUE_RESOURCE, .own(let resource)),
      (WASMTIME_VALUE_RESOURCE, .borrow(let resource)):
      return .resource(try handle(value.of.resource, resource))
    case (WASMTIME_VALUE_MAP, .map(let key, let item)):
      var entries: [Value.MapEntry] = []
      for index in 0..<value.of.map.size {
        guard let entry = value.of.map.data?[index] else { break }
        let lifted = try lift(entry.key, key)
        entries.append(.init(key: lifted, value: try lift(entry.value, item)))
      }
      return .map(entries)
    default: throw bridge("a value of kind \(value.kind) where \(type.text) was expected")
    }
  }

  private func bridge(_ what: String) -> Trap {
    Trap(kind: .host, message: "the guest handed over \(what)")
  }

  private func lift(
    _ data: UnsafeMutablePointer<wasmtime_component_val_t>?, _ count: Int,
    _ type: (Int) -> ValueType
  ) throws(Trap) -> [Value] {
    guard let data else { return [] }
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count { values.append(try lift(data[index], type(index))) }
    return values
  }

  /// A list. What the library lends it has checked against the guest's type: numbers are taken as
  /// they lie there.
  private func lift(
    _ list: wasmtime_component_vallist_t, all type: ValueType
  ) throws(Trap) -> [Value] {
    guard let data = list.data else { return [] }
    let items = UnsafeBufferPointer(start: data, count: list.size)
    switch type {
    case .u8: return items.map { .u8($0.of.u8) }
    case .s8: return items.map { .s8($0.of.s8) }
    case .u16: return items.map { .u16($0.of.u16) }
    case .s16: return items.map { .s16($0.of.s16) }
    case .u32: return items.map { .u32($0.of.u32) }
    case .s32: return items.map { .s32($0.of.s32) }
    case .u64: return items.map { .u64($0.of.u64) }
    case .s64: return items.map { .s64($0.of.s64) }
    case .f32: return items.map { .f32($0.of.f32) }
    case .f64: return items.map { .f64($0.of.f64) }
    case .bool: return items.map { .bool($0.of.boolean) }
    default: return try lift(data, list.size) { _ in type }
    }
  }

  private func fields(
    _ fields: wasmtime_component_valrecord_t, _ record: ValueType.Record
  ) throws(Trap) -> [Value.FieldValue] {
    guard let data = fields.data else { return [] }
    var values: [Value.FieldValue] = []
    values.reserveCapacity(record.fields.count)
    for index in 0..<record.fields.count {
      let value = try lift(data[index].val, record.fields[index].type)
      values.append(.init(name: record.fields[index].name, value: value))
    }
    return values
  }

  private func optional(
    _ value: UnsafeMutablePointer<wasmtime_component_val_t>?, _ type: ValueType?
  ) throws(Trap) -> Value? {
    guard let value, let type else { return nil }
    return try lift(value.pointee, type)
  }

  /// A resource as a number: the host's own by the number it chose, the guest's by one given here.
  private func handle(
    _ resource: OpaquePointer?, _ type: ValueType.Resource
  ) throws(Trap) -> ResourceHandle {
    guard let resource else { throw bridge("an empty resource") }
    guard component.hostNumber(of: type, side) != nil else {
      return ResourceHandle(uri: "", id: guestResources.keep(resource, type))
    }
    var host: OpaquePointer?
    if let error = wasmtime_component_resource_any_to_host(context, resource, &host) {
      throw Trap(taking: error)
    }
    guard let host else { throw bridge("an empty resource") }
    defer { wasmtime_component_resource_host_delete(host) }
    return ResourceHandle(uri: "", id: UInt64(wasmtime_component_resource_host_rep(host)))
  }
}

// The other way.
extension ComponentInstance {
  /// Builds a value in the library's memory; free it with `wasmtime_component_val_delete`.
  ///
  /// The value must be of the type.
  func lower(_ value: Value, _ type: ValueType) throws(Trap) -> wasmtime_component_val_t {
    var lowered = wasmtime_component_val_t()
    switch (value, type) {
    case (.bool(let item), _): lowered.set(WASMTIME_VALUE_BOOL) { $0.boolean = item }
    case (.s8(let item), _): lowered.set(WASMTIME_VALUE_S8) { $0.s8 = item }
    case (.u8(let item), _): lowered.set(WASMTIME_VALUE_U8) { $0.u8 = item }
    case (.s16(let item), _): lowered.set(WASMTIME_VALUE_S16) { $0.s16 = item }
    case (.u16(let item), _): lowered.set(WASMTIME_VALUE_U16) { $0.u16 = item }
    case (.s32(let item), _): lowered.set(WASMTIME_VALUE_S32) { $0.s32 = item }
    case (.u32(let item), _): lowered.set(WASMTIME_VALUE_U32) { $0.u32 = item }
    case (.s64(let item), _): lowered.set(WASMTIME_VALUE_S64) { $0.s64 = item }
    case (.u64(let item), _): lowered.set(WASMTIME_VALUE_U64) { $0.u64 = item }
    case (.f32(let item), _): lowered.set(WASMTIME_VALUE_F32) { $0.f32 = item }
    case (.f64(let item), _): lowered.set(WASMTIME_VALUE_F64) { $0.f64 = item }
    case (.char(let item), _): lowered.set(WASMTIME_VALUE_CHAR) { $0.character = item.value }
    case (.string(let item), _): lowered.set(WASMTIME_VALUE_STRING) { $0.string = name(item) }
    case (.enum(let item), _): lowered.set(WASMTIME_VALUE_ENUM) { $0.enumeration = name(item) }
    case (.flags(let names), _): lowered.set(WASMTIME_VALUE_FLAGS) { $0.flags = flags(names) }
    case (.list(let items), .list(let element)):
      let list = try list(items, all: element)
      lowered.set(WASMTIME_VALUE_LIST) { $0.list = list }
    case (.list(let items), .fixedLengthList(let element, _)):
      let list = try list(items, all: element)
      lowered.set(WASMTIME_VALUE_FIXED_LIST) { $0.list = list }
    case (.tuple(let items), .tuple(let types)):
      let list = try list(items) { types[$0] }
      lowered.set(WASMTIME_VALUE_TUPLE) { $0.tuple = list }
    case (.record(let fields), .record(let type)):
      let record = try record(fields, type)
      lowered.set(WASMTIME_VALUE_RECORD) { $0.record = record }
    case (.map(let entries), .map(let key, let item)):
      let map = try map(entries, key, item)
      lowered.set(WASMTIME_VALUE_MAP) { $0.map = map }
    case (.variant(let caseName, let payload), .variant(let variant)):
      let type = variant.cases.first { $0.name == caseName }?.type
      let box = try box(payload, type)
      lowered.set(WASMTIME_VALUE_VARIANT) {
        $0.variant = wasmtime_component_valvariant_t(discriminant: name(caseName), val: box)
      }
    case (.option(let wrapped), .option(let type)):
      let box = try box(wrapped, type)
      lowered.set(WASMTIME_VALUE_OPTION) { $0.option = box }
    case (.ok(let payload), .result(let ok, _)):
      let box = try box(payload, ok)
      lowered.set(WASMTIME_VALUE_RESULT) {
        $0.result = wasmtime_component_valresult_t(is_ok: true, val: box)
      }
    case (.error(let payload), .result(_, let error)):
      let box = try box(payload, error)
      lowered.set(WASMTIME_VALUE_RESULT) {
        $0.result = wasmtime_component_valresult_t(is_ok: false, val: box)
      }
    case (.resource(let handle), .own(let resource)):
      let any = try resourceAny(handle, resource, owned: true)
      lowered.set(WASMTIME_VALUE_RESOURCE) { $0.resource = any }
    case (.resource(let handle), .borrow(let resource)):
      let any = try resourceAny(handle, resource, owned: false)
      lowered.set(WASMTIME_VALUE_RESOURCE) { $0.resource = any }
    default:
      throw Trap(kind: .arguments, message: "expected \(type.text), found \(value.kind)")
    }
    return lowered
  }

  private func name(_ text: String) -> wasm_name_t {
    var text = text
    var name = wasm_name_t()
    text.withUTF8 { wasm_byte_vec_new(&name, $0.count, $0.baseAddress) }
    return name
  }

  private func flags(_ names: [String]) -> wasmtime_component_valflags_t {
    var flags = wasmtime_component_valflags_t()
    wasmtime_component_valflags_new_uninit(&flags, names.count)
    for (index, text) in names.enumerated() { flags.data?[index] = name(text) }
    return flags
  }

  private func list(
    _ items: [Value], _ type: (Int) -> ValueType
  ) throws(Trap) -> wasmtime_component_vallist_t {
    var list = wasmtime_component_vallist_t()
    wasmtime_component_vallist_new_uninit(&list, items.count)
    for (index, item) in items.enumerated() {
      list.data?[index] = try lower(item, type(index))
    }
    return list
  }

  private func list(
    _ items: [Value], all type: ValueType
  ) throws(Trap) -> wasmtime_component_vallist_t {
    guard let kind = type.flatKind else { return try list(items) { _ in type } }
    var list = wasmtime_component_vallist_t()
    wasmtime_component_vallist_new_uninit(&list, items.count)
    guard let data = list.data else { return list }
    for index in items.indices {
      data[index].kind = UInt8(kind)
      switch items[index] {
      case .u8(let item): data[index].of.u8 = item
      case .s8(let item): data[index].of.s8 = item
      case .u16(let item): data[index].of.u16 = item
      case .s16(let item): data[index].of.s16 = item
      case .u32(let item): data[index].of.u32 = item
      case .s32(let item): data[index].of.s32 = item
      case .u64(let item): data[index].of.u64 = item
      case .s64(let item): data[index].of.s64 = item
      case .f32(let item): data[index].of.f32 = item
      case .f64(let item): data[index].of.f64 = item
      case .bool(let item): data[index].of.boolean = item
      default: data[index] = try lower(items[index], type)
      }
    }
    return list
  }

  private func record(
    _ fields: [Value.FieldValue], _ type: ValueType.Record
  ) throws(Trap) -> wasmtime_component_valrecord_t {
    var record = wasmtime_component_valrecord_t()
    wasmtime_component_valrecord_new_uninit(&record, fields.count)
    for (index, field) in fields.enumerated() {
      let value = try lower(field.value, type.fields[index].type)
      record.data?[index] = wasmtime_component_valrecord_entry_t(
        name: name(field.name), val: value)
    }
    return record
  }

  private func map(
    _ entries: [Value.MapEntry], _ key: ValueType, _ item: ValueType
  ) throws(Trap) -> wasmtime_component_valmap_t {
    var map = wasmtime_component_valmap_t()
    wasmtime_component_valmap_new_uninit(&map, entries.count)
    for (index, entry) in entries.enumerated() {
      let lowered = try lower(entry.key, key)
      map.data?[index] = wasmtime_component_valmap_entry_t(
        key: lowered, value: try lower(entry.value, item))
    }
    return map
  }

  private func box(
    _ value: Value?, _ type: ValueType?
  ) throws(Trap) -> UnsafeMutablePointer<wasmtime_component_val_t>? {
    guard let value, let type else { return nil }
    var lowered = try lower(value, type)
    // Moves the value into the box.
    return wasmtime_component_val_new(&lowered)
  }

  private func resourceAny(
    _ handle: ResourceHandle, _ type: ValueType.Resource, owned: Bool
  ) throws(Trap) -> OpaquePointer {
    guard let number = component.hostNumber(of: type, side) else {
      guard let resource = guestResources.use(handle.id, takesOver: owned) else {
        throw Trap(
          kind: .arguments, message: "there is no \(type.name) \(handle.id) in this worker any more"
        )
      }
      return resource
    }
    let host = wasmtime_component_resource_host_new(
      owned, UInt32(truncatingIfNeeded: handle.id), number)
    defer { wasmtime_component_resource_host_delete(host) }
    var any: OpaquePointer?
    if let error = wasmtime_component_resource_host_to_any(context, host, &any) {
      throw Trap(taking: error)
    }
    guard let any else { throw Trap(kind: .host, message: "a resource could not be made") }
    return any
  }
}

extension ValueType {
  /// The library's kind for a number or bool, which lies in a list as it is; nil for all others.
  fileprivate var flatKind: Int? {
    switch self {
    case .u8: WASMTIME_VALUE_U8
    case .s8: WASMTIME_VALUE_S8
    case .u16: WASMTIME_VALUE_U16
    case .s16: WASMTIME_VALUE_S16
    case .u32: WASMTIME_VALUE_U32
    case .s32: WASMTIME_VALUE_S32
    case .u64: WASMTIME_VALUE_U64
    case .s64: WASMTIME_VALUE_S64
    case .f32: WASMTIME_VALUE_F32
    case .f64: WASMTIME_VALUE_F64
    case .bool: WASMTIME_VALUE_BOOL
    default: nil
    }
  }
}

extension wasmtime_component_val_t {
  fileprivate mutating func set(
    _ kind: Int, _ store: (inout wasmtime_component_valunion_t) -> Void
  ) {
    self.kind = UInt8(kind)
    store(&of)
  }
}
