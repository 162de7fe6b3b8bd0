import CWasmtime

/// WebAssembly's text format, which libwasmtime reads.
package enum WATText {
  /// The binary of a module or component in text form; an error names the place of its mistake.
  package static func binary(of text: [UInt8]) throws(WATError) -> [UInt8] {
    do {
      try WasmtimeLibrary.load()
    } catch {
      throw .library(error)
    }
    var output = wasm_byte_vec_t()
    let error = text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // The library wants a pointer also where there is nothing to read.
        characters.baseAddress.map { wasmtime_wat2wasm($0, characters.count, &output) }
          ?? wasmtime_wat2wasm("", 0, &output)
      }
    }
    if let error { throw .text(Trap(taking: error).message) }
    defer { wasm_byte_vec_delete(&output) }
    return Array(UnsafeBufferPointer(start: output.data, count: output.size))
  }
}

/// Why a text has no binary.
package enum WATError: Error, Hashable, Sendable {
  case library(EngineError)
  /// The library's words.
  case text(String)

  package var text: String {
    switch self {
    case .library(let error): "this is WebAssembly text, which libwasmtime reads: \(error.text)"
    case .text(let message): message
    }
  }
}
