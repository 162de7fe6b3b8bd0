import Component

// wasi:cli: arguments and environment, the three streams, exit. There is never a terminal.
extension HostInterface {
  static let cli: [HostInterface] = [
    HostInterface(
      "wasi:cli/environment",
      [
        "get-environment": { call, host in
          try await host.record(call) {
            .list(
              host.settings.environment.map { .tuple([.string($0.name), .string($0.value)]) })
          }
        },
        "get-arguments": { call, host in
          try await host.record(call) { .list(host.settings.arguments.map { .string($0) }) }
        },
        "initial-cwd": { _, _ in .option(nil) },
      ]),
    HostInterface(
      "wasi:cli/exit",
      [
        "exit": { call, _ in
          guard case .ok = try call[0] else { throw Trap.exit(isSuccess: false) }
          throw Trap.exit(isSuccess: true)
        },
        "exit-with-code": { call, _ in throw Trap.exit(isSuccess: try call[0] == .u8(0)) },
      ]),
    HostInterface(
      "wasi:cli/stdin",
      ["get-stdin": { _, host in try host.resources.insert(InputStream(.empty)) }]),
    HostInterface(
      "wasi:cli/stdout",
      [
        "get-stdout": { _, host in
          try host.resources.insert(OutputStream(.lines(host.standardOutput)))
        }
      ]),
    HostInterface(
      "wasi:cli/stderr",
      [
        "get-stderr": { _, host in
          try host.resources.insert(OutputStream(.lines(host.standardError)))
        }
      ]),
    HostInterface("wasi:cli/terminal-input", [:]),
    HostInterface("wasi:cli/terminal-output", [:]),
    HostInterface("wasi:cli/terminal-stdin", ["get-terminal-stdin": { _, _ in .option(nil) }]),
    HostInterface("wasi:cli/terminal-stdout", ["get-terminal-stdout": { _, _ in .option(nil) }]),
    HostInterface("wasi:cli/terminal-stderr", ["get-terminal-stderr": { _, _ in .option(nil) }]),
  ]

  // The levels are the names of the sources of log lines.
  static let logging = HostInterface(
    "wasi:logging/logging",
    [
      "log": { call, host in
        let source = LogLine.Source(rawValue: try call.label(0)) ?? .info
        let context = try call.string(1)
        let buffer = LineBuffer(source: source)
        let text = context.isEmpty ? try call.string(2) : "\(context): \(try call.string(2))"
        try host.emit(buffer.append(Array(text.utf8)) + buffer.flush())
        return nil
      }
    ])
}

extension Trap {
  static func exit(isSuccess: Bool) -> Trap {
    Trap(
      kind: .exit(isSuccess: isSuccess),
      message: isSuccess ? "the guest exited" : "the guest exited with a failure")
  }
}
