import Component
import Testing

/// The names under which people, stubs of both eras and scripts mean a function.
struct FunctionNameTests {
  private static let counter = ValueType.Resource(name: "counter", interface: "rpc:counters/api")

  private static func function(
    _ name: String, _ parameters: [(String, ValueType)] = [], _ result: ValueType? = nil
  ) -> FunctionType {
    FunctionType(
      name: name, parameters: parameters.map { .init(name: $0.0, type: $0.1) }, result: result)
  }

  /// Two interfaces and the world's own functions, with names that meet.
  private static let type = ComponentType(
    imports: [],
    exports: [
      InterfaceType(
        name: "rpc:counters/api",
        functions: [
          function("[constructor]counter", [("name", .string)], .own(counter)),
          function("[method]counter.inc-by", [("self", .borrow(counter)), ("n", .u64)]),
          function("[static]counter.zero", [], .own(counter)),
          function("inc-global-by", [("n", .u64)]),
          function("reset"),
        ], resources: ["counter"]),
      InterfaceType(name: "rpc:counters/admin@1.2.0", functions: [function("reset")]),
      InterfaceType(name: nil, functions: [function("run")]),
    ])

  @Test(arguments: [
    // As binaries spell it.
    ("rpc:counters/api.{[constructor]counter}", "rpc:counters/api.{[constructor]counter}"),
    ("rpc:counters/api.{[drop]counter}", "rpc:counters/api.{[drop]counter}"),
    ("rpc:counters/api/[method]counter.inc-by", "rpc:counters/api.{[method]counter.inc-by}"),
    ("[static]counter.zero", "rpc:counters/api.{[static]counter.zero}"),
    // The form of 2024-06 and later.
    ("rpc:counters/api.{inc-global-by}", "rpc:counters/api.{inc-global-by}"),
    ("rpc:counters/api.{counter.new}", "rpc:counters/api.{[constructor]counter}"),
    ("rpc:counters/api.{counter.drop}", "rpc:counters/api.{[drop]counter}"),
    ("rpc:counters/api.{counter.inc-by}", "rpc:counters/api.{[method]counter.inc-by}"),
    ("rpc:counters/api.{counter.zero}", "rpc:counters/api.{[static]counter.zero}"),
    ("rpc:counters/admin.{reset}", "rpc:counters/admin@1.2.0.{reset}"),
    ("rpc:counters/admin@1.2.0.{reset}", "rpc:counters/admin@1.2.0.{reset}"),
    // The form of 2024-03.
    ("rpc:counters/api/inc-global-by", "rpc:counters/api.{inc-global-by}"),
    ("rpc:counters/api/counter/new", "rpc:counters/api.{[constructor]counter}"),
    ("rpc:counters/api/counter/drop", "rpc:counters/api.{[drop]counter}"),
    ("rpc:counters/api/counter/inc-by", "rpc:counters/api.{[method]counter.inc-by}"),
    ("rpc:counters/admin@1.2.0/reset", "rpc:counters/admin@1.2.0.{reset}"),
    // As people write it.
    ("run", "run"),
    ("inc-global-by", "rpc:counters/api.{inc-global-by}"),
    ("api.{reset}", "rpc:counters/api.{reset}"),
    ("admin/reset", "rpc:counters/admin@1.2.0.{reset}"),
    ("counter.inc-by", "rpc:counters/api.{[method]counter.inc-by}"),
    ("counter/inc-by", "rpc:counters/api.{[method]counter.inc-by}"),
    ("counter.drop", "rpc:counters/api.{[drop]counter}"),
    // An instance by its arguments.
    (#"counter("x").inc-by"#, #"rpc:counters/api.{counter("x").inc-by}"#),
    (#"api/counter( "x" )/inc-by"#, #"rpc:counters/api.{counter("x").inc-by}"#),
    (
      #"rpc:counters/api.{counter("a/b.{c}(").drop}"#,
      #"rpc:counters/api.{counter("a/b.{c}(").drop}"#
    ),
    (#"rpc:counters/api.{counter("x").new}"#, #"rpc:counters/api.{counter("x").new}"#),
  ])
  func aNameStandsForAFunction(_ name: String, _ canonical: String) throws {
    let found = try Self.type.function(named: name)
    #expect(found.canonicalName == canonical)
    #expect(Self.type.function(canonical: canonical) == found)
  }

  @Test(arguments: [
    (
      "reset",
      """
      `reset` could be any of these; write one in full:
        rpc:counters/api.{reset}: func()
        rpc:counters/admin@1.2.0.{reset}: func()
      """
    ),
    (
      #"counter(1).inc-by"#,
      """
      `counter(1).inc-by`: the arguments of `counter`: element 0: expected a string like "a", \
      found `1).inc-by`; these exist:
        rpc:counters/api.{[constructor]counter}: func(name: string) -> counter
      """
    ),
    (
      #"counter("x").inc"#,
      """
      `counter("x").inc`: `counter` has no method `inc`; these exist:
        rpc:counters/api.{[constructor]counter}: func(name: string) -> counter
        rpc:counters/api.{[method]counter.inc-by}: func(self: borrow<counter>, n: u64)
        rpc:counters/api.{[static]counter.zero}: func() -> counter
      """
    ),
    (
      #"counter("x")"#,
      """
      `counter("x")`: expected `.` and a method behind the arguments; these exist:
        rpc:counters/api.{[constructor]counter}: func(name: string) -> counter
        rpc:counters/api.{[method]counter.inc-by}: func(self: borrow<counter>, n: u64)
        rpc:counters/api.{[static]counter.zero}: func() -> counter
      """
    ),
  ])
  func whatIsWrongWithANameIsSaid(_ name: String, _ text: String) throws {
    let error = try #require(throws: FunctionNameError.self) {
      try Self.type.function(named: name)
    }
    #expect(error.text == text)
  }

  /// The likeliest stands first.
  @Test(arguments: [
    ("inc-globl-by", "inc-global-by"),
    ("rpc:counters/api/counter/inc-bye", "[method]counter.inc-by"),
    ("rpc:counters/api.{counter.nwe}", "[constructor]counter"), ("runn", "run"),
    ("rpc:counter/api.{reset}", "reset"), (#"conter("x").inc-by"#, "[constructor]counter"),
  ])
  func aNameThatIsNearlyRightIsAnsweredWithTheRightOne(
    _ name: String, _ nearest: String
  ) throws {
    let error = try #require(throws: FunctionNameError.self) {
      try Self.type.function(named: name)
    }
    #expect(error.candidates.first?.type.name == nearest)
    #expect(error.candidates.count == 7)
  }

  @Test(arguments: ["", "/", "//", ".{}", "(", "()", "x(", ".{(}", "a/b/c/d/e/f", "counter(", "%"])
  func textThatIsNoNameIsRefused(_ name: String) {
    #expect(throws: FunctionNameError.self) { try Self.type.function(named: name) }
  }

  @Test func anInstancesMethodTakesNoSelf() throws {
    let found = try Self.type.function(named: #"counter("x").inc-by"#)
    #expect(found.type.parameters.map(\.name) == ["n"])
    #expect(found.member.parameters.map(\.name) == ["self", "n"])
    #expect(found.instance?.arguments == [.string("x")])
  }
}
