// What the manual says beside what the parser and the table know.
extension ManPage {
  static let description = """
    Witbench shows the WIT packages and components of a folder, previews and writes the stubs through \
    which one worker calls another, composes components, and runs workers: durable instances of \
    components, whose every step is in an oplog. What the screen does, a subcommand does.

    Standard output carries the answer of a subcommand and nothing else. TEMPLATE/WORKER splits at \
    the first slash. Values are WAVE: '"text"', '{price: 12.5}', 'some(3)'.
    """

  static let statuses = [
    ("0", "Done; warnings alone too."),
    ("1", "The answer is no: errors were found, the call failed, nothing fits."),
    ("2", "It could not be tried: a file, the library, a lock, the terminal."),
    ("64", "The command line is wrong."),
  ]

  static let variables = [
    ("WITBENCH_THEME", "The screen's theme, as --theme takes it."),
    ("WITBENCH_LIBWASMTIME", "The libwasmtime to open, in place of the one that was installed."),
    ("WITBENCH_WASM_TOOLS", "The wasm-tools with which components are built."),
    ("NO_COLOR", "Where it is set and not empty, the screen has no colours."),
    ("COLORTERM", "truecolor or 24bit: the terminal has colours of 24 bits."),
    ("COLORFGBG", "Whether the background is dark, where the terminal does not say."),
    ("VISUAL, EDITOR", "The editor in which declarations are opened."),
    (
      "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME, XDG_DATA_DIRS", "Where the files below are."
    ),
  ]

  static let files = [
    ("witbench.toml", "The workspace's manifest; all of it is optional."),
    (".witbench/", "The workspace's workers; made by the first call of one."),
    ("~/.config/witbench/config.toml", "Theme, mouse, hints, keys: see witbench config show."),
    ("~/.config/witbench/themes/", "Themes of one's own, NAME.toml."),
    ("~/.local/state/witbench/", "Which hints are done with."),
    ("~/.cache/witbench/", "Compiled code; can be removed."),
  ]
}
