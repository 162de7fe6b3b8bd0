extension Worker {
  /// Something that others hold handles of; the worker keeps it until the last is dropped.
  final class Cell: Echo.CellResource {
    private var value: String

    init(value: String) {
      self.value = value
    }

    func get() -> String { value }

    func set(value: String) {
      self.value = value
    }

    static func join(first: Cell, second: Cell) -> Cell {
      Cell(value: first.value + second.value)
    }
  }
}
