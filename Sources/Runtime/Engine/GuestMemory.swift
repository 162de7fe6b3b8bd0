import CWasmtime
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A linear memory of a guest, kept by us so that its size is known and its growth can be refused
/// with a reason: the library's own limiter tells nobody.
final class GuestMemory {
  private let base: UnsafeMutableRawPointer
  /// Mapped in all, the guard included.
  private let mappedBytes: Int
  private let capacity: Int
  private var size: Int
  private let budget: MemoryBudget

  private init(
    base: UnsafeMutableRawPointer, mappedBytes: Int, capacity: Int, size: Int, budget: MemoryBudget
  ) {
    self.base = base
    self.mappedBytes = mappedBytes
    self.capacity = capacity
    self.size = size
    self.budget = budget
    GuestMaps.addMemory(1)
  }

  deinit {
    munmap(base, mappedBytes)
    GuestMaps.addMemory(-1)
    budget.giveBack(size)
  }

  /// Takes the place of the library's own memories in an engine.
  static func install(in config: OpaquePointer) {
    var creator = wasmtime_memory_creator_t(
      env: nil,
      new_memory: { _, _, minimum, _, reserved, guardBytes, out in
        GuestMemory.make(minimum, reserved: reserved, guardBytes: guardBytes, out)
      }, finalizer: nil)
    wasmtime_config_host_memory_creator_set(config, &creator)
  }

  private static func make(
    _ minimum: Int, reserved: Int, guardBytes: Int,
    _ out: UnsafeMutablePointer<wasmtime_linear_memory_t>
  ) -> OpaquePointer? {
    guard let budget = MemoryBudget.current else {
      return wasmtime_error_new("a memory is made outside of every worker")
    }
    guard budget.take(minimum) else { return wasmtime_error_new(budget.refusal) }
    let capacity = max(reserved, minimum)
    let mapped = capacity + guardBytes
    let place = mmap(
      nil, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let place, place != MAP_FAILED,
      minimum == 0 || mprotect(place, minimum, PROT_READ | PROT_WRITE) == 0
    else {
      if let place, place != MAP_FAILED { munmap(place, mapped) }
      budget.giveBack(minimum)
      return wasmtime_error_new("the system gives no room for another memory")
    }
    let memory = GuestMemory(
      base: place, mappedBytes: mapped, capacity: capacity, size: minimum, budget: budget)
    out.pointee = wasmtime_linear_memory_t(
      env: Unmanaged.passRetained(memory).toOpaque(), get_memory: getMemory,
      grow_memory: growMemory,
      finalizer: { data in
        if let data { Unmanaged<GuestMemory>.fromOpaque(data).release() }
      })
    return nil
  }

  fileprivate func place(
    _ size: UnsafeMutablePointer<Int>, _ capacity: UnsafeMutablePointer<Int>
  ) -> UnsafeMutablePointer<UInt8> {
    size.pointee = self.size
    capacity.pointee = self.capacity
    return base.assumingMemoryBound(to: UInt8.self)
  }

  fileprivate func grow(to bytes: Int) -> OpaquePointer? {
    guard bytes > size else { return nil }
    guard bytes <= capacity else {
      return wasmtime_error_new("a memory of \(ByteCount.text(bytes)) is larger than any can be")
    }
    guard budget.take(bytes - size) else { return wasmtime_error_new(budget.refusal) }
    guard mprotect(base, bytes, PROT_READ | PROT_WRITE) == 0 else {
      budget.giveBack(bytes - size)
      return wasmtime_error_new("the system gives no more memory")
    }
    size = bytes
    return nil
  }
}

private let getMemory:
  @convention(c) (
    UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>
  ) -> UnsafeMutablePointer<UInt8> = { data, size, capacity in
    guard let data else { preconditionFailure("the library gives back what it was given") }
    return Unmanaged<GuestMemory>.fromOpaque(data).takeUnretainedValue().place(size, capacity)
  }

private let growMemory: @convention(c) (UnsafeMutableRawPointer?, Int) -> OpaquePointer? = {
  data, bytes in
  guard let data else { preconditionFailure("the library gives back what it was given") }
  return Unmanaged<GuestMemory>.fromOpaque(data).takeUnretainedValue().grow(to: bytes)
}

/// What all memories of one instance may take together.
final class MemoryBudget: Sendable {
  private struct State {
    var usedBytes = 0
    var wasRefused = false
  }

  let limitBytes: Int
  private let state = Mutex(State())

  init(limitBytes: Int) {
    self.limitBytes = limitBytes
  }

  var usedBytes: Int { state.withLock { $0.usedBytes } }

  /// Whether something was refused since this was asked last.
  func takeRefusal() -> Bool {
    state.withLock { state in
      defer { state.wasRefused = false }
      return state.wasRefused
    }
  }

  var refusal: String {
    "the guest wants more memory than its \(ByteCount.text(limitBytes)): "
      + "`limits.memory` of its template allows more"
  }

  fileprivate func take(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard bytes <= limitBytes - state.usedBytes else {
        state.wasRefused = true
        return false
      }
      state.usedBytes += bytes
      return true
    }
  }

  fileprivate func giveBack(_ bytes: Int) {
    state.withLock { $0.usedBytes -= bytes }
  }

  private static let onThread = ThreadSlot<MemoryBudget>()

  /// The budget of the instance whose guest runs on this thread.
  ///
  /// The library makes memories without saying for whom; a guest stays on its thread while it is
  /// polled.
  fileprivate static var current: MemoryBudget? { onThread.value }

  /// Runs guest code on behalf of this budget.
  func during<Result>(_ body: () -> Result) -> Result { Self.onThread.with(self, body) }
}
