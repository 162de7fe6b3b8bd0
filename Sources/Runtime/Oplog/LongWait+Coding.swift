import Component

extension LongWait {
  var value: Value {
    switch self {
    case .until(let instant): .variant(name: "until", payload: .u64(instant))
    case .promise(let index): .variant(name: "promise", payload: .u64(UInt64(index)))
    }
  }

  init(_ value: Value) throws(ValueCodingError) {
    switch value {
    case .variant(name: "until", payload: .u64(let instant)?): self = .until(instant)
    case .variant(name: "promise", payload: .u64(let index)?):
      self = .promise(Int(clamping: index))
    default: throw ValueCodingError(offset: 0, message: "expected what is waited for")
    }
  }
}
