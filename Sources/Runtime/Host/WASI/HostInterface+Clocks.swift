import Component

// wasi:clocks. What the clocks say is recorded, and so are the deadlines that are counted from now:
// a worker that is restored in its sleep wakes when it would have.
extension HostInterface {
  static let clocks: [HostInterface] = [
    HostInterface(
      "wasi:clocks/wall-clock",
      [
        "now": { call, host in try await host.record(call) { .datetime(GuestClock.wall) } },
        "resolution": { _, _ in .datetime(1) },
      ]),
    HostInterface(
      "wasi:clocks/monotonic-clock",
      [
        "now": { call, host in .u64(try await host.instant(call)) },
        "resolution": { _, _ in .u64(1) },
        "subscribe-instant": { call, host in
          try host.resources.insert(Pollable(.from(try call.u64(0))))
        },
        "subscribe-duration": { call, host in
          let duration = try call.u64(0)
          let (deadline, isOver) = try await host.instant(call).addingReportingOverflow(duration)
          return try host.resources.insert(Pollable(.from(isOver ? .max : deadline)))
        },
      ]),
  ]
}

extension GuestHost {
  /// The guest's monotonic clock, not recorded.
  var now: UInt64 { max(GuestClock.monotonic, latestInstant) }

  fileprivate func instant(_ call: HostCall) async throws -> UInt64 {
    let value = try await record(call, request: call.arguments) { .u64(now) }
    guard case .u64(let instant) = value else {
      throw HostError("the journal's result for \(call.name.function) is no instant")
    }
    latestInstant = max(latestInstant, instant)
    return instant
  }
}

extension Value {
  /// `wasi:clocks/wall-clock.datetime` of nanoseconds since 1970.
  static func datetime(_ nanoseconds: UInt64) -> Value {
    .record([
      "seconds": .u64(nanoseconds / 1_000_000_000),
      "nanoseconds": .u32(UInt32(nanoseconds % 1_000_000_000)),
    ])
  }
}
