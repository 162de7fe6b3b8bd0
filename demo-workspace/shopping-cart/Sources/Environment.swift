/// The variables that the worker was started with.
enum Environment {
  static func value(of name: String) -> String? {
    WASI.CLI.Environment.getEnvironment().first { $0.0 == name }?.1
  }
}
