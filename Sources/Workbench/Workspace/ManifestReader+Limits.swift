import Runtime
import TOMLKit

// A template's `limits`.
extension ManifestReader {
  mutating func limits(_ table: TOMLTable, at path: [String]) -> WorkerLimits {
    expectKeys(["memory", "stack", "time", "log", "log-lines", "payload"], in: path)
    var limits = WorkerLimits()
    let memory = 64 << 10...4 << 30
    let size = 1 << 10...1 << 30
    if let bytes = bytes(table["memory"], at: path + ["memory"], in: memory) {
      limits.memoryBytes = bytes
    }
    if let bytes = bytes(table["stack"], at: path + ["stack"], in: WorkerLimits.stackBytesRange) {
      limits.stackBytes = bytes
    }
    if let bytes = bytes(table["log"], at: path + ["log"], in: size) { limits.logBytes = bytes }
    if let bytes = bytes(table["payload"], at: path + ["payload"], in: size) {
      limits.payloadBytes = bytes
    }
    if let lines = count(table["log-lines"], at: path + ["log-lines"]) { limits.logLines = lines }
    limits.seconds = seconds(table["time"], at: path + ["time"])
    return limits
  }

  private mutating func bytes(
    _ value: (any TOMLValueConvertible)?, at path: [String], in range: ClosedRange<Int>
  ) -> Int? {
    guard let text = string(value, at: path) else { return nil }
    guard let bytes = ByteCount.parse(text) else {
      refuse(path, "`\(text)` is no number of bytes: write it like \"64MiB\" or \"1GiB\"")
      return nil
    }
    guard range.contains(bytes) else {
      refuse(
        path,
        "`\(text)` is not between \(ByteCount.text(range.lowerBound)) and "
          + ByteCount.text(range.upperBound))
      return nil
    }
    return bytes
  }

  private mutating func seconds(
    _ value: (any TOMLValueConvertible)?, at path: [String]
  ) -> Double? {
    guard let text = string(value, at: path) else { return nil }
    let units = [("ms", 0.001), ("s", 1), ("min", 60), ("h", 3600)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Double(text.dropLast(unit.count)), number.isFinite, number > 0 else {
        continue
      }
      return number * factor
    }
    refuse(path, "`\(text)` is no time: write it like \"500ms\", \"10s\", \"5min\" or \"1h\"")
    return nil
  }

  private mutating func count(_ value: (any TOMLValueConvertible)?, at path: [String]) -> Int? {
    guard let value else { return nil }
    guard let number = value.int, number > 0 else {
      refuse(path, "expected a number above 0, found \(describe(value))")
      return nil
    }
    return number
  }
}
