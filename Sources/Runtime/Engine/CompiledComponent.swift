import CWasmtime
package import Component

/// A component ready to be instantiated, with all its imports bound to the dispatcher.
package final class CompiledComponent: Sendable {
  package let type: ComponentType
  let engine: WasmEngine
  let tier: CodeTier
  private let raw: Handles
  /// The numbers that stand for the host's resource types in this component.
  private let hostResources: [ValueType.Resource: UInt32]
  /// The resources that the guest makes itself. Their interface may be imported too.
  private let guestResources: Set<ValueType.Resource>
  /// The functions of `ResourceDropWrapper.interface` that drop the guest's resources.
  private let drops: [ValueType.Resource: String]

  private struct Handles: @unchecked Sendable {
    // Immutable after `init`; the C API documents components and linkers as usable from any thread.
    let component: OpaquePointer
    let linker: OpaquePointer
  }

  var component: OpaquePointer { raw.component }
  var linker: OpaquePointer { raw.linker }

  init(
    engine: WasmEngine, tier: CodeTier, raw component: OpaquePointer, type: ComponentType,
    drops: [ResourceDrop] = []
  ) throws(EngineError) {
    self.drops = Dictionary(
      drops.map { (.init(name: $0.resource, interface: $0.interface), $0.function) }
    ) { first, _ in first }
    self.engine = engine
    self.tier = tier
    self.type = type
    var resources: [ValueType.Resource: UInt32] = [:]
    for interface in type.imports {
      for name in interface.resources {
        let resource = ValueType.Resource(name: name, interface: interface.name)
        resources[resource] = UInt32(resources.count + 1)
      }
    }
    hostResources = resources
    guestResources = Set(
      type.exports.flatMap { interface in
        interface.resources.map { ValueType.Resource(name: $0, interface: interface.name) }
      })
    let linker = wasmtime_component_linker_new(engine.pointer(tier))
    raw = Handles(component: component, linker: linker)
    let root = wasmtime_component_linker_root(linker)
    defer { wasmtime_component_linker_instance_delete(root) }
    for interface in type.imports { try define(interface, in: root) }
  }

  /// Who makes the resources of a call.
  enum Side {
    /// The guest calls: its imports know nothing of what it exports.
    case imports
    /// The guest is called: what it exports goes before what it imports by the same name.
    case exports
  }

  /// The number that stands for a resource type of the host; nil for one of the guest.
  func hostNumber(of resource: ValueType.Resource, _ side: Side) -> UInt32? {
    side == .exports && guestResources.contains(resource) ? nil : hostResources[resource]
  }

  /// Where a function stands among the exports; those that drop resources stand in an interface of
  /// their own.
  func place(
    of function: FunctionType, in interface: String?
  ) throws(Trap) -> (interface: String?, name: String) {
    guard function.isDrop else { return (interface, function.name) }
    guard let resource = function.resourceName,
      let name = drops[.init(name: resource, interface: interface)]
    else {
      throw Trap(
        kind: .arguments,
        message: "`\(function.name)`: the component was loaded without a way to drop resources")
    }
    return (ResourceDropWrapper.interface, name)
  }

  deinit {
    wasmtime_component_linker_delete(raw.linker)
    wasmtime_component_delete(raw.component)
  }

  private func define(
    _ interface: InterfaceType, in root: OpaquePointer
  ) throws(EngineError) {
    guard let name = interface.name else {
      try defineItems(of: interface, in: root)
      return
    }
    var instance: OpaquePointer?
    try check(
      wasmtime_component_linker_instance_add_instance(root, name, name.utf8.count, &instance))
    guard let instance else { throw .invalidComponent("`\(name)` cannot be bound") }
    defer { wasmtime_component_linker_instance_delete(instance) }
    try defineItems(of: interface, in: instance)
  }

  private func defineItems(
    of interface: InterfaceType, in instance: OpaquePointer
  ) throws(EngineError) {
    for name in interface.resources {
      try define(
        ValueType.Resource(name: name, interface: interface.name), as: name, in: instance)
    }
    for used in interface.usedResources { try define(used.original, as: used.name, in: instance) }
    for function in interface.functions {
      let binding = ImportBinding(
        name: ImportName(interface: interface.name ?? "", function: function.name), type: function)
      try check(
        wasmtime_component_linker_instance_add_func_async(
          instance, function.name, function.name.utf8.count, importCallback,
          Unmanaged.passRetained(binding).toOpaque(), releaseBinding))
    }
  }

  /// An interface that `use`s a resource defines it again, as the same type.
  private func define(
    _ resource: ValueType.Resource, as name: String, in instance: OpaquePointer
  ) throws(EngineError) {
    guard let number = hostResources[resource] else {
      throw .invalidComponent("the resource `\(name)` comes from an interface that is not imported")
    }
    let type = wasmtime_component_resource_type_new_host(number)
    defer { wasmtime_component_resource_type_delete(type) }
    let binding = ResourceBinding(resource: resource)
    try check(
      wasmtime_component_linker_instance_add_resource(
        instance, name, name.utf8.count, type, dropCallback,
        Unmanaged.passRetained(binding).toOpaque(), releaseBinding))
  }

  private func check(_ error: OpaquePointer?) throws(EngineError) {
    if let error { throw .invalidComponent(Trap(taking: error).message) }
  }
}

/// What an import's callback needs to know; owned by the linker.
final class ImportBinding: Sendable {
  let name: ImportName
  let type: FunctionType

  init(name: ImportName, type: FunctionType) {
    self.name = name
    self.type = type
  }
}

final class ResourceBinding: Sendable {
  let resource: ValueType.Resource

  init(resource: ValueType.Resource) {
    self.resource = resource
  }
}

private let releaseBinding: wasmtime_finalizer_t = { data in
  if let data { Unmanaged<AnyObject>.fromOpaque(data).release() }
}

/// The guest has dropped a resource of the host.
private let dropCallback: wasmtime_component_resource_destructor_t = { data, context, number in
  guard let data, let instance = ComponentInstance.of(context) else { return nil }
  let binding = Unmanaged<ResourceBinding>.fromOpaque(data).takeUnretainedValue()
  do {
    try instance.host.drop(
      interface: binding.resource.interface ?? "", resource: binding.resource.name, number: number)
    return nil
  } catch {
    return wasmtime_error_new("\(error)")
  }
}
