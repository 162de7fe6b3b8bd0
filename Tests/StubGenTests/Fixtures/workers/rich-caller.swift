typealias Rich = Test.RichStub.StubRich

struct Worker: Test.RichCaller.CallerWorld.Exports {
  private let location = Rich.URI(value: "worker://rich/one")

  func run() -> [String] {
    let shop = Rich.Shop(location: location)
    var log = items(shop)
    log += values(shop)
    log += failures()
    log += others()
    log.append("live \(shop.live())")
    return log
  }

  private func items(_ shop: Rich.Shop) -> [String] {
    let tea = Rich.Item(location: location, name: "tea")
    let mug = Rich.Item(location: location, name: "mug")
    var log = [tea.join(other: mug), Rich.Item.firstOf(a: tea, b: mug), tea.twin().name()]
    log.append("\(tea.remote(handle: 1, giveup: 2)) \(tea.handleValue())")
    let all = Rich.Item.makeAll(location: location, names: ["a", "b"])
    log.append(all[0].join(other: all[1]))
    log.append(tea.swallow(other: mug).0)
    let given = shop.give(number: 41)
    log.append("\(given.number()) \(shop.look(g: given)) \(shop.take(g: given))")
    return log
  }

  private func values(_ shop: Rich.Shop) -> [String] {
    func item(_ name: String) -> Rich.Item { Rich.Item(location: location, name: name) }
    var log: [String] = []
    let other = Rich.Other(location: location)
    let holder = other.regrip(g: shop.hold(label: "l", item: item("held")))
    log.append("\(holder.label) \(other.nameOf(i: holder.item)) \(holder.more.count)")
    log.append(shop.unhold(h: holder)[1].name())
    if case .two(let number, let it) = shop.pass(m: .two(9, item("second"))) {
      log.append("\(number) \(it.name())")
    }
    log.append(shop.options(a: nil) == nil ? "none" : "some")
    log.append(shop.options(a: item("optional"))?.name() ?? "none")
    log.append(shop.pairs(a: [(1, item("one")), (2, item("two"))])[1].1.name())
    do throws(Thrown<String>) {
      log.append(try shop.results(a: .success(item("fine"))).name())
      _ = try shop.results(a: .failure(Thrown("not fine")))
    } catch {
      log.append(error.reason)
    }
    return log
  }

  private func failures() -> [String] {
    var log: [String] = []
    do throws(Thrown<String>) {
      let picky = try Rich.Picky(location: location, number: 3)
      log.append("\(picky.number()) \(try picky.tryIt(fail: false))")
      do throws(Thrown<String>) {
        _ = try picky.tryIt(fail: true)
      } catch {
        log.append(error.reason)
      }
      _ = try Rich.Picky(location: location, number: 30)
    } catch {
      log.append(error.reason)
    }
    return log
  }

  private func others() -> [String] {
    let echo = Rich.Inline(location: location).echo(l: Rich.Local(n: 5)).n
    let point = Rich.Rich(location: location).at(p: Rich.Point(x: 1), selfArgument: 2)
    return ["\(echo) \(point.x)"]
  }
}
