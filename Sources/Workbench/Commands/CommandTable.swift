/// All commands. Where two share a key, the earlier one that is enabled has it: commands of a place
/// stand before those of everywhere.
package enum CommandTable {
  package static let all: [Command] =
    explore + stubs + compose + workers + invoke + everywhere + moving + places

  package static subscript(id: Command.ID) -> Command {
    guard let command = byID[id] else { preconditionFailure("every command has its row") }
    return command
  }

  private static let byID: [Command.ID: Command] = Dictionary(
    all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  private static let explore: [Command] = [
    Command(
      .expand, "right l", .explore, "Open the selected package, interface or world.",
      enabled: { $0.isFocused(.explore, .list) }),
    Command(
      .collapse, "left h", .explore, "Close it, or go to what it belongs to.",
      enabled: { $0.isFocused(.explore, .list) }),
    Command(
      .fillForm, "i", .explore, "Fill in a call of the selected function.", footer: "invoke",
      enabled: { $0.tab == .explore && $0.exploredFunction != nil }),
    Command(
      .previewStub, "s", .explore, "Preview the stub through which others call this.",
      footer: "stub", enabled: { $0.tab == .explore && $0.exploredTemplate != nil }),
    Command(
      .findEverything, "f", .explore,
      "Search names everywhere, or functions by type: `list<order>`.",
      footer: "search", enabled: { $0.tab == .explore && $0.workspace != nil }),
    Command(
      .users, "u", .explore, "List what uses this type, interface or world.",
      enabled: { $0.tab == .explore && $0.exploredNode != nil }),
    Command(
      .edit, "e", .explore, "Open the declaration, the file or the mistake in your editor.",
      footer: "edit",
      enabled: { session in
        switch session.tab {
        case .explore: session.exploredDeclaration != nil
        case .stubs: session.stubPlace != nil
        default: false
        }
      }),
  ]

  private static let stubs: [Command] = [
    Command(
      .writeStub, "g", .stubs, "Write the stub's files as listed.", footer: "generate",
      enabled: { $0.tab == .stubs && $0.stubSheet != nil }),
    Command(
      .addStub, "a", .stubs, "Add the stub to a caller: its WIT, and the manifest's `calls`.",
      footer: "add", enabled: { $0.tab == .stubs && $0.stubSheet != nil }),
    Command(
      .diff, "d", .stubs, "Show what writing the selected file would change.", footer: "diff",
      enabled: { $0.selectedStubChange != nil }),
    Command(
      .keepFile, "space", .stubs, "Keep the selected file as it is, or write it after all.",
      footer: "keep", enabled: { $0.selectedStubChange?.kind == .changed }),
    Command(
      .stubStyle, "t", .stubs, "Switch the style: the first generator's, or that of Golem 1.0.",
      footer: "style", enabled: { $0.tab == .stubs && $0.stubTemplate != nil }),
    Command(
      .stubErrors, "r", .stubs, "Switch what a failed call does: trap, or give a result.",
      footer: "errors", enabled: { $0.tab == .stubs && $0.stubTemplate != nil }),
    Command(
      .stubWorld, "w", .stubs, "Choose the world whose exports are called.", footer: "world",
      enabled: { $0.tab == .stubs && ($0.stubSheet?.worlds.count ?? 0) > 1 }),
    Command(
      .stubName, "n", .stubs, "Name the package and the world of a component without WIT.",
      footer: "name", enabled: { $0.tab == .stubs && $0.stubSheet?.isOfComponent == true }),
    Command(
      .build, "b", .stubs, "Build the template's component and its stubs.", footer: "build",
      enabled: { session in
        switch session.tab {
        case .stubs: session.stubTemplate?.isBuildable == true
        case .compose: session.callerTemplate?.isBuildable == true
        default: false
        }
      }),
  ]

  private static let compose: [Command] = [
    Command(
      .composeNow, "c", .compose, "Compose the socket and its plugs and write the component.",
      footer: "compose", enabled: { $0.canCompose }),
    Command(
      .wire, "w", .compose, "Choose who gives the selected import, or leave it open.",
      footer: "wire", enabled: { $0.isFocused(.compose, .main) && $0.wiringRow != nil }),
    Command(
      .plug, "space", .compose, "Plug the selected component in, or take it out.",
      footer: "plug",
      enabled: { session in
        guard session.isFocused(.compose, .list), case .plug? = session.composeRow else {
          return false
        }
        return true
      }),
    Command(
      .plugFitting, "a", .compose, "Plug in everything that fits an open import.",
      footer: "plug all", enabled: { $0.tab == .compose && !$0.composing.fittingPlugs.isEmpty }),
    Command(
      .resetWires, "r", .compose, "Forget the plugs and wires chosen for this socket.",
      footer: "reset", enabled: { $0.tab == .compose && $0.composing.isChanged }),
    Command(
      .composeView, "v", .compose, "Switch between the picture and the rows of the plan.",
      footer: "graph/rows", enabled: { $0.tab == .compose && $0.composing.sheet != nil }),
    Command(
      .checkWorld, "t", .compose, "Check what would be composed against a world.",
      footer: "world", enabled: { $0.canCompose }),
  ]

  private static let workers: [Command] = [
    Command(
      .revert, "v", .workers, "Take the worker back to the selected oplog entry; asks first.",
      footer: "revert to here", enabled: { $0.canRevert }),
    Command(
      .completePromise, "p", .workers, "Give the selected promise its data.", footer: "complete",
      enabled: { $0.canCompletePromise }),
    Command(
      .newCall, "n", .workers, "Fill in a call of the selected worker or template.",
      footer: "new call", enabled: { $0.tab == .workers && $0.workers.selectedTemplate != nil }),
    Command(
      .newWorker, "w", .workers, "Make a worker without a call: its name, arguments, environment.",
      footer: "new worker", enabled: { $0.canMakeWorker }),
    Command(
      .interrupt, "x", .workers, "Stop what the worker is doing; it can go on later. Asks first.",
      footer: "interrupt", enabled: { $0.tab == .workers && $0.workers.canInterrupt }),
    Command(
      .resume, "r", .workers, "Let an interrupted, suspended or failed worker go on.",
      footer: "resume",
      enabled: { $0.tab == .workers && $0.workers.canResume }),
    Command(
      .nextJournal, "]", .workers, "Show the next of log, oplog and calls.",
      footer: "log/oplog/calls", enabled: { $0.tab == .workers }),
    Command(
      .delete, "d", .workers, "Delete the worker and its oplog; asks first.", footer: "delete",
      enabled: { $0.tab == .workers && $0.workers.selected != nil }),
    Command(
      .fork, "f", .workers, "Make a worker with this one's past, up to the selected oplog entry.",
      footer: "fork", enabled: { $0.tab == .workers && $0.workers.selected != nil }),
    Command(
      .suspendWorker, "s", .workers, "Put the worker away until it is called; asks first.",
      footer: "suspend", enabled: { $0.tab == .workers && $0.workers.canSuspend }),
    Command(
      .updateWorker, "u", .workers,
      "Take the worker to what its template's file is now: choose how; asks first.",
      footer: "update", enabled: { $0.canUpdateWorker }),
    Command(
      .crash, "c", .workers, "Take the worker out of memory as a crash would; asks first.",
      footer: "crash", enabled: { $0.tab == .workers && $0.workers.selected != nil }),
    Command(
      .previousJournal, "[", .workers, "Show the previous of log, oplog and calls.",
      enabled: { $0.tab == .workers }),
  ]

  private static let invoke: [Command] = [
    Command(
      .send, "ctrl-s f5", .invoke, "Send the call.", footer: "send", worksWhileTyping: true,
      enabled: { $0.tab == .invoke && $0.invoke.form != nil }),
    Command(
      .previousField, "shift-tab", .invoke, "Go to the field before.", worksWhileTyping: true,
      enabled: { $0.isFocused(.invoke, .main) && ($0.invoke.form?.row ?? 0) > 0 }),
    Command(
      .nextField, "tab", .invoke, "Go to the next field.", footer: "next field",
      worksWhileTyping: true,
      enabled: { session in
        session.isFocused(.invoke, .main)
          && session.invoke.form.map { $0.row < $0.rows.count - 1 } == true
      }),
    Command(
      .toggle, "space", .invoke, "Switch or choose the field's value.", footer: "change",
      worksWhileTyping: true,
      enabled: { $0.isFocused(.invoke, .main) && $0.invoke.form?.canToggle == true }),
    Command(
      .addItem, "ctrl-n", .invoke, "Add an item to the list.", footer: "add item",
      worksWhileTyping: true, enabled: { $0.canAddItem }),
    Command(
      .removeItem, "ctrl-x", .invoke, "Remove the item from its list.", footer: "remove item",
      worksWhileTyping: true, enabled: { $0.canChangeItem }),
    Command(
      .moveItemUp, "alt-up", .invoke, "Move the item up in its list.", worksWhileTyping: true,
      enabled: { $0.canChangeItem }),
    Command(
      .moveItemDown, "alt-down", .invoke, "Move the item down in its list.",
      worksWhileTyping: true, enabled: { $0.canChangeItem }),
    Command(
      .wave, "ctrl-w", .invoke, "Switch between the form and WAVE text.", footer: "WAVE/form",
      worksWhileTyping: true, enabled: { $0.isFocused(.invoke, .main) && $0.invoke.form != nil }),
    Command(
      .repeatCall, "r", .invoke, "Send the selected call of the history again.", footer: "repeat",
      enabled: { $0.isFocused(.invoke, .details) && $0.selectedCall != nil }),
    Command(
      .cancel, "x", .invoke, "Stop waiting for the newest call that runs.", footer: "cancel",
      enabled: { $0.tab == .invoke && $0.invoke.runningCall != nil }),
  ]

  private static let everywhere: [Command] = [
    Command(
      .close, "esc", .everywhere, "Leave the field, close the popup, or go back to the list.",
      footer: "leave", worksWhileTyping: true),
    Command(
      .back, "backspace ctrl-o", .everywhere, "Go back to where you were.",
      enabled: { !$0.places.isEmpty }),
    Command(
      .find, "/", .everywhere, "Find text in this pane.", footer: "find",
      enabled: { !$0.isTyping }),
    Command(
      .findNext, "n alt-n", .everywhere, "Go to the next place found.",
      enabled: { $0.finding != nil }),
    Command(
      .findPrevious, "N alt-N", .everywhere, "Go to the place found before.",
      enabled: { $0.finding != nil }),
    Command(
      .help, "? f1", .everywhere, "List everything you can do here; type to filter, Enter runs.",
      footer: "help", worksWhileTyping: true),
    Command(.prompt, ":", .everywhere, "Run a command by its name."),
    Command(
      .messages, "m", .everywhere, "Show the messages so far.",
      enabled: { !$0.messages.isEmpty }),
    Command(.copy, "y", .everywhere, "Copy the selected row to the clipboard."),
    Command(.copyAll, "Y", .everywhere, "Copy all of this pane to the clipboard."),
    Command(.reload, "R f2", .everywhere, "Read the workspace's files again."),
    Command(.redraw, "ctrl-l", .everywhere, "Draw the screen anew.", worksWhileTyping: true),
    Command(
      .suspend, "ctrl-z", .everywhere, "Go back to the shell; `fg` returns.",
      worksWhileTyping: true),
    Command(
      .quit, "q ctrl-c", .everywhere, "Quit; asks while a call runs.", footer: "quit",
      worksWhileTyping: true),
  ]

  private static let moving: [Command] = [
    Command(
      .open, "enter", .moving, "Open, choose or follow what is selected.", footer: "open",
      worksWhileTyping: true),
    Command(.up, "up k", .moving, "Go up.", worksWhileTyping: true),
    Command(.down, "down j", .moving, "Go down.", worksWhileTyping: true),
    Command(.left, "left h", .moving, "Scroll left, take the choice before, or follow the wire."),
    Command(.right, "right l", .moving, "Scroll right, take the next choice, or follow the wire."),
    Command(.pageUp, "pgup ctrl-u", .moving, "Go up by a page.", worksWhileTyping: true),
    Command(.pageDown, "pgdn ctrl-d", .moving, "Go down by a page.", worksWhileTyping: true),
    Command(.top, "home <", .moving, "Go to the first row."),
    Command(.bottom, "end > G", .moving, "Go to the last row."),
  ]

  private static let places: [Command] = [
    Command(
      .nextPane, "tab f6", .places, "Go to the next pane.", footer: "next pane",
      worksWhileTyping: true),
    Command(
      .previousPane, "shift-tab shift-f6", .places, "Go to the pane before.", worksWhileTyping: true
    ),
    Command(
      .explore, "1 alt-1", .places, "Explore packages, interfaces, types and components.",
      worksWhileTyping: true),
    Command(
      .stubs, "2 alt-2", .places, "Preview and generate stubs.", worksWhileTyping: true),
    Command(
      .compose, "3 alt-3", .places, "Compose callers with stubs.", worksWhileTyping: true),
    Command(.workers, "4 alt-4", .places, "Watch the workers.", worksWhileTyping: true),
    Command(
      .invoke, "5 alt-5", .places, "Invoke functions of workers.", worksWhileTyping: true),
  ]
}
