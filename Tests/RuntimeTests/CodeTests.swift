import Component
import Foundation
import TestSupport
import Testing

@testable import Runtime

@Suite(.timeLimit(.minutes(10))) struct CodeTests {
  @Test func codeIsGivenAgainUnderItsOwnKeyAlone() throws {
    let workspace = try TestWorkspace()
    let folder = workspace.folder + "/code"
    let cache = try #require(CodeCache(folder: folder))
    store([1, 2, 3], "a", in: cache)
    #expect(code("a", in: cache) == [1, 2, 3])
    #expect(code("b", in: cache) == nil)
    try FileManager.default.copyItem(atPath: folder + "/a.cwasm", toPath: folder + "/b.cwasm")
    #expect(code("b", in: cache) == nil)
  }

  @Test func damagedCodeIsNeverLoadedAndGoes() throws {
    let workspace = try TestWorkspace()
    let folder = workspace.folder + "/code"
    let cache = try #require(CodeCache(folder: folder))
    store([1, 2, 3], "a", in: cache)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.cwasm"))
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= 1
      try damaged.write(to: URL(fileURLWithPath: folder + "/a.cwasm"))
      #expect(code("a", in: cache) == nil)
      #expect(!FileManager.default.fileExists(atPath: folder + "/a.cwasm"))
    }
  }

  @Test func whatOthersCanWriteToIsNotTrusted() throws {
    let workspace = try TestWorkspace()
    let folder = workspace.folder + "/code"
    let cache = try #require(CodeCache(folder: folder))
    store([1, 2, 3], "a", in: cache)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o666], ofItemAtPath: folder + "/a.cwasm")
    #expect(code("a", in: cache) == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    #expect(CodeCache(folder: folder) == nil)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.folder + "/link", withDestinationPath: workspace.folder)
    #expect(CodeCache(folder: workspace.folder + "/link") == nil)
  }

  @Test func whatWasUsedLongestAgoMakesRoom() throws {
    let workspace = try TestWorkspace()
    let folder = workspace.folder + "/code"
    let cache = try #require(CodeCache(folder: folder, bytesMax: 300))
    for (number, name) in ["a", "b", "c"].enumerated() {
      store(Array(repeating: 0, count: 60), name, in: cache)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: Double(number - 100))],
        ofItemAtPath: "\(folder)/\(name).cwasm")
    }
    _ = code("a", in: cache)
    store(Array(repeating: 0, count: 60), "d", in: cache)
    #expect(["a", "b", "c", "d"].filter { code($0, in: cache) != nil } == ["a", "c", "d"])
  }

  private func store(_ code: [UInt8], _ key: String, in cache: CodeCache) {
    code.withUnsafeBytes { cache.store($0, key) }
  }

  private func code(_ key: String, in cache: CodeCache) -> [UInt8]? {
    cache.withCode(key) { Array($0) }
  }

  @Test func aCompilationIsNeverThereBeforeItsEnd() {
    let shares = stride(from: 0.0, to: 100, by: 0.1).map {
      CompileProgress.share(elapsed: $0, of: 1)
    }
    #expect(shares.first == 0)
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(shares.allSatisfy { $0 < 1 })
  }

  /// `numbers` with so much beside it that it is compiled twice.
  @Test func aLargeComponentRunsBeforeItsCodeIsOptimized() async throws {
    let workspace = try TestWorkspace()
    let cache = try #require(CodeCache(folder: workspace.folder + "/code"))
    var bytes = [UInt8](
      try Data(contentsOf: URL(fileURLWithPath: "\(workspace.folder)/numbers.wasm")))
    // A custom section.
    let size = Limits.fastTierBytesMin
    bytes += [0] + leb(size + 2) + [1, UInt8(ascii: "x")] + Array(repeating: 0, count: size)
    let type = try ComponentDecoder.decode(bytes).type
    let engine = try WasmEngine(cache: cache, secondTierPause: .zero)
    let sha256 = Digest.sha256(bytes)
    async let one = engine.component(bytes: bytes, sha256: sha256, type: type)
    async let other = engine.component(bytes: bytes, sha256: sha256, type: type)
    let (first, second) = try await (one, other)
    #expect(first === second || second.tier == .optimized)
    while engine.known(sha256)?.tier != .optimized { await Task.yield() }
    // Another process finds only the better code.
    let again = try await WasmEngine(cache: cache).component(
      bytes: bytes, sha256: sha256, type: type)
    #expect(again.tier == .optimized)
  }

  private func leb(_ number: Int) -> [UInt8] {
    number < 128 ? [UInt8(number)] : [UInt8(number & 127) | 128] + leb(number >> 7)
  }

  @Test func framesTellNamesAndPlaces() {
    let message = """
      error while executing at wasm backtrace:
          0:     0xf1 - m.wasm!core::panic::h0123456789abcdef
                          at /home/x/src/boom.c:2:60
          1:     0xb3 - outer
          2:     0xb3 - outer
          3:     0x79 - m.wasm!a:b/c#run

      Caused by:
          wasm trap: wasm `unreachable` instruction executed
      """
    #expect(
      GuestFrame.lines(GuestFrame.frames(in: message)) == [
        "core::panic (boom.c:2:60, 0xf1)", "outer (0xb3), 2 times", "a:b/c#run (0x79)",
      ])
  }

  @Test(
    arguments: [
      ("1GiB", 1 << 30), ("64 KiB", 65_536), ("7", 7), ("12B", 12), ("MiB", nil), ("1GB", nil),
      ("99999999999GiB", nil), ("", nil), ("-1", nil),
    ] as [(String, Int?)]) func aNumberOfBytesIsReadAsItIsWritten(_ text: String, _ bytes: Int?)
  {
    #expect(ByteCount.parse(text) == bytes)
    if let bytes {
      #expect(ByteCount.parse(ByteCount.text(bytes).replacing("bytes", with: "B")) == bytes)
    }
  }
}
