import CNcurses
import Glibc
import Workbench

// What a session asks of the terminal itself.
extension TerminalLoop {
  func performHere(_ effect: Effect) {
    switch effect {
    case .copyToClipboard(let text): copy(text)
    case .editExternally(let path, let line): edit(path, line: line)
    case .suspend: suspend()
    case .redraw: redraw()
    default: preconditionFailure("the runner performs everything else")
    }
  }

  private func copy(_ text: String) {
    guard text.utf8.count <= Limits.clipboardBytesMax else {
      apply(
        .failed(
          .copy,
          reason: "Not copied: terminals take at most \(Limits.clipboardBytesMax) bytes at once."))
      return
    }
    screen.copy(text)
  }

  /// Stops the program and what runs with it, as the terminal does for Ctrl-Z; goes on after `fg`.
  func suspend() {
    if editor == nil { screen.leave() }
    cn_guard_default(SIGTSTP)
    kill(0, SIGTSTP)
    cn_guard_report(SIGTSTP)
    guard editor == nil else { return }
    comeBack()
  }

  private func edit(_ path: String, line: Int) {
    screen.leave()
    do throws(TerminalFailure) {
      editor = try ExternalEditor(path: Files.join(folder, path), shownAs: path, line: line)
    } catch {
      comeBack()
      apply(.failed(.edit, reason: error.text))
    }
  }

  /// A child has ended: if it was the editor, the terminal is ours again.
  func finishEditing() {
    guard let editor, let failure = editor.ending else { return }
    self.editor = nil
    comeBack()
    if let text = failure.text {
      apply(.failed(.edit, reason: text))
    } else {
      // The files may be others now.
      apply(.written(.edit, summary: "\(editor.shownPath): back from the editor."))
    }
  }

  private func comeBack() {
    screen.comeBack()
    if screen.size != session.size { apply(.resize(screen.size)) }
    redraw()
  }
}
