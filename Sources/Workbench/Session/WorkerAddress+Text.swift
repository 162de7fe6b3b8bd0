package import Runtime

extension WorkerAddress {
  /// `TEMPLATE/NAME`, as the command line takes it.
  package var text: String { "\(template)/\(name)" }
}
