/// A type that stands on its own: every alias followed, every definition written out.
///
/// Forms, WAVE, JSON, wit-values and the checks before a call are driven by it; it needs no graph
/// beside it. Types are never recursive in WIT, so the tree is finite.
package indirect enum ValueType: Hashable, Sendable {
  case bool
  case u8, u16, u32, u64
  case s8, s16, s32, s64
  case f32, f64
  case char, string
  case list(ValueType)
  case fixedLengthList(ValueType, count: UInt32)
  case map(key: ValueType, value: ValueType)
  case option(ValueType)
  case tuple([ValueType])
  case result(ok: ValueType?, error: ValueType?)
  case record(Record)
  case variant(Variant)
  case `enum`(Labels)
  case flags(Labels)
  case own(Resource)
  case borrow(Resource)
  /// `stream`, `future` and `error-context`: they can be shown, never typed in or stored.
  case unsupported(String)

  package struct Record: Hashable, Sendable {
    /// The WIT name; nil for what a binary left without one.
    package var name: String?
    package var fields: [Field]

    package init(name: String?, fields: [Field]) {
      self.name = name
      self.fields = fields
    }
  }

  package struct Field: Hashable, Sendable {
    package var name: String
    package var type: ValueType
    package var docs: String?

    package init(name: String, type: ValueType, docs: String? = nil) {
      self.name = name
      self.type = type
      self.docs = docs
    }
  }

  package struct Variant: Hashable, Sendable {
    package var name: String?
    package var cases: [Case]

    package init(name: String?, cases: [Case]) {
      self.name = name
      self.cases = cases
    }
  }

  package struct Case: Hashable, Sendable {
    package var name: String
    package var type: ValueType?
    package var docs: String?

    package init(name: String, type: ValueType?, docs: String? = nil) {
      self.name = name
      self.type = type
      self.docs = docs
    }
  }

  package struct Labels: Hashable, Sendable {
    package var name: String?
    package var labels: [String]

    package init(name: String?, labels: [String]) {
      self.name = name
      self.labels = labels
    }
  }

  package struct Resource: Hashable, Sendable {
    package var name: String
    /// The interface that declares it, as in imports and exports; nil in a world.
    package var interface: String?

    package init(name: String, interface: String?) {
      self.name = name
      self.interface = interface
    }
  }
}

/// A function's signature with its types written out.
package struct FunctionType: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var type: ValueType

    package init(name: String, type: ValueType) {
      self.name = name
      self.type = type
    }
  }

  /// As binaries spell it: `f`, `[method]r.m`, `[static]r.m`, `[constructor]r`.
  package var name: String
  package var parameters: [Parameter]
  package var result: ValueType?
  package var docs: String?

  package init(name: String, parameters: [Parameter], result: ValueType?, docs: String? = nil) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.docs = docs
  }
}

/// The functions that a component imports or exports under one name.
package struct InterfaceType: Hashable, Sendable {
  /// A resource that another interface declares, under the name it has here.
  package struct UsedResource: Hashable, Sendable {
    package var name: String
    package var original: ValueType.Resource

    package init(name: String, original: ValueType.Resource) {
      self.name = name
      self.original = original
    }
  }

  /// `ns:package/interface@version`, a plain name, or nil for the world's own functions.
  package var name: String?
  package var functions: [FunctionType]
  /// The resources declared here (not the `use`d ones), by name.
  package var resources: [String]
  package var usedResources: [UsedResource]

  package init(
    name: String?, functions: [FunctionType], resources: [String] = [],
    usedResources: [UsedResource] = []
  ) {
    self.name = name
    self.functions = functions
    self.resources = resources
    self.usedResources = usedResources
  }
}

/// All that a component asks for and offers, as the runtime needs it.
package struct ComponentType: Hashable, Sendable {
  package var imports: [InterfaceType]
  package var exports: [InterfaceType]

  package init(imports: [InterfaceType], exports: [InterfaceType]) {
    self.imports = imports
    self.exports = exports
  }
}
