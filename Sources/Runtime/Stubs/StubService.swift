package import Component

/// An interface of stubs, served from the WIT of the template that its calls are for: a component
/// that imports it runs before a stub is composed with it.
///
/// Plain values: who makes stubs says here what each of a stub's functions does, and with what types.
package struct StubService: Hashable, Sendable {
  /// What a function of the stub does; names are those by which the worker is called.
  package enum Call: Hashable, Sendable {
    /// A constructor that only keeps where the worker is.
    case open
    /// A constructor that makes the resource in the worker.
    case make(String)
    /// A call that waits for its result.
    case invoke(String)
    /// A call that is not waited for.
    case send(String)
    /// A call whose result is a future, a resource of the stub.
    case begin(String)
    case subscribe, get
  }

  package struct Function: Hashable, Sendable {
    /// As the stub has it, under the name that binaries use.
    package var type: FunctionType
    package var call: Call

    package init(type: FunctionType, call: Call) {
      self.type = type
      self.call = call
    }
  }

  /// As it is imported: `shopping:purchase-history-stub/stub-purchase-history`.
  package var interface: String
  /// The template whose workers are called, by its name.
  package var target: String
  package var functions: [String: Function]
  /// Functions of the stub that cannot be called as the target is now, and why.
  package var absent: [String: String] = [:]
  /// The target's resources as the stub has them, each with the remote name of what drops it.
  package var drops: [String: String]
  /// Whether a call that fails is told of in the results (`result<T, rpc-error>`), or traps.
  package var givesErrors: Bool

  package init(
    interface: String, target: String, functions: [Function], drops: [String: String],
    givesErrors: Bool
  ) {
    self.interface = interface
    self.target = target
    self.functions = Dictionary(functions.map { ($0.type.name, $0) }) { first, _ in first }
    self.drops = drops
    self.givesErrors = givesErrors
  }

  /// The name by which a function calls the worker; nil where it only answers for itself.
  package func remoteName(of function: String) -> String? {
    switch functions[function]?.call {
    case .make(let name), .invoke(let name), .send(let name), .begin(let name): name
    case .open, .subscribe, .get, nil: nil
    }
  }

  /// What an import of the interface asks for and the stub has not, or has otherwise: by the
  /// function's name, each a sentence's end.
  package func differences(from wanted: InterfaceType) -> [(function: String, text: String)] {
    wanted.functions.compactMap { function in
      if let reason = absent[function.name] { return (function.name, reason) }
      guard let own = functions[function.name] else {
        return (function.name, "a stub of `\(target)` has no such function")
      }
      return function.difference(from: own.type).map { (function.name, $0) }
    }
  }
}

/// Who would serve an import that looks like a stub's interface.
package enum StubOffer: Hashable, Sendable {
  case service(StubService)
  /// Nobody, though somebody could be meant; why.
  case refused(String)
}

/// Finds who serves a stub's interface, for a component of a template; nil where it is no stub's.
///
/// It is asked for what a component imports when that is known: an old version of a template may
/// import something else than its file does now.
package typealias StubSource =
  @Sendable (_ wanted: InterfaceType, _ caller: String?) -> StubOffer?
