package import Component

/// Serves a guest's imports: WASI 0.2 here, other interfaces by extensions.
///
/// One for each instance; it lives inside the worker's actor. Everything that a guest can do to the
/// world, or learn of it, passes `call`.
package final class GuestHost: ImportHost {
  /// What a guest is started with.
  package struct Settings {
    package var arguments: [String]
    package var environment: [EnvironmentVariable]
    /// What the guest sees as `/`; nil where it has no files.
    var folder: WorkerFolder?

    package init(arguments: [String] = [], environment: [EnvironmentVariable] = []) {
      self.arguments = arguments
      self.environment = environment
    }
  }

  package let settings: Settings
  package let journal: any HostJournal
  package let stop: StopSwitch
  package var resources = ResourceTable()
  /// Whether the guest is put away while it waits for long, to be made again from its journal. Not
  /// while its start code runs: there is no guest yet that could wait.
  var isPutAway = false
  let output: any GuestOutput
  let standardOutput = LineBuffer(source: .stdout)
  let standardError = LineBuffer(source: .stderr)
  /// The latest instant that the guest has seen; its monotonic clock never falls behind it.
  var latestInstant: UInt64 = 0
  private let extensions: [any HostExtension]
  /// Who serves which interface, filled as guests ask.
  private var routes: [String: Route] = [:]

  private enum Route {
    case wasi(HostInterface)
    case byExtension(any HostExtension)
  }

  package init(
    settings: Settings = Settings(), journal: any HostJournal, output: any GuestOutput,
    stop: StopSwitch, extensions: [any HostExtension] = []
  ) {
    self.settings = settings
    self.journal = journal
    self.output = output
    self.stop = stop
    self.extensions = extensions
  }

  package var isReplaying: Bool { journal.isReplaying }

  package func call(
    _ name: ImportName, type: FunctionType, arguments: [Value]
  ) async throws -> Value? {
    defer { takeOver(arguments, type) }
    if !isSettled { try await settle() }
    switch try route(name.interface) {
    case .wasi(let interface):
      guard let function = interface.functions[name.function] ?? interface.fallback else {
        throw HostError("\(name.interface) has no function \(name.function) here")
      }
      return try await function(HostCall(name: name, type: type, arguments: arguments), self)
    case .byExtension(let server):
      return try await server.call(name, type: type, arguments: arguments, on: self)
    }
  }

  package func drop(interface: String, resource: String, number: UInt32) {
    resources.remove(number)?.dropped()
  }

  /// Whether all is done that the guest's drops ask for: a drop itself cannot wait for anything.
  private var isSettled: Bool { !extensions.contains(where: \.isOwing) }

  private func settle() async throws {
    for server in extensions where server.isOwing { try await server.settle(on: self) }
  }

  /// Does what the guest's last drops ask for: call it when an invocation is over.
  func settleAtEnd() async throws(Trap) {
    guard !isSettled else { return }
    do {
      try await settle()
    } catch let trap as Trap {
      throw trap
    } catch {
      throw Trap(kind: .host, message: "what the guest has dropped cannot be dropped: \(error)")
    }
  }

  /// Gives out what was printed without a line feed at its end: call it when an invocation is over.
  package func flushOutput() throws {
    for buffer in [standardOutput, standardError] { try emit(buffer.flush()) }
  }

  func emit(_ lines: [LogLine]) throws {
    for line in lines { try output.write(line) }
  }

  private func route(_ interface: String) throws(HostError) -> Route {
    if let known = routes[interface] { return known }
    let route: Route
    if let server = extensions.first(where: { $0.serves(interface) }) {
      route = .byExtension(server)
    } else if let served = HostInterface.named(interface) {
      route = .wasi(served)
    } else {
      throw HostError("nobody serves \(interface) here")
    }
    routes[interface] = route
    return route
  }

  /// An own handle that a guest passes is gone for it.
  private func takeOver(_ arguments: [Value], _ type: FunctionType) {
    for (argument, parameter) in zip(arguments, type.parameters) {
      guard case .own = parameter.type, case .resource(let handle) = argument else { continue }
      resources.remove(UInt32(truncatingIfNeeded: handle.id))
    }
  }
}

extension GuestHost {
  /// What a component imports and nobody serves: interfaces, and functions that are unknown in a
  /// served one. Ask before instantiating; empty when the component can run.
  package static func unserved(
    by component: ComponentType, extensions: [any HostExtension.Type] = [],
    stubs: (InterfaceType) -> StubOffer? = { _ in nil }
  ) -> [UnservedImport] {
    services(for: component, extensions: extensions, stubs: stubs).compactMap { service in
      guard service.servedBy == nil || !service.missing.isEmpty else { return nil }
      return UnservedImport(
        name: service.name, functions: service.missing, reasons: service.reasons)
    }
  }

  /// Who serves each import of a component; interfaces of types alone need nobody and are left out.
  static func services(
    for component: ComponentType, extensions: [any HostExtension.Type],
    stubs: (InterfaceType) -> StubOffer? = { _ in nil }
  ) -> [ImportService] {
    component.imports.flatMap { interface -> [ImportService] in
      guard let name = interface.name else {
        return (interface.functions.map(\.name) + interface.resources)
          .map { ImportService(name: $0, missing: []) }
      }
      guard !interface.functions.isEmpty || !interface.resources.isEmpty else { return [] }
      var service = ImportService(name: name, missing: [])
      var known: Set<String>? = []
      if let (title, functions) = extensions.firstNonNil({ server in
        server.functions(of: name).map { (server.title, $0) }
      }) {
        service.servedBy = title
        known = functions
      } else if let served = HostInterface.named(name) {
        service.servedBy = "this runtime (WASI)"
        known = served.fallback == nil ? Set(served.functions.keys) : nil
      } else if let offer = stubs(interface) {
        service.take(offer, for: interface)
        return [service]
      }
      if let known {
        service.missing = interface.functions.map(\.name).filter { !known.contains($0) }
      }
      return [service]
    }
  }

  /// The result of a call that its arguments do not determine.
  func record(
    _ call: HostCall, request: [Value] = [], live: () async throws -> Value
  ) async throws -> Value {
    guard let value = try await journal.record(call.name, request: request, live: live) else {
      throw HostError("the journal has no result for \(call.name.function)")
    }
    return value
  }
}

extension Sequence {
  /// The first result that is one.
  fileprivate func firstNonNil<Result>(_ transform: (Element) -> Result?) -> Result? {
    for element in self {
      if let result = transform(element) { return result }
    }
    return nil
  }
}
