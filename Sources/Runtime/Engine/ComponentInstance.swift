import CWasmtime
package import Component

/// An instance of a component in a store of its own.
///
/// It belongs to one worker's actor and is touched only there. A failed call kills it: after a trap
/// every further call answers with one, and a new instance has to be made.
package final class ComponentInstance {
  package let component: CompiledComponent
  let host: any ImportHost
  private let store: OpaquePointer
  let context: OpaquePointer
  private let stop: StopSwitch
  private let limits: WorkerLimits
  let memory: MemoryBudget
  private var instance = wasmtime_component_instance_t()
  private var functions: [String: wasmtime_component_func_t] = [:]
  /// A guest's import that waits for the host's answer.
  fileprivate var parked: ParkedCall?
  var guestResources = GuestResources()
  /// Whose values are being turned into the library's, or back.
  private(set) var side = CompiledComponent.Side.exports
  package private(set) var isDead = false

  private init(
    _ component: CompiledComponent, limits: WorkerLimits, host: any ImportHost,
    stop: StopSwitch
  ) {
    self.component = component
    self.limits = limits
    memory = MemoryBudget(limitBytes: limits.memoryBytes)
    self.host = host
    self.stop = stop
    let back = Back()
    store = wasmtime_store_new(
      component.engine.pointer(component.tier), Unmanaged.passRetained(back).toOpaque(),
      { data in
        if let data { Unmanaged<Back>.fromOpaque(data).release() }
      })
    context = wasmtime_store_context(store)
    // The store keeps the stack of its first call for the next ones.
    GuestMaps.addStack(1)
    back.instance = self
    // Memories are counted by `memory`, and all of them together.
    wasmtime_store_limiter(store, -1, Int64(Limits.guestTableElementsMax), -1, -1, -1)
    // A fresh store's deadline has passed already: without these it would trap at once.
    wasmtime_context_set_epoch_deadline(context, 1)
    wasmtime_store_epoch_deadline_callback(
      store, deadlineCallback, Unmanaged.passRetained(stop).toOpaque(),
      { data in
        if let data { Unmanaged<StopSwitch>.fromOpaque(data).release() }
      })
  }

  deinit {
    wasmtime_store_delete(store)
    GuestMaps.addStack(-1)
  }

  /// The way back from the library's callbacks, which know only the store.
  fileprivate final class Back {
    weak var instance: ComponentInstance?
  }

  static func of(_ context: OpaquePointer) -> ComponentInstance? {
    guard let data = wasmtime_context_get_data(context) else { return nil }
    return Unmanaged<Back>.fromOpaque(data).takeUnretainedValue().instance
  }

  /// Instantiates a component; its start code may call imports already.
  package static func make(
    _ component: CompiledComponent, limits: WorkerLimits = WorkerLimits(),
    host: any ImportHost, stop: StopSwitch
  ) async throws(Trap) -> ComponentInstance {
    let instance = ComponentInstance(component, limits: limits, host: host, stop: stop)
    let slots = CallSlots(argumentCount: 0)
    let made = UnsafeMutablePointer<wasmtime_component_instance_t>.allocate(capacity: 1)
    made.initialize(to: wasmtime_component_instance_t())
    defer { made.deallocate() }
    let future = wasmtime_component_linker_instantiate_async(
      component.linker, instance.context, component.component, made, slots.error)
    try await instance.drive(future)
    if let error = slots.error.pointee { throw instance.fail(Trap(taking: error)) }
    instance.instance = made.pointee
    return instance
  }

  /// Calls an exported function.
  ///
  /// The arguments are checked against the types first: the guest is not entered, and stays alive,
  /// when they do not fit.
  package func call(
    interface: String?, function: FunctionType, arguments: [Value]
  ) async throws(Trap) -> Value? {
    guard !isDead else {
      throw Trap(kind: .trap, message: "the instance is gone after an earlier trap")
    }
    try check(arguments, for: function)
    // What was refused in an earlier call, the guest lived with.
    _ = memory.takeRefusal()
    let place = try component.place(of: function, in: interface)
    let slots = CallSlots(argumentCount: arguments.count)
    for (index, argument) in arguments.enumerated() {
      slots.arguments[index] = try lower(argument, function.parameters[index].type)
    }
    slots.function.pointee = try find(place.interface, place.name)
    let future = wasmtime_component_func_call_async(
      slots.function, context, slots.arguments, arguments.count, slots.result,
      function.result == nil ? 0 : 1, slots.error)
    try await drive(future)
    if let error = slots.error.pointee {
      slots.error.pointee = nil
      throw fail(Trap(taking: error))
    }
    guard let type = function.result else { return nil }
    return try lift(slots.result.pointee, type)
  }

  /// Turns values of a call that the guest makes.
  fileprivate func serving<Result>(_ body: () throws -> Result) rethrows -> Result {
    side = .imports
    defer { side = .exports }
    return try body()
  }

  private func fail(_ trap: Trap) -> Trap {
    isDead = true
    var trap = trap
    if let reason = stop.reason {
      trap.kind = .stopped(reason)
    } else if memory.takeRefusal(), trap.kind == .trap {
      // Guests that get no memory end themselves in many ways; this is why.
      trap.kind = .limit
      trap.message =
        trap.message.contains("limits.memory")
        ? memory.refusal : "\(trap.message): \(memory.refusal)"
    } else if trap.kind == .stackOverflow {
      trap.message +=
        ": the guest wants more stack than its \(ByteCount.text(limits.stackBytes)); "
        + "`limits.stack` of its template allows more"
    }
    return trap
  }

  private func find(
    _ interface: String?, _ name: String
  ) throws(Trap) -> wasmtime_component_func_t {
    let key = "\(interface ?? "")#\(name)"
    if let known = functions[key] { return known }
    var parent: OpaquePointer?
    defer { if let parent { wasmtime_component_export_index_delete(parent) } }
    if let interface {
      parent = wasmtime_component_instance_get_export_index(
        &instance, context, nil, interface, interface.utf8.count)
    }
    var function = wasmtime_component_func_t()
    guard
      let index = wasmtime_component_instance_get_export_index(
        &instance, context, parent, name, name.utf8.count)
    else { throw Trap(kind: .arguments, message: "the component exports no `\(name)`") }
    defer { wasmtime_component_export_index_delete(index) }
    guard wasmtime_component_instance_get_func(&instance, context, index, &function) else {
      throw Trap(kind: .arguments, message: "`\(name)` is no function")
    }
    functions[key] = function
    return function
  }
}

// Polling.
extension ComponentInstance {
  /// Polls a call to its end, serving the imports it waits for on the caller's actor.
  private func drive(_ future: OpaquePointer) async throws(Trap) {
    component.engine.ticker.enter()
    defer {
      component.engine.ticker.leave()
      // A future that is dropped before its end takes the guest's stack with it.
      wasmtime_call_future_delete(future)
    }
    var meter = RunMeter(limits.seconds)
    while !meter.during({ memory.during { wasmtime_call_future_poll(future) } }) {
      if meter.isOver, !host.isReplaying { throw fail(meter.trap) }
      if let reason = stop.reason {
        throw fail(Trap(kind: .stopped(reason), message: reason))
      }
      guard let parked else {
        // Nothing is asked of the host: the epoch made the guest give way.
        await TaskPool.yield()
        continue
      }
      do {
        let answer = try await host.call(
          parked.binding.name, type: parked.binding.type, arguments: parked.arguments)
        try parked.answer(answer, self)
      } catch let trap as Trap {
        self.parked = nil
        throw fail(trap)
      } catch {
        // Once it waits, a host function can answer but not fail: the call is dropped instead.
        self.parked = nil
        throw fail(Trap(kind: .host, message: "\(parked.binding.name.function): \(error)"))
      }
      self.parked = nil
    }
  }
}

/// The places that a call writes to; they must not move until its future is gone.
private final class CallSlots {
  let arguments: UnsafeMutablePointer<wasmtime_component_val_t>
  let argumentCount: Int
  let result = UnsafeMutablePointer<wasmtime_component_val_t>.allocate(capacity: 1)
  let function = UnsafeMutablePointer<wasmtime_component_func_t>.allocate(capacity: 1)
  let error = UnsafeMutablePointer<OpaquePointer?>.allocate(capacity: 1)

  init(argumentCount: Int) {
    self.argumentCount = argumentCount
    arguments = .allocate(capacity: max(1, argumentCount))
    // Zero is a valid value: false.
    arguments.initialize(repeating: wasmtime_component_val_t(), count: max(1, argumentCount))
    result.initialize(to: wasmtime_component_val_t())
    function.initialize(to: wasmtime_component_func_t())
    error.initialize(to: nil)
  }

  deinit {
    for index in 0..<argumentCount { wasmtime_component_val_delete(arguments + index) }
    wasmtime_component_val_delete(result)
    arguments.deallocate()
    result.deallocate()
    function.deallocate()
    error.deallocate()
  }
}

/// One import that a guest waits for.
private final class ParkedCall {
  let binding: ImportBinding
  let arguments: [Value]
  /// Where the library wants the result; nil where there is none.
  private let slot: UnsafeMutablePointer<wasmtime_component_val_t>?
  private(set) var isAnswered = false

  init(
    binding: ImportBinding, arguments: [Value],
    slot: UnsafeMutablePointer<wasmtime_component_val_t>?
  ) {
    self.binding = binding
    self.arguments = arguments
    self.slot = slot
  }

  func answer(_ value: Value?, _ instance: ComponentInstance) throws {
    if let type = binding.type.result {
      guard let value else {
        throw Trap(kind: .host, message: "\(binding.name.function) gave no result")
      }
      if let mismatch = value.mismatch(with: type) {
        throw Trap(kind: .host, message: "\(binding.name.function): \(mismatch.text)")
      }
      slot?.pointee = try instance.serving { try instance.lower(value, type) }
    }
    isAnswered = true
  }
}

/// The guest calls an import: copy the arguments, which die when this returns, and let it wait.
let importCallback: wasmtime_component_func_async_callback_t = {
  data, context, _, arguments, count, results, resultCount, error, continuation in
  guard let data, let instance = ComponentInstance.of(context) else {
    error.pointee = wasmtime_error_new("the worker is gone")
    return
  }
  let binding = Unmanaged<ImportBinding>.fromOpaque(data).takeUnretainedValue()
  do {
    var values: [Value] = []
    for (index, parameter) in binding.type.parameters.enumerated() where index < count {
      guard let arguments else { break }
      values.append(
        try instance.serving { try instance.lift(arguments[index], parameter.type) })
    }
    let parked = ParkedCall(
      binding: binding, arguments: values, slot: resultCount > 0 ? results : nil)
    instance.parked = parked
    continuation.pointee.env = Unmanaged.passRetained(parked).toOpaque()
    continuation.pointee.callback = { environment in
      guard let environment else { return false }
      return Unmanaged<ParkedCall>.fromOpaque(environment).takeUnretainedValue().isAnswered
    }
    continuation.pointee.finalizer = { environment in
      if let environment { Unmanaged<ParkedCall>.fromOpaque(environment).release() }
    }
  } catch let trap {
    error.pointee = wasmtime_error_new((trap as? Trap)?.message ?? "\(trap)")
  }
}

/// Once each tick: end the guest if it was stopped, else let others run.
private let deadlineCallback: wasmtime_deadline_callback_t = { _, data, delta, kind in
  delta.pointee = 1
  kind.pointee = UInt8(WASMTIME_DEADLINE_YIELD)
  guard let data,
    let reason = Unmanaged<StopSwitch>.fromOpaque(data).takeUnretainedValue().reason
  else { return nil }
  return wasmtime_error_new(reason)
}
