/// What the terminal's side refuses to exceed, each with its reason.
enum Limits {
  /// The longest control sequence that is waited for; the longest that terminals send has 30 bytes.
  static let sequenceBytesMax = 128
  /// Pasted text beyond this is dropped: it goes into fields of a form.
  static let pasteBytesMax = 1 << 20
  /// How long ESC is waited for to become the start of a sequence: longer than a terminal takes to
  /// send one, shorter than a person notices.
  static let escapeMilliseconds = 25
  /// How long the first picture waits for the terminal to say what its background is. Terminals on
  /// the same machine answer within two.
  static let firstPictureMilliseconds = 8
  /// An answer that comes later changes no colours any more: people have begun to read.
  static let backgroundMilliseconds = 50
  /// The least time between two pictures that nobody's key asked for.
  static let frameMilliseconds = 16
  /// Events that wait for the loop. While an editor has the terminal they are still taken in, so
  /// only a machine that cannot keep up comes near.
  static let queuedEventsMax = 50_000
  /// What is put on the clipboard: terminals refuse more (xterm and tmux about 75 KB in base64).
  static let clipboardBytesMax = 50_000
  /// Bytes read from the terminal at once.
  static let inputBytes = 1 << 16
}
