import Foundation
import Runtime
import TestSupport
import Testing

@testable import Workbench

/// Every workspace at every size, in every class of theme.
///
/// Fixtures/Themed has a file for each workspace and size: the text, what each cell is, and how that
/// looks with a dark and a light theme in 24 bits, with sixteen colours and without any.
@Suite struct ThemedScreenTests {
  private static let places = [
    ("explore", "j l j j"), ("stubs", "2 tab"), ("compose", "3 tab"), ("workers", "4 j"),
    ("invoke", "5 enter 'alice' tab 'o-1' tab enter"),
  ]
  private static let sizes = [(60, 16), (80, 24), (120, 36), (240, 60)]

  @Test(arguments: places, sizes)
  func everyWorkspaceIsSeenAtEverySizeInEveryTheme(
    _ place: (name: String, keys: String), _ size: (columns: Int, rows: Int)
  ) async throws {
    var driver = try await ScreenDriver(columns: size.columns, rows: size.rows)
    try await driver.press(place.keys)
    if place.name == "workers" { try await showWorkers(&driver) }
    try expect("\(place.name)-\(size.columns)x\(size.rows)", driver.session.draw())
  }

  @Test func aScreenThatIsTooSmallSaysWhatItNeeds() async throws {
    let driver = try await ScreenDriver(columns: 50, rows: 12)
    #expect(driver.screen.contains("witbench needs 60×16 cells; here are 50×12."))
    try expect("too-small-50x12", driver.session.draw())
  }

  /// Workers in states that colours tell apart too.
  private func showWorkers(_ driver: inout ScreenDriver) async throws {
    let states: [WorkerStatus] = [.idle, .running, .failed, .suspended]
    for (name, status) in zip(["alice", "bob", "carol", "dave"], states) {
      var snapshot = WorkerSnapshot(
        address: WorkerAddress(template: "shopping-cart", name: name), status: status,
        templateVersion: 0)
      if status == .failed { snapshot.lastError = "wasm trap: unreachable" }
      try await driver.apply(.worker(.changed(snapshot)))
    }
  }

  private func expect(_ name: String, _ frame: Frame) throws {
    let ruler = String(repeating: "─", count: frame.size.columns)
    let text = "\(frame.text)\n\(ruler)\n\(frame.rolesText)\n\n" + Self.looks(of: frame)
    let file = Project.root.appending(path: "Tests/WorkbenchTests/Fixtures/Themed/\(name).txt")
    let difference = try Golden.difference(text, from: file)
    #expect(difference == nil, "\(name)")
  }

  /// A line for each role that is seen: its colours and attributes in each class of theme.
  private static func looks(of frame: Frame) -> String {
    let library = ThemeLibrary(folders: []) { _ in nil }
    let classes: [(String, String, ColorDepth)] = [
      ("dark", "dusk", .direct), ("light", "paper", .direct), ("16", "default", .ansi16),
      ("mono", "mono", .mono),
    ]
    let seen = Set(frame.cells.map(\.role))
    return Role.allCases.filter(seen.contains).map { role in
      let looks = classes.map { name, theme, depth in
        guard let theme = try? library.theme(named: theme) else { return "\(name) ✗" }
        return "\(name) \(TerminalStyle(theme.style(of: role), depth: depth).text)"
      }
      return "\(role.rawValue): \(looks.joined(separator: "; "))\n"
    }.joined()
  }
}

extension TerminalStyle {
  /// `#89b4fa on own bold`
  fileprivate var text: String {
    let names: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
      (.italic, "italic"),
    ]
    let colors = "\(Self.text(foreground)) on \(Self.text(background))"
    return ([colors] + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
  }

  private static func text(_ number: Int) -> String {
    if number < 0 { return "own" }
    if number < 16 { return Color.ansiNames[number] }
    return "#" + String(String((1 << 24) + number, radix: 16).suffix(6))
  }
}
