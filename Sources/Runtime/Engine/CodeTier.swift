/// How a component is compiled: soon usable, or fast when it runs.
enum CodeTier: String, Hashable, Sendable {
  /// Cranelift without optimizations and with the simple register allocator: all features of the
  /// other tier and the same results, in a third of its time. (Winch takes half of that again, but
  /// refuses some features, and what it does not know may end the process.)
  case fast
  case optimized

  /// Processor time on a machine of 2024.
  var secondsPerByte: Double {
    switch self {
    case .fast: 0.12e-6
    case .optimized: 0.4e-6
    }
  }
}
