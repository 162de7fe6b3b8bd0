/// How much of the disk a guest takes; counted from its own calls, so that a replay counts the same.
final class FolderUsage {
  /// Files that the guest holds open.
  var openFiles = 0
  private var bytes: Int64 = 0
  private var entries = 0

  func checkOpen() throws(FileError) {
    guard openFiles < Limits.openFilesMax else { throw .quota }
  }

  /// Refuses a file that would get too large, or a folder that would.
  func grow(from old: UInt64, to new: UInt64) throws(FileError) {
    guard new <= Limits.fileBytesMax else { throw .tooLarge }
    let change = Int64(clamping: new) - Int64(clamping: old)
    guard change <= 0 || bytes + change <= Limits.folderBytesMax else { throw .quota }
    bytes += change
  }

  /// Refuses one more name.
  func checkEntry() throws(FileError) {
    guard entries < Limits.folderEntriesMax else { throw .quota }
  }

  func addEntry() {
    entries += 1
  }

  /// A name is gone, and with the last one of a file its bytes.
  func removeEntry(_ status: FileStatus) {
    entries -= 1
    if status.isFile, status.links == 1 { bytes -= Int64(clamping: status.size) }
  }
}
