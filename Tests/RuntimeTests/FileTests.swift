import Component
import Foundation
import Testing

@testable import Runtime

@Suite struct FileTests {
  private static func error(_ code: String) -> Value { .error(.enum(code)) }

  @Test func whatIsWrittenIsRead() async throws {
    let files = try await GuestFiles()
    try await files.put("a.txt", "hello")
    #expect(try await files.text("a.txt") == "hello")
    #expect(try await files.text("./a.txt") == "hello")
    let stat = try await files.call("stat-at", .flags([]), .string("a.txt"))
    guard case .ok(.record(let fields)?)? = stat else {
      Issue.record("no stat: \(String(describing: stat))")
      return
    }
    #expect(fields.prefix(3).map(\.value) == [.enum("regular-file"), .u64(1), .u64(5)])
  }

  /// A file beside the guest's folder, and ways to it that a guest may try.
  @Test(arguments: [
    ("../secret", "not-permitted"), ("/etc/passwd", "not-permitted"),
    ("a/../../secret", "not-permitted"), ("a/b/../../../secret", "not-permitted"),
    ("up/secret", "not-permitted"), ("up2/secret", "not-permitted"), ("host", "not-permitted"),
    ("out", "not-permitted"), ("out/passwd", "not-permitted"), ("..", "not-permitted"),
    ("a/up3/../../../secret", "not-permitted"),
    ("a\0/../../secret", "illegal-byte-sequence"), ("", "no-entry"), ("circle", "loop"),
    ("circle/x", "loop"), ("a/none/../../secret", "no-entry"), ("a/file/x", "not-directory"),
    ("a/file/", "not-directory"),
    (String(repeating: "a/../", count: 2000), "name-too-long"),
    (String(repeating: "x", count: 300), "no-entry|name-too-long"),
  ]) func noPathLeadsOut(_ path: String, _ code: String) async throws {
    let files = try await GuestFiles(["/a/b/x": "", "/a/file": ""])
    _ = try await files.call("stat")
    try Data("secret".utf8).write(to: URL(fileURLWithPath: "\(files.scratch)/secret"))
    let manager = FileManager.default
    // Links that the guest cannot make itself, and some that it can.
    try manager.createSymbolicLink(
      atPath: "\(files.scratch)/folder/out", withDestinationPath: "/etc")
    try manager.createSymbolicLink(
      atPath: "\(files.scratch)/folder/host", withDestinationPath: "\(files.scratch)/secret")
    for (target, name) in [
      ("..", "up"), ("a/../..", "up2"), ("b", "a/up3"), ("circle", "circle"),
    ] {
      #expect(try await files.call("symlink-at", .string(target), .string(name)) == .ok(nil))
    }
    for rights in [["read"], ["read", "write"]] {
      let answer = try await files.open(path, [], rights)
      #expect(code.split(separator: "|").contains { answer == Self.error(String($0)) })
    }
    #expect(try await files.open(path, ["create"], ["write"]) != .ok(nil))
    #expect(
      try String(contentsOfFile: "\(files.scratch)/secret", encoding: .utf8) == "secret")
    #expect(
      try manager.contentsOfDirectory(atPath: files.scratch).sorted() == ["folder", "secret"])
  }

  @Test func nothingElseLeadsOutEither() async throws {
    let files = try await GuestFiles(["/a/file": "x"])
    let denied = Self.error("not-permitted")
    let (out, inside) = (Value.string("../x"), Value.string("a/file"))
    #expect(try await files.call("create-directory-at", out) == denied)
    #expect(try await files.call("unlink-file-at", out) == denied)
    #expect(try await files.call("remove-directory-at", out) == denied)
    #expect(try await files.call("readlink-at", out) == denied)
    #expect(try await files.call("rename-at", inside, files.root, out) == denied)
    #expect(try await files.call("rename-at", out, files.root, inside) == denied)
    #expect(try await files.call("link-at", .flags([]), inside, files.root, out) == denied)
    #expect(try await files.call("link-at", .flags([]), out, files.root, inside) == denied)
    #expect(try await files.call("symlink-at", .string("/etc"), .string("l")) == denied)
    #expect(try await files.call("symlink-at", .string("x"), out) == denied)
    #expect(try await files.call("stat-at", .flags([]), out) == denied)
    #expect(try await files.call("metadata-hash-at", .flags([]), out) == denied)
    let folder = try await files.opened("a", ["directory"])
    #expect(try await files.open("../a", from: folder) == denied)
  }

  @Test func linksInsideAreFollowed() async throws {
    let files = try await GuestFiles(["/a/file": "x"])
    _ = try await files.call("symlink-at", .string("a"), .string("l"))
    _ = try await files.call("symlink-at", .string("../a/file"), .string("a/back"))
    #expect(try await files.text("l/file") == "x")
    #expect(try await files.text("l/back") == "x")
    #expect(try await files.open("l", follows: false) == Self.error("loop"))
    #expect(try await files.call("readlink-at", .string("l")) == .ok(.string("a")))
    #expect(try await files.call("readlink-at", .string("a/file")) == Self.error("invalid"))
  }

  @Test func anInitialFileMayBeReadOnly() async throws {
    let files = try await GuestFiles(
      ["/conf/fixed": "f", "/conf/free": "g"], readOnly: ["/conf/fixed"])
    let denied = Self.error("not-permitted")
    #expect(try await files.text("conf/fixed") == "f")
    #expect(try await files.open("conf/fixed", [], ["write"]) == denied)
    #expect(try await files.open("conf/fixed", ["truncate"], ["read"]) == denied)
    #expect(try await files.call("unlink-file-at", .string("conf/fixed")) == denied)
    #expect(
      try await files.call(
        "rename-at", .string("conf/free"), files.root, .string("conf/fixed")) == denied)
    #expect(
      try await files.call(
        "set-times-at", .flags([]), .string("conf/fixed"), .variant(name: "now", payload: nil),
        .variant(name: "now", payload: nil)) == denied)
    try await files.put("conf/free", "h")
    #expect(try await files.text("conf/free") == "h")
  }

  @Test func aFolderIsListedByName() async throws {
    let files = try await GuestFiles(["/b": "", "/a/x": "", "/é": "", "/B": ""])
    #expect(try await files.names() == ["B", "a", "b", "é"])
  }

  @Test func foldersAreMadeAndRemoved() async throws {
    let files = try await GuestFiles()
    #expect(try await files.call("create-directory-at", .string("d")) == .ok(nil))
    #expect(try await files.call("create-directory-at", .string("d/")) == Self.error("exist"))
    try await files.put("d/f", "1")
    #expect(try await files.call("remove-directory-at", .string("d")) == Self.error("not-empty"))
    #expect(try await files.call("unlink-file-at", .string("d")) == Self.error("is-directory"))
    #expect(
      try await files.call("rename-at", .string("d/f"), files.root, .string("g")) == .ok(nil))
    #expect(try await files.call("remove-directory-at", .string("d")) == .ok(nil))
    #expect(try await files.call("unlink-file-at", .string("g")) == .ok(nil))
    #expect(try await files.names() == [])
  }

  @Test func aFileIsTheSameByAllItsNames() async throws {
    let files = try await GuestFiles(["/a": "1", "/b": "1"])
    #expect(
      try await files.call("link-at", .flags([]), .string("a"), files.root, .string("c"))
        == .ok(nil))
    let (a, b, c) = (
      try await files.opened("a"), try await files.opened("b"), try await files.opened("c")
    )
    #expect(try await files.call("is-same-object", c, on: a) == .bool(true))
    #expect(try await files.call("is-same-object", b, on: a) == .bool(false))
    #expect(try await files.call("metadata-hash", on: a) == files.call("metadata-hash", on: c))
    #expect(try await files.call("metadata-hash", on: a) != files.call("metadata-hash", on: b))
  }

  @Test func timesAreSet() async throws {
    let files = try await GuestFiles(["/a": "1"])
    let time = Value.record(["seconds": .u64(1000), "nanoseconds": .u32(7)])
    #expect(
      try await files.call(
        "set-times-at", .flags([]), .string("a"), .variant(name: "no-change", payload: nil),
        .variant(name: "timestamp", payload: time)) == .ok(nil))
    guard
      case .ok(.record(let fields)?)? = try await files.call(
        "stat-at", .flags([]), .string("a"))
    else {
      Issue.record("no stat")
      return
    }
    #expect(fields[4].value == .option(time))
  }

  @Test func whatIsTooMuchIsRefused() async throws {
    let files = try await GuestFiles()
    let file = try await files.opened("a", ["create"], ["read", "write"])
    let max = Limits.fileBytesMax
    #expect(
      try await files.call("set-size", .u64(max + 1), on: file) == Self.error("file-too-large"))
    #expect(
      try await files.call("write", .bytes([1]), .u64(max), on: file)
        == Self.error("file-too-large"))
    #expect(
      try await files.call("write", .bytes([1]), .u64(.max), on: file)
        == Self.error("file-too-large"))
    // Holes take no room here; what counts is what they could.
    for index in 0..<4 {
      let one = try await files.opened("\(index)", ["create"], ["write"])
      #expect(try await files.call("set-size", .u64(max), on: one) == .ok(nil))
    }
    #expect(try await files.call("write", .bytes([1]), .u64(0), on: file) == Self.error("quota"))
    #expect(try await files.call("unlink-file-at", .string("0")) == .ok(nil))
    #expect(try await files.call("write", .bytes([1]), .u64(0), on: file) == .ok(.u64(1)))
    for _ in 5..<Limits.openFilesMax { _ = try await files.opened("a") }
    #expect(try await files.open("a") == Self.error("quota"))
    files.close(file)
    #expect(try await files.open("a") != Self.error("quota"))
  }

  @Test func rightsAreKept() async throws {
    let files = try await GuestFiles(["/a": "1"])
    let reader = try await files.opened("a")
    #expect(
      try await files.call("write", .bytes([1]), .u64(0), on: reader)
        == Self.error("bad-descriptor"))
    let writer = try await files.opened("a", [], ["write"])
    #expect(
      try await files.call("read", .u64(1), .u64(0), on: writer) == Self.error("bad-descriptor"))
    #expect(try await files.open("a", ["create", "exclusive"], ["write"]) == Self.error("exist"))
    #expect(try await files.open("a", ["directory"]) == Self.error("not-directory"))
    #expect(try await files.open(".", [], ["write"]) == Self.error("is-directory"))
  }

  @Test func theFolderIsEmptiedForTheNextGuest() async throws {
    let files = try await GuestFiles(["/a": "1"])
    try await files.put("left", "x")
    let next = WorkerFolder(
      path: "\(files.scratch)/folder", initialFiles: [], content: { _ in [] })
    #expect(try next.root().entries().isEmpty)
  }

  @Test func foldersDeeperThanAnyPathAreRemoved() async throws {
    let files = try await GuestFiles()
    var folder = files.root
    for _ in 0..<300 {
      let name = String(repeating: "x", count: 200)
      _ = try await files.call("create-directory-at", .string(name), on: folder)
      _ = try await files.call("create-directory-at", .string("removed-0"), on: folder)
      let next = try await files.opened(name, ["directory"], from: folder)
      if folder != files.root { files.close(folder) }
      folder = next
    }
    let next = WorkerFolder(
      path: "\(files.scratch)/folder", initialFiles: [], content: { _ in [] })
    #expect(try next.root().entries().isEmpty)
  }

  @Test func aLinkInTheFoldersPlaceIsNotFollowed() async throws {
    let files = try await GuestFiles()
    try await files.put("kept", "x")
    let manager = FileManager.default
    for name in ["link", "links"] {
      try manager.createSymbolicLink(
        atPath: "\(files.scratch)/\(name)", withDestinationPath: "\(files.scratch)/folder")
    }
    // In the place of the folder, and of the one that it is in.
    let inPlace = WorkerFolder(
      path: "\(files.scratch)/link", initialFiles: [], content: { _ in [] })
    #expect(try inPlace.root().entries().isEmpty)
    let above = WorkerFolder(
      path: "\(files.scratch)/links/1", initialFiles: [], content: { _ in [] })
    #expect(throws: HostError.self) { try above.root() }
    #expect(try await files.text("kept") == "x")
  }

  @Test(arguments: ["a", "", "/", "/a/", "/a//b", "/../a", "/a/./b", "/a\0"])
  func whatIsNoPathOfAnInitialFileIsRefused(_ path: String) {
    #expect(InitialFile.names(of: path) == nil)
  }
}
