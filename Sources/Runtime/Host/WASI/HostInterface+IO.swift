import Component

// wasi:io: errors, pollables, streams. Which pollables were ready is recorded, so that a replay
// waits for nothing; streams are recorded where they come from, not here.
extension HostInterface {
  static let io: [HostInterface] = [
    HostInterface(
      "wasi:io/error",
      [
        "[method]error.to-debug-string": { call, host in
          .string(try host.resources.find(call[0], as: StreamFailure.self).text)
        }
      ]),
    HostInterface(
      "wasi:io/poll",
      [
        "poll": { call, host in
          let pollables = try call.list(0).map { try host.resources.find($0, as: Pollable.self) }
          guard !pollables.isEmpty else { throw HostError("poll needs something to wait for") }
          return try await host.record(call, request: [.u32(UInt32(pollables.count))]) {
            .list(try await host.ready(of: pollables).map { .u32(UInt32($0)) })
          }
        },
        "[method]pollable.ready": { call, host in
          let pollable: Pollable = try host.resources.find(call[0])
          return try await host.record(call) { .bool(pollable.isReady(at: host.now)) }
        },
        "[method]pollable.block": { call, host in
          let pollable: Pollable = try host.resources.find(call[0])
          return try await host.journal.record(call.name, request: []) {
            _ = try await host.ready(of: [pollable])
            return nil
          }
        },
      ]),
    HostInterface("wasi:io/streams", inputStreams.merging(outputStreams) { first, _ in first }),
  ]

  private static let inputStreams: [String: Function] = [
    "[method]input-stream.read": read,
    "[method]input-stream.blocking-read": read,
    "[method]input-stream.skip": skip,
    "[method]input-stream.blocking-skip": skip,
    "[method]input-stream.subscribe": alwaysReady,
  ]

  private static let outputStreams: [String: Function] = [
    "[method]output-stream.check-write": { _, _ in .ok(.u64(Limits.streamBytesMax)) },
    "[method]output-stream.write": write,
    "[method]output-stream.blocking-write-and-flush": write,
    "[method]output-stream.write-zeroes": writeZeroes,
    "[method]output-stream.blocking-write-zeroes-and-flush": writeZeroes,
    "[method]output-stream.flush": { _, _ in .ok(nil) },
    "[method]output-stream.blocking-flush": { _, _ in .ok(nil) },
    "[method]output-stream.subscribe": alwaysReady,
    "[method]output-stream.splice": splice,
    "[method]output-stream.blocking-splice": splice,
  ]

  private static let alwaysReady: Function = { _, host in
    try host.resources.insert(Pollable(.always))
  }

  private static let read: Function = { call, host in
    let stream: InputStream = try host.resources.find(call[0])
    let count = min(try call.u64(1), Limits.streamBytesMax)
    return try host.streamResult { .bytes(try stream.read(count)) }
  }

  private static let skip: Function = { call, host in
    let stream: InputStream = try host.resources.find(call[0])
    let count = min(try call.u64(1), Limits.streamBytesMax)
    return try host.streamResult { .u64(UInt64(try stream.read(count).count)) }
  }

  private static let write: Function = { call, host in
    let stream: OutputStream = try host.resources.find(call[0])
    let bytes = try call.bytes(1)
    return try host.streamResult {
      try stream.write(bytes, host)
      return nil
    }
  }

  private static let writeZeroes: Function = { call, host in
    let stream: OutputStream = try host.resources.find(call[0])
    let count = try call.u64(1)
    guard count <= Limits.streamBytesMax else {
      throw HostError("\(count) zeroes at once are more than check-write allows")
    }
    return try host.streamResult {
      try stream.write(Array(repeating: 0, count: Int(count)), host)
      return nil
    }
  }

  private static let splice: Function = { call, host in
    let target: OutputStream = try host.resources.find(call[0])
    let source: InputStream = try host.resources.find(call[1])
    let count = min(try call.u64(2), Limits.streamBytesMax)
    return try host.streamResult {
      let bytes = try source.read(count)
      try target.write(bytes, host)
      return .u64(UInt64(bytes.count))
    }
  }
}

extension GuestHost {
  /// Waits until at least one is ready; the places of those that are.
  fileprivate func ready(of pollables: [Pollable]) async throws -> [Int] {
    var mayWait = false
    // Where one of them is no answer of a worker, it may become ready by itself.
    let waits = pollables.compactMap(\.waiting)
    let waiting = waits.count == pollables.count ? waits.first : nil
    defer { if mayWait { waiting?.end() } }
    while true {
      let now = now
      let ready = pollables.indices.filter {
        pollables[$0].isReady(at: now) || pollables[$0].waiting?.isRefused == true
      }
      if !ready.isEmpty { return ready }
      // When the wait ends must survive the process, and may have been recorded just now.
      if !mayWait {
        try await journal.flush()
        guard waiting?.begin(among: waits) ?? true else { return [0] }
      }
      mayWait = true
      var signals: [ReadySignal] = []
      var deadline: UInt64?
      for pollable in pollables {
        switch pollable.condition {
        case .always: break
        case .from(let instant): deadline = min(deadline ?? .max, instant)
        case .when(let signal): signals.append(signal)
        }
      }
      if signals.isEmpty, let deadline { try putAway(until: deadline, now: now) }
      try await stop.wait(for: signals, atMost: deadline.map { Self.wait(from: now, to: $0) })
    }
  }

  /// Ends the guest where it only sleeps and will for long, if it may be put away.
  private func putAway(until deadline: UInt64, now: UInt64) throws(Trap) {
    guard isPutAway, !journal.isAtomic, deadline > now,
      deadline - now >= Limits.longSleepSeconds * 1_000_000_000
    else { return }
    throw Trap(kind: .waiting(.until(deadline)), message: "the guest sleeps")
  }

  /// A wait of at most a day: the clock is asked again then, and no sum overflows.
  private static func wait(from now: UInt64, to deadline: UInt64) -> Duration {
    .nanoseconds(Int64(min(deadline - now, 86_400_000_000_000)))
  }

  /// A result of `wasi:io/streams`: what went wrong in the stream is told to the guest.
  fileprivate func streamResult(_ body: () throws -> Value?) throws -> Value {
    do {
      return .ok(try body())
    } catch let error as StreamError {
      switch error {
      case .closed: return .error(.variant(name: "closed", payload: nil))
      case .failed(let failure):
        let resource = try resources.insert(failure)
        return .error(.variant(name: "last-operation-failed", payload: resource))
      }
    }
  }
}
