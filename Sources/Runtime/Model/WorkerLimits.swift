import Component

/// How much each worker of a template may take: the manifest's `limits` table.
package struct WorkerLimits: Hashable, Sendable {
  /// Of all its linear memories together.
  package var memoryBytes: Int
  package var stackBytes: Int
  package static var stackBytesRange: ClosedRange<Int> { Limits.guestStackBytesRange }
  /// For one call, the time in which its guest waits for nothing; nil where there is no limit.
  package var seconds: Double?
  /// Of what one call writes and logs: what comes after is not kept.
  package var logLines: Int
  package var logBytes: Int
  /// Of the arguments of a call together, and of its result.
  package var payloadBytes: Int

  package init(
    memoryBytes: Int = Limits.guestMemoryBytesMax, stackBytes: Int = Limits.guestStackBytes,
    seconds: Double? = nil, logLines: Int = Limits.callLogLinesMax,
    logBytes: Int = Limits.callLogBytesMax, payloadBytes: Int = Limits.valueBytesMax
  ) {
    self.memoryBytes = memoryBytes
    self.stackBytes = stackBytes
    self.seconds = seconds
    self.logLines = logLines
    self.logBytes = logBytes
    self.payloadBytes = payloadBytes
  }
}

extension WorkerLimits {
  var payloadRefusal: String {
    "more than the \(ByteCount.text(payloadBytes)) of one call: "
      + "`limits.payload` of its template allows more"
  }
}

extension Value {
  /// What a value holds, without the names of its type.
  var payloadBytes: Int {
    switch self {
    case .bool, .u8, .s8: 1
    case .u16, .s16: 2
    case .u32, .s32, .f32, .char: 4
    case .u64, .s64, .f64: 8
    case .string(let text), .enum(let text): text.utf8.count
    case .flags(let names): names.count
    case .list(let items), .tuple(let items): items.reduce(0) { $0 + $1.payloadBytes }
    case .record(let fields): fields.reduce(0) { $0 + $1.value.payloadBytes }
    case .map(let entries):
      entries.reduce(0) { $0 + $1.key.payloadBytes + $1.value.payloadBytes }
    case .variant(_, let payload): 1 + (payload?.payloadBytes ?? 0)
    case .option(let item), .ok(let item), .error(let item): 1 + (item?.payloadBytes ?? 0)
    case .resource: 8
    }
  }
}

/// A number of bytes as people write it.
package enum ByteCount {
  private static let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)]

  /// `512 MiB`; a number that is no whole count of a larger unit stays what it is.
  package static func text(_ bytes: Int) -> String {
    for (name, shift) in units where bytes > 0 && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift) \(name)"
    }
    return "\(bytes) bytes"
  }

  /// Reads `1GiB`, `64 KiB`, `1048576`; nil where that is no number of bytes.
  package static func parse(_ text: String) -> Int? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, let number = Int(digits) else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    if unit.isEmpty || unit == "B" { return number }
    guard let shift = units.first(where: { $0.0 == unit })?.1 else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
  }
}
