typealias E = Names.Names.Error

struct Worker:
  Names.Names.Error.Exports, Names.Names.NamesValue.Exports,
  Names.Names.EverythingWorld.Exports
{
  func same(names: UInt8) -> UInt8 { names }
  func a(e: E.Error) -> E.Error { e }
  func b(s: E.Character, string: E.String, set: E.Set) -> E.Character { s }
  func c(
    repeat: UInt8, in: UInt8, `inout`: UInt8, `var`: UInt8, `let`: UInt8
  ) -> UInt8 { `repeat` &+ `in` &+ `inout` &+ `var` &+ `let` }
  func `init`(self selfValue: UInt8) -> UInt8 { selfValue }
  func selfValue(worker: UInt8) -> UInt8 { 2 }
  func `default`() throws(E.Error) -> UInt8 { throw .closed }
  func f(thrown: E.ThrownValue, worker: E.WorkerValue) -> E.Int32 { worker.int32.asWide }

  func answer(answer: UInt32) -> String? {
    Names.Names.EverythingWorld.ask(question: "\(answer)?")
  }
}

extension UInt8 {
  var asWide: UInt32 { UInt32(self) }
}
