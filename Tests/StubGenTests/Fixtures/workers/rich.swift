typealias Shop = Test.Rich.Shop
typealias Inline = Test.Rich.Inline
typealias World = Test.Rich.RichWorld

nonisolated(unsafe) var liveItems: UInt32 = 0

struct Worker: Shop.Exports, Test.Rich.Other.Exports, Inline.Exports, World.Exports {
  final class Item: Shop.ItemResource {
    private let text: String

    init(name: String) {
      text = name
      liveItems += 1
    }

    deinit { liveItems -= 1 }

    func name() -> String { text }
    func join(other: Item) -> String { "\(text)+\(other.text)" }
    func swallow(other: Item) -> (String, UInt32) { ("\(text)(\(other.text))", liveItems) }
    func twin() -> Item { Item(name: text) }
    func remote(handle: UInt8, giveup: UInt8) -> UInt8 { handle + giveup }
    func handle() -> UInt8 { 7 }
    static func makeAll(names: [String]) -> [Item] { names.map { Item(name: $0) } }
    static func firstOf(a: Item, b: Item) -> String { a.text < b.text ? a.text : b.text }
  }

  final class Picky: Shop.PickyResource {
    private let value: UInt32

    init(number: UInt32) throws(Thrown<String>) {
      guard number < 10 else { throw Thrown("\(number) is too much") }
      value = number
    }

    func number() -> UInt32 { value }

    func tryIt(fail: Bool) throws(Thrown<String>) -> UInt32 {
      if fail { throw Thrown("failed as told") }
      return value + 1
    }
  }

  final class Given: Shop.GivenResource {
    private let value: UInt32

    init(_ value: UInt32) { self.value = value }

    func number() -> UInt32 { value }
  }

  func give(number: UInt32) -> Given { Given(number) }
  func take(g: Given) -> UInt32 { g.number() + 1 }
  func look(g: Given) -> UInt32 { g.number() }
  func hold(label: String, item: Item) -> Shop.Holder {
    Shop.Holder(label: label, item: item, more: [item.twin()])
  }
  func unhold(h: Shop.Holder) -> [Item] { [h.item] + h.more }
  func pass(m: Shop.Maybe) -> Shop.Maybe { m }
  func options(a: Item?) -> Item? { a }
  func results(a: Result<Item, Thrown<String>>) throws(Thrown<String>) -> Item { try a.get() }
  func pairs(a: [(UInt8, Item)]) -> [(UInt8, Item)] { a }
  func live() -> UInt32 { liveItems }
  func nameOf(i: Item) -> String { i.name() }
  func regrip(g: Shop.Holder) -> Shop.Holder { g }
  func echo(l: Inline.Local) -> Inline.Local { l }
  func at(p: World.Point, self selfValue: UInt8) -> World.Point { World.Point(x: p.x + selfValue) }
}
