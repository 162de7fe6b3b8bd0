import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a subcommand ends, as scripts see it. Usage errors are 64, which the argument parser gives.
enum Status {
  /// The answer is no: errors found, call failed.
  static let no = ExitCode(1)
  /// It could not be tried: file, library, lock, terminal.
  static let couldNotTry = ExitCode(2)
}

/// Ends a subcommand with a sentence on stderr.
struct Refusal: Error {
  var code: ExitCode
  var text: String
}

/// Writes one line, or several, of the answer.
func answer(_ text: String) {
  write(text + "\n", to: STDOUT_FILENO)
}

/// Writes an answer that ends its own lines.
func answerText(_ text: String) {
  write(text, to: STDOUT_FILENO)
}

/// The same for an answer that need not be text.
func answerBytes(_ bytes: [UInt8]) {
  write(bytes, to: STDOUT_FILENO)
}

/// Writes what is not the answer.
func complain(_ text: String) {
  complainText(text + "\n")
}

/// The same for text that ends its own lines.
func complainText(_ text: String) {
  write(text, to: STDERR_FILENO)
}

private func write(_ text: String, to descriptor: Int32) {
  write(Array(text.utf8), to: descriptor)
}

private func write(_ all: [UInt8], to descriptor: Int32) {
  var bytes = all[...]
  while !bytes.isEmpty {
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 {
      if errno == EINTR { continue }
      // The reader went away (`| head`): there is nobody left to tell.
      exit(0)
    }
    bytes = bytes.dropFirst(written)
  }
}

/// Runs a subcommand's body: a refusal becomes its sentence and its exit status.
func conclude(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let refusal as Refusal {
    complain("witbench: \(refusal.text)")
    throw refusal.code
  }
}
