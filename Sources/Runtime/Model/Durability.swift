/// When a caller is told that something is done.
package enum Durability: String, Hashable, Sendable, CaseIterable {
  /// Once it is on the disk.
  case full
  /// Once it is in the system's hands: a power cut may lose the last moments.
  case relaxed
  /// At once; everything is gone with the process.
  case memory
}
