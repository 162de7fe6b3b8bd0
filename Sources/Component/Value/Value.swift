/// A value of the component model, with the names that its type gives it.
///
/// It carries no type: `ValueType` says what it must look like, `check` whether it does. Cases that
/// hold another value, or much, are boxed; a list of numbers is one piece of memory.
/// (Component Model, Explainer.md, "Type definitions".)
package enum Value: Hashable, Sendable {
  case bool(Bool)
  case u8(UInt8), u16(UInt16), u32(UInt32), u64(UInt64)
  case s8(Int8), s16(Int16), s32(Int32), s64(Int64)
  case f32(Float), f64(Double)
  case char(Unicode.Scalar)
  case string(String)
  /// A list, of any length or of a fixed one.
  case list([Value])
  case map([MapEntry])
  /// In the order of the type's fields.
  case record([FieldValue])
  case tuple([Value])
  indirect case variant(name: String, payload: Value?)
  case `enum`(String)
  /// The flags that are set, in the order of the type.
  case flags([String])
  indirect case option(Value?)
  indirect case ok(Value?)
  indirect case error(Value?)
  indirect case resource(ResourceHandle)

  package struct FieldValue: Hashable, Sendable {
    package var name: String
    package var value: Value

    package init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  package struct MapEntry: Hashable, Sendable {
    package var key: Value
    package var value: Value

    package init(key: Value, value: Value) {
      self.key = key
      self.value = value
    }
  }
}

/// A resource of a worker, named so that it can leave the worker and come back.
package struct ResourceHandle: Hashable, Sendable {
  /// The worker that owns the resource, as `worker://TEMPLATE/NAME`; empty inside that worker.
  package var uri: String
  /// The number that the owner gave it.
  package var id: UInt64

  package init(uri: String, id: UInt64) {
    self.uri = uri
    self.id = id
  }

  /// As people write it: `worker://TEMPLATE/NAME/7`, or the number alone.
  package init?(_ text: String) {
    let slash = text.lastIndex(of: "/")
    let digits = slash.map { text[text.index(after: $0)...] } ?? text[...]
    guard let id = UInt64(digits), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.init(uri: slash.map { String(text[..<$0]) } ?? "", id: id)
  }

  package var text: String { uri.isEmpty ? "\(id)" : "\(uri)/\(id)" }
}
