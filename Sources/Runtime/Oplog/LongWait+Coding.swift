import Component

extension LongWait {
  var value: Value {
    switch self {
    case .until(let instant): .variant(name: "until", payload: .u64(instant))
    case .promise(let index): .variant(name: "promise", payload: .u64(UInt64(index)))
    case .request: .variant(name: "request", payload: nil)
    }
  }

  init(_ value: Value) throws(ValueCodingError) {
    switch value {
    case .variant(name: "until", payload: .u64(let instant)?): self = .until(instant)
    case .variant(name: "promise", payload: .u64(let index)?):
      self = .promise(Int(clamping: index))
    case .variant(name: "request", payload: nil): self = .request
    default: throw ValueCodingError(offset: 0, message: "expected what is waited for")
    }
  }
}
