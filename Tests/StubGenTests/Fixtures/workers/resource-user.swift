typealias Store = Test.Res.Store

struct Worker: Test.Resuser.Runner.Exports {
  func run() -> [String] {
    var log: [String] = []
    do {
      let ann = Store.Cart(userID: "ann")
      let bob = Store.Cart(userID: "bob")
      log.append(checkout(ann))
      ann.add(name: "tea", count: 2)
      bob.add(name: "mug", count: 5)
      ann.mergeWith(other: bob)
      log.append(checkout(ann))
      let both = Store.Cart.merge(a: ann, b: bob)
      log.append("merged \(both.count()) live \(Store.live())")
      log.append("total \(Store.total(cs: [ann, bob, both]))")
      let passed = Store.pass(c: both)
      log.append("passed \(passed?.count() ?? 0) live \(Store.live())")
      log.append("passed nothing \(Store.pass(c: nil) == nil)")
      let made = Store.make(n: 4)
      log.append("made " + made.map { String($0.count()) }.joined(separator: ","))
      log.append("consumed \(Store.consume(c: made[3]))")
    }
    log.append("at the end live \(Store.live())")
    return log
  }

  private func checkout(_ cart: Store.Cart) -> String {
    do throws(Thrown<String>) {
      return try cart.checkout()
    } catch {
      return "threw \(error.reason)"
    }
  }
}
