import Foundation

/// What goes over the socket of the process that has a workspace's workers open: one message a line,
/// as JSON. The asker sends one, and gets reply frames until `end`.
enum OwnerMessage: Codable, Hashable, Sendable {
  case request(WorkerRequest)
  /// Somebody wants to own the workspace, who will be there for longer.
  case yield

  /// Raised when the messages change: processes of different versions do not talk.
  static let version = 1

  private struct Envelope: Codable {
    var version: Int
    var message: OwnerMessage
  }

  private struct Version: Codable {
    var version: Int
  }

  var line: [UInt8] {
    get throws { try coded(Envelope(version: Self.version, message: self)) }
  }

  init(line: [UInt8]) throws {
    let decoder = JSONDecoder()
    let data = Data(line)
    let version = try decoder.decode(Version.self, from: data).version
    guard version == Self.version else {
      throw DeskRefusal.couldNotTry(
        "the witbench that has this workspace open is of another version; end it")
    }
    self = try decoder.decode(Envelope.self, from: data).message
  }
}

extension ReplyFrame {
  var line: [UInt8] {
    get throws { try coded(self) }
  }

  init(line: [UInt8]) throws {
    self = try JSONDecoder().decode(ReplyFrame.self, from: Data(line))
  }
}

private func coded(_ value: some Encodable) throws -> [UInt8] {
  [UInt8](try JSONEncoder().encode(value))
}
