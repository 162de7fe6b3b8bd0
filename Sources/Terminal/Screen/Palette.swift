import CNcurses
import Workbench

/// The theme's roles in curses' numbers for this terminal.
struct Palette {
  struct Entry {
    var attributes: attr_t
    var pair: Int32
  }

  private var entries: [Role: Entry] = [:]

  /// To be made after curses has started; `depth` is what it found.
  init(theme: Theme, depth: ColorDepth) {
    for role in Role.allCases {
      let style = TerminalStyle(theme.style(of: role), depth: depth)
      entries[role] = Entry(
        attributes: Self.attributes(style.attributes), pair: Self.pair(style, depth))
    }
  }

  subscript(role: Role) -> Entry {
    guard let entry = entries[role] else { preconditionFailure("every role has its entry") }
    return entry
  }

  /// A colour pair; curses hands the same one out for the same colours.
  private static func pair(_ style: TerminalStyle, _ depth: ColorDepth) -> Int32 {
    // `alloc_pair` is a crash where curses has no colours.
    guard depth != .mono, style.foreground >= 0 || style.background >= 0 else { return 0 }
    return max(0, alloc_pair(Int32(style.foreground), Int32(style.background)))
  }

  private static func attributes(_ attributes: Style.Attributes) -> attr_t {
    var bits: attr_t = 0
    if attributes.contains(.bold) { bits |= CN_BOLD }
    if attributes.contains(.dim) { bits |= CN_DIM }
    if attributes.contains(.underline) { bits |= CN_UNDERLINE }
    if attributes.contains(.reverse) { bits |= CN_REVERSE }
    if attributes.contains(.italic) { bits |= CN_ITALIC }
    return bits
  }
}
