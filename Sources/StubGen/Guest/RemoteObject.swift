/// A class of the stub whose objects stand for resources of remote workers and are sent to workers.
///
/// For the caller such an object has a handle of this component; on the way to a worker it is the
/// handle that the worker has given.
protocol RemoteObject: AnyObject {
  var remote: RemoteResource { get }

  init(remote handle: RemoteHandle)

  func exportedHandle() -> Int32
  static func taken(_ handle: Int32) -> Self
  static func borrowed(_ address: Int32) -> Self
}

/// A resource that changes hands.
struct Owned<Object: RemoteObject>: ComponentValue {
  var object: Object

  static var layout: ComponentLayout { Int32.layout }

  init(_ object: Object) {
    self.object = object
  }

  init(from decoder: inout some ComponentDecoder) {
    if let handle = decoder.remoteHandle() {
      object = Object(remote: handle)
    } else {
      object = Object.taken(Int32(from: &decoder))
    }
  }

  func encode(to encoder: inout some ComponentEncoder) {
    if encoder.remoteHandle(object.remote.handle) {
      object.remote.giveUp()
    } else {
      object.exportedHandle().encode(to: &encoder)
    }
  }
}

/// A resource that is lent for a call.
struct Borrowed<Object: RemoteObject>: ComponentValue {
  var object: Object

  static var layout: ComponentLayout { Int32.layout }

  init(_ object: Object) {
    self.object = object
  }

  init(from decoder: inout some ComponentDecoder) {
    object = Object.borrowed(Int32(from: &decoder))
  }

  func encode(to encoder: inout some ComponentEncoder) {
    if !encoder.remoteHandle(object.remote.handle) {
      fatalError("a lent resource is not given back")
    }
  }
}
