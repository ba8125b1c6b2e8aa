import Testing

@testable import Training

struct RandomGeneratorTests {
  /// The known answers that the authors publish with Random123 (kat_vectors, philox4x32 10).
  @Test(
    "the base generator gives the published blocks",
    arguments: [
      ([0, 0, 0, 0, 0, 0], [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
      (
        [UInt32](repeating: .max, count: 6),
        [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
      ),
      (
        [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344, 0xA409_3822, 0x299F_31D0],
        [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
      ),
    ] as [([UInt32], [UInt32])])
  func knownAnswers(input: [UInt32], expected: [UInt32]) {
    let block = RandomGenerator.philox(
      counter: SIMD4(input[0], input[1], input[2], input[3]), key: (input[4], input[5]))
    #expect((0..<4).map { block[$0] } == expected)
  }

  /// Test vectors of the hash's authors.
  @Test("a purpose is hashed by FNV-1a")
  func hash() {
    #expect(RandomGenerator.fnv1a("") == 0xCBF2_9CE4_8422_2325)
    #expect(RandomGenerator.fnv1a("a") == 0xAF63_DC4C_8601_EC8C)
    #expect(RandomGenerator.fnv1a("foobar") == 0x8594_4171_F739_67E8)
  }

  @Test("a stream is made of the blocks of its seed and purpose")
  func layout() {
    let seed: UInt64 = 0x0123_4567_89AB_CDEF
    let hash = RandomGenerator.fnv1a("weights W1")
    var generator = RandomGenerator(seed: seed, purpose: "weights W1")
    for number: UInt32 in 0..<3 {
      let block = RandomGenerator.philox(
        counter: SIMD4(number, 0, UInt32(truncatingIfNeeded: hash), UInt32(hash >> 32)),
        key: (0x89AB_CDEF, 0x0123_4567))
      #expect(generator.next() == UInt64(block[0]) | UInt64(block[1]) << 32)
      #expect(generator.next() == UInt64(block[2]) | UInt64(block[3]) << 32)
    }
  }

  @Test("streams of other seeds or purposes differ")
  func independence() {
    func first(_ seed: UInt64, _ purpose: String) -> UInt64 {
      var generator = RandomGenerator(seed: seed, purpose: purpose)
      return generator.next()
    }
    let values = [first(0, "a"), first(1, "a"), first(0, "b"), first(1 << 40, "a")]
    #expect(Set(values).count == 4)
  }

  @Test("uniform numbers lie in [0, 1) with mean 1/2 and variance 1/12")
  func uniform() {
    var generator = RandomGenerator(seed: 1, purpose: "test")
    let values = (0..<100_000).map { _ in generator.uniform() }
    let mean = values.reduce(0, +) / 1e5
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e5
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(mean - 0.5) < 0.005)
    #expect(abs(variance - 1.0 / 12) < 0.001)
  }

  @Test("normal numbers have mean 0, variance 1 and normal tails")
  func normal() {
    var generator = RandomGenerator(seed: 2, purpose: "test")
    let values = generator.normals(99_999)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + $1 * $1 } / count
    #expect(values.count == 99_999)
    #expect(abs(mean) < 0.015)
    #expect(abs(variance - 1) < 0.02)
    #expect(abs(Double(values.count { abs($0) > 1.96 }) / count - 0.05) < 0.005)
  }

  @Test("bounded integers are evenly spread")
  func bounded() {
    var generator = RandomGenerator(seed: 3, purpose: "test")
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.integer(below: 7)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
    #expect(generator.integer(below: 1) == 0)
  }

  @Test("a shuffle is a permutation, and every order of three rows is as likely")
  func shuffle() {
    var generator = RandomGenerator(seed: 4, purpose: "test")
    #expect(generator.permutation(100).sorted() == Array(0..<100))
    #expect(generator.permutation(0).isEmpty)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 { counts[generator.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
  }
}
