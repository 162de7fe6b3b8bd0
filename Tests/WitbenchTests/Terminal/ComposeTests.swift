import Foundation
import TestSupport
import Testing
import Workbench

/// Composing in a real terminal.
@Suite(.timeLimit(.minutes(10))) struct ComposeTests {
  @Test(arguments: [(80, 24), (140, 40)])
  func aWireIsChangedAndTheRestComposed(_ columns: Int, _ rows: Int) throws {
    let demo = try DemoCopy()
    let composed = demo.path + "/shopping-cart/shopping_cart_composed.wasm"
    try FileManager.default.removeItem(atPath: composed)
    let terminal = try TerminalSession(size: (columns, rows))
    try withExtendedLifetime(demo) {
      try terminal.open(demo.path).waitFor("shopping:cart")
      try terminal.send("3").waitFor("Wiring of shopping-cart").waitFor("[×]")
      // The stub's wire, open by hand: nothing is left to compose.
      try terminal.send("Tab").waitFor("imported by shopping-cart").send("j", "j", "w")
        .waitFor("leave it open, for the host").send("j", "Enter")
        .waitFor("left open by hand").waitFor("not used")
      // Back as it was; then the file, and what it still asks for.
      try terminal.send("r").waitUntilGone("left open by hand").waitFor("given by")
      try terminal.send("c").waitFor("Composed shopping-cart/shopping_cart_composed.wasm")
        .waitFor("Runs here; Golem 1.0–1.1: yes;").waitFor("What it still imports")
      #expect(Files.isFile(composed))
      try terminal.send("Escape").waitUntilGone("What it still imports")
      // The plan as rows, and the picture again.
      try terminal.send("v").waitFor("Plan of shopping-cart").waitFor("╰─▸ purchase_history_stub")
        .send("v").waitFor("Wiring of shopping-cart")
      try terminal.send("q").waitFor(TerminalSession.prompt)
    }
  }

  @Test func aPortIsChosenByAClick() throws {
    let demo = try DemoCopy()
    let terminal = try TerminalSession(size: (140, 40))
    try withExtendedLifetime(demo) {
      try terminal.open(demo.path).waitFor("shopping:cart").send("3")
        .waitFor("Wiring of shopping-cart").waitFor("[×]")
      let lines = try terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)
      let y = try #require(lines.firstIndex { $0.contains("○ ├") && $0.contains("wasi:clocks") })
      try terminal.click(x: 40, y: y).waitFor("wasi:clocks/wall-clock@0.2.0")
        .waitFor("served here; Golem")
    }
  }
}
