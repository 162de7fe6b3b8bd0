/// Whether libwasmtime can be used here, without running anything in it.
package enum LibraryCheck {
  /// Opens the library and says which file it is.
  package static func path() throws(EngineError) -> String {
    try WasmtimeLibrary.load()
    guard let path = WasmtimeLibrary.foundPath else { throw .libraryMissing(searched: []) }
    return path
  }
}
