import Testing

@testable import Autodiff

/// Parts of matrices in the arena.
struct ArenaRegionTests {
  @Test("two regions overlap exactly where an element belongs to both", arguments: 0..<2000)
  func overlap(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func region() -> ArenaRegion {
      let columns = 1 + next(6)
      return ArenaRegion(
        start: next(40), rows: 1 + next(5), columns: columns, stride: columns + next(8))
    }
    let (a, b) = (region(), region())
    #expect(a.overlaps(b) == !Self.elements(a).isDisjoint(with: Self.elements(b)), "\(a) \(b)")
    #expect(b.overlaps(a) == a.overlaps(b))
  }

  private static func elements(_ region: ArenaRegion) -> Set<Int> {
    Set(
      (0..<region.rows).flatMap { row in
        (0..<region.columns).map { region.start + row * region.stride + $0 }
      })
  }

  @Test("two loops are rows of neighbours, whichever of them is the inner one")
  func loops() {
    let region = ArenaRegion(start: 3, rows: 4, columns: 2, stride: 10)
    #expect(ArenaRegion(start: 3, (4, 10), (2, 1)) == region)
    #expect(ArenaRegion(start: 3, (2, 1), (4, 10)) == region)
    #expect(ArenaRegion(start: 3, (4, 0), (2, 1)).count == 2)
  }

  @Test("two loops neither of which goes from neighbour to neighbour are all that lies between")
  func wideLoops() {
    let region = ArenaRegion(start: 0, (3, 10), (2, 4))
    #expect(region.range == 0..<25)
    #expect(region.count == 25)
  }
}
