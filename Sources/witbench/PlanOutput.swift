import ArgumentParser
import Workbench

/// How the commands that change files show and make their plans.
struct PlanOption: ParsableArguments {
  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  /// Makes the plan, or shows it. `messages` are what the command says of its work when it is done.
  func carryOut(_ plan: ChangePlan, messages: [String]) throws {
    for note in plan.notes { complain("note: \(note)") }
    if dryRun { for item in plan.items { answer(item.summary) } }
    guard plan.refusals.isEmpty else {
      for refusal in plan.refusals { complain(refusal) }
      throw Refusal(
        code: Status.no, text: dryRun ? "this would be refused" : "nothing was written")
    }
    if dryRun { return }
    do throws(FileError) {
      try plan.apply()
    } catch {
      throw Refusal(
        code: Status.couldNotTry,
        text: "\(error.text); nothing was written: choose a place that can be written to, or move "
          + "away what stands there")
    }
    for message in messages { answer(message) }
    answer("Done")
  }

  /// Makes a plan; what cannot be made of the input is status 1, what cannot be read 2.
  static func planned<Plan>(_ body: () throws(BuildFailure) -> Plan) throws -> Plan {
    do throws(BuildFailure) {
      return try body()
    } catch {
      throw Refusal(
        code: error.kind == .refused ? Status.no : Status.couldNotTry, text: error.text)
    }
  }
}
