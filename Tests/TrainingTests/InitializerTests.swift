import Testing

@testable import Training

struct InitializerTests {
  @Test(
    "each initialiser has its variance, and its limit where it is uniform",
    arguments: [
      (Initializer.glorotUniform, 2.0 / 300, (6.0 / 300).squareRoot()),
      (.glorotNormal, 2.0 / 300, nil), (.heUniform, 2.0 / 200, (6.0 / 200).squareRoot()),
      (.heNormal, 2.0 / 200, nil), (.lecunNormal, 1.0 / 200, nil), (.zeros, 0, 0),
      (.normal(deviation: 0.1), 0.01, nil), (.uniform(limit: 0.5), 0.25 / 3, 0.5),
    ] as [(Initializer, Double, Double?)])
  func variance(initializer: Initializer, variance: Double, limit: Double?) {
    var generator = RandomGenerator(seed: 5, purpose: "weights W1")
    let values = initializer.draw(inputs: 200, outputs: 100, from: &generator).values
    let measured = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(values.count == 20_000)
    #expect(abs(measured - variance) <= 0.05 * variance)
    if let limit { #expect(values.allSatisfy { abs($0) <= limit }) }
  }

  @Test("the default is glorot uniform")
  func standard() {
    #expect(Initializer.standard == .glorotUniform)
  }
}
