import Glibc

/// How many files the process may have open.
package enum OpenFileLimit {
  /// Raises the limit to what the system allows: each worker that uses files has its folder open, and
  /// the usual 1,024 are few for thousands of workers. Programs that are started inherit it.
  package static func raise() {
    var limit = rlimit()
    let resource = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    // Where it is refused it stays as it is.
    _ = setrlimit(resource, &limit)
  }
}
