import Component

// wasi:filesystem: no folder is given to guests, so that they find no file.
extension HostInterface {
  static let filesystem: [HostInterface] = [
    HostInterface(
      "wasi:filesystem/preopens", ["get-directories": { _, _ in .list([]) }]),
    HostInterface(
      "wasi:filesystem/types",
      [
        "filesystem-error-code": { call, host in
          let failure: StreamFailure = try host.resources.find(call[0])
          return .option(failure.fileErrorCode.map { .enum($0) })
        }
      ],
      fallback: { call, _ in
        guard case .result(_, .enum(let codes)?)? = call.type.result,
          codes.labels.contains("bad-descriptor")
        else { throw HostError("\(call.name.function): workers have no files") }
        return .error(.enum("bad-descriptor"))
      }),
  ]
}
