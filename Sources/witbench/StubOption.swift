import ArgumentParser
import StubGen

/// What the commands that make stubs have in common.
struct StubOption: ParsableArguments {
  @Option(help: "Whose stub WIT: the first generator's (seed), or that of Golem 1.0 and 1.1.")
  var style = StubStyle.seed

  @Option(help: "What a failed call does: trap the caller, or give it a result to look at.")
  var errors = StubErrors.trap

  /// Says that an option of the original, which made Rust, does nothing here.
  static func ignored(_ name: String, _ value: String?) {
    if value != nil { complain("note: \(name) has no meaning here: stubs are Swift, not a crate") }
  }

  var options: StubOptions { StubOptions(style: style, errors: errors) }
}

extension StubStyle: ExpressibleByArgument {}
extension StubErrors: ExpressibleByArgument {}
