import TestSupport
import Testing

/// The short forms of `Scripts/prove mutate` and `Scripts/prove worlds`.
struct HardInputTests {
  @Test(.timeLimit(.minutes(10)))
  func damagedBinariesAreReadOrRefusedWithAPlace() throws {
    var check = MutationCheck(Mutator(try Binaries.all()))
    for number in 0..<2_000 { check.run(number) }
    #expect(check.failures == [])
    #expect(check.pastFirstSection * 5 >= check.mutants)
    #expect(check.decoded > 0 && check.inspected > 0 && check.composed > 0)
  }

  @Test(.timeLimit(.minutes(10)))
  func madeUpWorldsAreDecodedAsTheJudgeSeesThem() throws {
    var check = WorldCheck()
    for seed in 0..<20 { try check.run(seed) }
    #expect(check.failures == [])
    #expect(check.components > 10)
  }
}
