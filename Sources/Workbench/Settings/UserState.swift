/// What the program remembers for its user between runs: files in `$XDG_STATE_HOME/witbench`.
///
/// Losing it costs a few hints shown again, so that failures are not told.
package enum UserState {
  private static let hintsName = "hints"

  package static func hints(in folder: String?) -> HintBook {
    guard let folder,
      let bytes = try? Files.read("\(folder)/\(hintsName)", bytesMax: Limits.themeBytesMax)
    else { return HintBook() }
    return HintBook(text: String(decoding: bytes, as: UTF8.self))
  }

  package static func keep(_ hints: HintBook, in folder: String?) {
    guard let folder else { return }
    do throws(FileError) {
      try Files.makeFolder(folder)
      try Files.write(Array(hints.text.utf8), to: "\(folder)/\(hintsName)")
    } catch {
      // See above: hints that come again do no harm.
    }
  }
}
