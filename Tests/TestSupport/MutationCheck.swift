import Component

/// What became of damaged binaries that were decoded, inspected and composed.
package struct MutationCheck: Sendable {
  package private(set) var mutants = 0
  /// Those of which the decoder read the header and the whole first section.
  package private(set) var pastFirstSection = 0
  package private(set) var decoded = 0
  package private(set) var inspected = 0
  package private(set) var composed = 0
  /// Sentences; what should not be.
  package private(set) var failures: [String] = []

  private let mutator: Mutator

  package init(_ mutator: Mutator) {
    self.mutator = mutator
  }

  package mutating func run(_ number: Int) {
    let bytes = mutator.mutant(number)
    mutants += 1
    if checked(number, bytes, { try BinaryWIT.decode(bytes) }) { decoded += 1 }
    if checked(number, bytes, { try ComponentInspection(bytes) }) { inspected += 1 }
    if isPastFirstSection(bytes) { pastFirstSection += 1 }
    compose(number, bytes)
  }

  package var text: String {
    let share = mutants == 0 ? 0 : pastFirstSection * 100 / mutants
    return """
      \(mutants) mutants of \(mutator.seedCount) binaries: \(pastFirstSection) (\(share)%) read past \
      header and first section, \(decoded) decoded, \(inspected) inspected, \(composed) composed, \
      \(failures.count) failures
      """
  }

  /// Whether it could be read. An error must name a byte of the file.
  private mutating func checked<Result>(
    _ number: Int, _ bytes: [UInt8], _ body: () throws -> Result
  ) -> Bool {
    do {
      let result = try body()
      if let inspection = result as? ComponentInspection {
        // What is shown and written of it must not fail either.
        _ = inspection.text
        _ = inspection.json.text
        if let problem = inspection.problem { check(problem, number, bytes) }
      }
      return true
    } catch let error as DecodeError {
      check(error, number, bytes)
    } catch {
      failures.append("mutant \(number): \(error)")
    }
    return false
  }

  private mutating func check(_ error: DecodeError, _ number: Int, _ bytes: [UInt8]) {
    guard error.text.contains("byte \(error.offset)"), (0...bytes.count).contains(error.offset)
    else {
      failures.append("mutant \(number): no place in \"\(error.text)\"")
      return
    }
  }

  private func isPastFirstSection(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 9 else { return false }
    var end = 9
    var size = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard end < bytes.count else { return false }
      size |= Int(bytes[end] & 0x7F) << shift
      end += 1
      if bytes[end - 1] & 0x80 == 0 { break }
    }
    do {
      _ = try BinaryWIT.decode(bytes)
      return true
    } catch {
      // Where the file ends early the section was cut, unless more came before.
      return error.offset >= end + size && end + size < bytes.count
    }
  }

  /// As the component that is composed, and as the one that it is composed with.
  private mutating func compose(_ number: Int, _ bytes: [UInt8]) {
    let mutant = CompositionPart(name: "mutant", bytes: bytes)
    let sound = CompositionPart(name: "sound", bytes: mutator.original(number))
    for (socket, plugs) in [(mutant, []), (mutant, [sound]), (sound, [mutant])] {
      do {
        _ = try Composition(socket: socket, plugs: plugs).encode()
        composed += 1
      } catch {
        if case .unreadable(_, let reason) = error, !reason.contains("byte "),
          !reason.contains("twice")
        {
          failures.append("mutant \(number): no place in \"\(reason)\"")
        }
      }
    }
  }
}
