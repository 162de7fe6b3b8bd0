/// What the application refuses to exceed, each with its reason.
package enum Limits {
  /// A letter with more marks than this is drawn without the rest: curses stores no more in a cell.
  package static let scalarsPerCellMax = 5
  /// A theme is a page of colours; something larger is another file given by mistake.
  package static let themeBytesMax = 256 * 1024
  /// Themes that inherit from each other stop here: a longer chain is a circle.
  package static let themeAncestorsMax = 8
}
