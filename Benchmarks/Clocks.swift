import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Ways to say how long something takes.
enum Clocks {
  /// The processor time of work inside this process, the least of nine runs.
  static func ofWork<Result>(_ work: () -> Result) -> Duration {
    (0..<9).map { _ in
      let start = processorTime()
      // Kept until the clock is read: its release is no part of the work.
      let result = work()
      let duration = processorTime() - start
      withExtendedLifetime(result) {}
      return duration
    }.min() ?? .zero
  }

  static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Of a process from its start to its end: the least of the runs by each clock.
  static func ofProcess(
    _ path: String, _ arguments: [String], runs: Int
  ) throws -> (cpu: Duration, wall: Duration) {
    var cpu: [Duration] = []
    var wall: [Duration] = []
    for _ in 0..<runs {
      let before = childrenTime()
      let clock = ContinuousClock()
      let start = clock.now
      try run(path, arguments)
      wall.append(clock.now - start)
      cpu.append(childrenTime() - before)
    }
    guard let leastCPU = cpu.min(), let leastWall = wall.min() else { return (.zero, .zero) }
    return (leastCPU, leastWall)
  }

  private static func childrenTime() -> Duration {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(.zero) {
      $0 + .seconds($1.tv_sec) + .microseconds($1.tv_usec)
    }
  }

  /// Runs a program to its end; what it says goes nowhere.
  static func run(_ path: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawn(&process, path, &actions, nil, &pointers, environ) == 0 else {
      throw BenchFailure("\(path) cannot be started: `Scripts/setup --tests` fetches the peer")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR { continue }
    guard status == 0 else {
      throw BenchFailure("\(path) \(arguments.joined(separator: " ")) failed")
    }
  }

  /// How long the disk takes to keep 120 bytes more of a file, the median of 200.
  static func medianFlush(in folder: String) throws -> Duration {
    let descriptor = open("\(folder)/flush", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard descriptor >= 0 else { throw BenchFailure("\(folder) cannot be written to") }
    defer { close(descriptor) }
    let bytes = [UInt8](repeating: 0x61, count: 120)
    let clock = ContinuousClock()
    let times = (0..<200).map { _ in
      let start = clock.now
      _ = write(descriptor, bytes, bytes.count)
      fdatasync(descriptor)
      return clock.now - start
    }
    return times.sorted()[times.count / 2]
  }
}
