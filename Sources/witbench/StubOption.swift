import ArgumentParser
import StubGen

/// What the commands that make stubs have in common.
struct StubOption: ParsableArguments {
  @Option(
    help: """
      Whose stub WIT: the first generator's (seed, unless told), or that of Golem 1.0 and 1.1.
      """)
  var style: StubStyle?

  @Option(
    help: """
      What a failed call does: trap the caller (unless told), or give it a result to look at.
      """)
  var errors: StubErrors?

  /// Says that an option of the original, which made Rust, does nothing here.
  static func ignored(_ name: String, _ value: String?) {
    if value != nil { complain("note: \(name) has no meaning here: stubs are Swift, not a crate") }
  }

  /// What was not told is as in `usual`.
  func options(usual: StubOptions = StubOptions()) -> StubOptions {
    StubOptions(style: style ?? usual.style, errors: errors ?? usual.errors)
  }
}

extension StubStyle: ExpressibleByArgument {}
extension StubErrors: ExpressibleByArgument {}
