/// An index into one of the graph's arenas; the phantom type keeps the arenas apart.
package struct ID<Element>: Hashable, Sendable {
  package var index: Int32

  package init(index: Int) {
    self.index = Int32(index)
  }
}

package typealias PackageID = ID<Package>
package typealias InterfaceID = ID<Interface>
package typealias WorldID = ID<World>
package typealias TypeID = ID<TypeDefinition>

/// Packages with all their names resolved: one immutable value that any thread may read.
///
/// Text (`resolve`) and binaries (`Component`'s decoder) both end here, so that everything after
/// it (printer, stub generator, forms, composer's explanations) does not ask where a package came
/// from.
package struct PackageGraph: Hashable, Sendable {
  /// In dependency order: a package comes after those it uses.
  package var packages: [Package] = []
  package var interfaces: [Interface] = []
  package var worlds: [World] = []
  package var types: [TypeDefinition] = []

  package init() {}

  // Without `_modify` a change in place would copy the element's arrays. `_read` would spare copies
  // too, but the compiler (6.3.1) ends such a loan too early where a name is interpolated in a
  // closure: the string is read when it is gone.

  package subscript(id: PackageID) -> Package {
    get { packages[Int(id.index)] }
    _modify { yield &packages[Int(id.index)] }
  }

  package subscript(id: InterfaceID) -> Interface {
    get { interfaces[Int(id.index)] }
    _modify { yield &interfaces[Int(id.index)] }
  }

  package subscript(id: WorldID) -> World {
    get { worlds[Int(id.index)] }
    _modify { yield &worlds[Int(id.index)] }
  }

  package subscript(id: TypeID) -> TypeDefinition {
    get { types[Int(id.index)] }
    _modify { yield &types[Int(id.index)] }
  }
}

/// A package: what its files, or a binary, declare under one name.
package struct Package: Hashable, Sendable {
  package var name: PackageName
  /// In the order of declaration (files in the order of their names).
  package var interfaces: [InterfaceID]
  package var worlds: [WorldID]
  package var attributes: Attributes

  package init(
    name: PackageName, interfaces: [InterfaceID] = [], worlds: [WorldID] = [],
    attributes: Attributes = Attributes()
  ) {
    self.name = name
    self.interfaces = interfaces
    self.worlds = worlds
    self.attributes = attributes
  }
}

/// An interface: named in a package, or inline in a world (`name` is nil then).
package struct Interface: Hashable, Sendable {
  package var name: String?
  package var package: PackageID
  /// In the order of declaration, `use`d ones at their place.
  package var types: [TypeID]
  package var functions: [Function]
  package var attributes: Attributes

  package init(
    name: String?, package: PackageID, types: [TypeID] = [], functions: [Function] = [],
    attributes: Attributes = Attributes()
  ) {
    self.name = name
    self.package = package
    self.types = types
    self.functions = functions
    self.attributes = attributes
  }
}

/// A world, elaborated: `include`s are expanded and the interfaces that its items use are imports.
package struct World: Hashable, Sendable {
  package var name: String
  package var package: PackageID
  package var imports: [WorldItem]
  package var exports: [WorldItem]
  package var attributes: Attributes

  package init(
    name: String, package: PackageID, imports: [WorldItem] = [], exports: [WorldItem] = [],
    attributes: Attributes = Attributes()
  ) {
    self.name = name
    self.package = package
    self.imports = imports
    self.exports = exports
    self.attributes = attributes
  }
}

/// One import or export of a world.
package struct WorldItem: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case interface(InterfaceID)
    case function(Function)
    /// A type that the world itself declares or `use`s; it stands among the imports.
    case type(TypeID)
  }

  /// The plain name of a function, type or inline interface, or the label of `label: path`;
  /// nil for an interface that stands under its own id.
  package var name: String?
  package var content: Content
  package var attributes: Attributes

  package init(name: String?, content: Content, attributes: Attributes = Attributes()) {
    self.name = name
    self.content = content
    self.attributes = attributes
  }
}

/// A function, freestanding or a member of a resource.
package struct Function: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case freestanding
    /// The first parameter is `self: borrow<resource>`.
    case method(TypeID)
    case `static`(TypeID)
    /// The result is the resource, or a `result` whose ok type it is.
    case constructor(TypeID)
  }

  /// As binaries spell it: `f`, `[method]r.m`, `[static]r.m`, `[constructor]r`.
  package var name: String
  package var kind: Kind
  package var isAsync: Bool
  package var parameters: [Parameter]
  package var result: Type?
  package var attributes: Attributes

  package init(
    name: String, kind: Kind = .freestanding, isAsync: Bool = false, parameters: [Parameter] = [],
    result: Type? = nil, attributes: Attributes = Attributes()
  ) {
    self.name = name
    self.kind = kind
    self.isAsync = isAsync
    self.parameters = parameters
    self.result = result
    self.attributes = attributes
  }
}

/// A parameter of a function.
package struct Parameter: Hashable, Sendable {
  package var name: String
  package var type: Type

  package init(name: String, type: Type) {
    self.name = name
    self.type = type
  }
}

extension PackageGraph {
  /// The id that imports and exports carry: `ns:package/interface@version`; nil when inline.
  package func identifier(of id: InterfaceID) -> String? {
    self[id].name.map { qualified($0, in: self[id].package) }
  }

  /// `ns:package/world@version`.
  package func identifier(of id: WorldID) -> String {
    qualified(self[id].name, in: self[id].package)
  }

  private func qualified(_ name: String, in id: PackageID) -> String {
    let package = self[id].name
    return "\(package.namespace):\(package.name)/\(name)"
      + (package.version.map { "@\($0)" } ?? "")
  }

  /// The name an import or export goes by in a binary.
  package func key(of item: WorldItem) -> String {
    if let name = item.name { return name }
    if case .interface(let id) = item.content, let identifier = identifier(of: id) {
      return identifier
    }
    preconditionFailure("an item without a name is an interface with an id")
  }

  /// Where a chain of aliases ends: the definition that is not an alias of another definition.
  package func root(of id: TypeID) -> TypeID {
    var current = id
    while case .alias(.named(let next)) = self[current].kind { current = next }
    return current
  }

  /// Whether the definition is a resource, or an alias that ends at one.
  package func isResource(_ id: TypeID) -> Bool {
    self[root(of: id)].kind == .resource
  }
}
