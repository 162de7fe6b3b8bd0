typealias P = Test.Types.Plain
typealias N = Test.Types.Nasty

/// Gives back what it gets, mostly.
struct Worker: Test.Types.Plain.Exports, Test.Types.Nasty.Exports {
  func noOp() {}
  func identityBool(b: Bool) -> Bool { b }
  func identityS8(x: Int8) -> Int8 { x }
  func identityS16(x: Int16) -> Int16 { x }
  func identityS32(x: Int32) -> Int32 { x }
  func identityS64(x: Int64) -> Int64 { x }
  func identityU8(x: UInt8) -> UInt8 { x }
  func identityU16(x: UInt16) -> UInt16 { x }
  func identityU32(x: UInt32) -> UInt32 { x }
  func identityU64(x: UInt64) -> UInt64 { x }
  func identityF32(x: Float) -> Float { x }
  func identityF64(x: Double) -> Double { x }
  func identityChar(x: Unicode.Scalar) -> Unicode.Scalar { x }
  func identityString(x: String) -> String { x }
  func identityList(points: [P.Point]) -> [P.Point] { points }
  func applyMetadata(_ metadata: P.Metadata?) -> P.Metadata? { metadata }
  func swap(c: (Int32, Int32)) -> P.PointTuple { (c.1, c.0) }
  func tupleToPoint(
    t: P.PointTuple, metadata: P.Metadata?
  ) throws(Thrown<String>) -> P.Point {
    guard let metadata else { throw Thrown("no metadata") }
    return P.Point(x: t.0, y: t.1, metadata: metadata)
  }
  func logError(r: Result<P.Point, Thrown<String>>) throws(Nothing) -> P.Point {
    guard case .success(let point) = r else { throw Nothing() }
    return point
  }
  func validatePoint(_ point: P.Point) throws(Thrown<String>) {
    if point.x < 0 { throw Thrown("x is \(point.x)") }
  }
  func result(r: P.CheckoutResult) -> P.CheckoutResult { r }
  func getColor(c: P.Color) -> P.Color { c }
  func togglePermissions(_ permissions: P.Permissions) -> P.Permissions {
    permissions.symmetricDifference([.exec])
  }

  func kw(me: N.Keywords) -> N.Keywords { me }
  func payload(p: N.Payloads) -> N.Payloads { p }
  func payloadList(p: [N.Payloads]) -> [N.Payloads] { p.reversed() }
  func kind(k: N.Kinds, w: N.Wide) -> (N.Wide, N.Kinds) { (w.union(.b3), k) }
  func many(
    a: UInt8, b: Int8, c: UInt16, d: Int16, e: UInt32, f: Int32, g: UInt64, h: Int64, i: Float,
    j: Double, k: Unicode.Scalar, l: Bool, m: String, n: [Int16], o: Float?, p: N.Mixed
  ) -> String {
    var text = "\(a) \(b) \(c) \(d) \(e) \(f) \(g) \(h) \(i) \(j) \(Character(k)) \(l) \(m)"
    for x in n { text += " \(x)" }
    if let o { text += " \(o)" }
    return text + " \(p.b) \(p.d) \(p.g.rawValue) \(p.h.rawValue)"
  }
  func mix(m: N.Mixed) -> N.Mixed { m }
  func nested(x: [[(UInt8, Int64)?]]) -> [[(UInt8, Int64)?]] { x.map { $0.reversed() } }
  func res(r: Result<(UInt8, UInt8), N.Kinds>) throws(N.Kinds) -> (UInt8, UInt8) { try r.get() }
  func resEmpty(r: Result<Nothing, Nothing>) throws(Nothing) { _ = try r.get() }
  func resPair(
    r: Result<UInt8, Thrown<(UInt8, String)>>
  ) throws(Thrown<(UInt8, String)>) -> UInt8 { try r.get() }
  func tupleOf3(t: (String, Double, [Bool])) -> (String, Double, [Bool]) {
    (t.0 + "!", -t.1, t.2.map { !$0 })
  }
  func tupleOf8(
    t: (UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64)
  ) -> (UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64) { t }
  func tupleOfTuples(
    t: ((UInt8, UInt16), (UInt8, UInt8)?)
  ) -> ((UInt8, UInt16), (UInt8, UInt8)?) { t }
  func tupleOfOne(t: UInt8) -> String { "\(t)" }
  func tupled(tuples: N.Tuples) -> N.Tuples { tuples }
  func `import`(switch: UInt32) -> UInt32 { `switch` &+ 1 }
  func locals(
    value: UInt8, handle: UInt8, worker: UInt8, core: UInt8, core0: UInt8, outcome: UInt8
  ) throws(Thrown<UInt8>) -> UInt8 { value &+ handle &+ worker &+ core &+ core0 &+ outcome }
}
