/// The elements of a dropout layer's mask at one step, row by row.
///
/// An element is kept, and divided by 1 − p, where a uniform number of the stream
/// `dropout <layer> step <t>` is at least p; else it is 0.
struct MaskStream {
  private var generator: RandomGenerator
  private let probability: Double
  private let scale: Double

  init(layer: Int, probability: Double, seed: UInt64, step: Int) {
    generator = RandomGenerator(seed: seed, purpose: "dropout \(layer) step \(step)")
    self.probability = probability
    scale = 1 / (1 - probability)
  }

  mutating func next() -> Double { generator.uniform() >= probability ? scale : 0 }
}
