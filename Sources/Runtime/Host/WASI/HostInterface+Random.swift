import Component

// wasi:random. All of it is the system's good randomness; recorded.
extension HostInterface {
  static let random: [HostInterface] = [
    HostInterface(
      "wasi:random/random",
      ["get-random-bytes": randomBytes, "get-random-u64": randomNumber]),
    HostInterface(
      "wasi:random/insecure",
      ["get-insecure-random-bytes": randomBytes, "get-insecure-random-u64": randomNumber]),
    HostInterface(
      "wasi:random/insecure-seed",
      [
        "insecure-seed": { call, host in
          try await host.record(call) { .tuple([.u64(anyNumber()), .u64(anyNumber())]) }
        }
      ]),
  ]

  private static let randomBytes: Function = { call, host in
    let count = try call.u64(0)
    guard count <= Limits.randomBytesMax else {
      throw HostError(
        "\(count) random bytes at once are too many: \(Limits.randomBytesMax) at most")
    }
    return try await host.record(call, request: call.arguments) {
      var generator = SystemRandomNumberGenerator()
      return .list((0..<count).map { _ in .u8(.random(in: 0...255, using: &generator)) })
    }
  }

  private static let randomNumber: Function = { call, host in
    try await host.record(call) { .u64(anyNumber()) }
  }

  private static func anyNumber() -> UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}
