import CKernels
import Testing

@Suite("Elementary functions across their branches")
struct ElementaryMonotonicityTests {
  /// Where a reduction changes its integer or a formula its branch.
  static let edges: [Double] = {
    let ln2 = 0.6931471805599453
    let root = 2.0.squareRoot()
    var edges = [0.6, 0.6 * root, 0.881373587019543, 10, 15, 20, 21, 27.6, 39, 42, 87.5, 708.4]
    for k in -12...12 {
      edges.append(contentsOf: [(Double(k) + 0.5) * ln2, Double(k) * ln2])
      edges.append(contentsOf: [
        (Double(k) + 0.5) * ln2 / 2, Double(sign: .plus, exponent: k, significand: root),
      ])
      edges.append(Double(sign: .plus, exponent: k, significand: 1))
    }
    return edges + edges.map { -$0 }
  }()

  static let rising = [
    "exp", "expm1", "ln", "log1p", "tanh", "sigmoid", "softplus", "erf", "normal_cdf", "elu",
  ]

  @Test("Rising functions never step back between neighbours", arguments: rising)
  func rises(name: String) throws {
    let function = try ElementaryFunction.named(name)
    #expect(stepsBack(function, sign: 1) == 0)
  }

  @Test("erfc never steps up between neighbours")
  func falls() throws {
    #expect(stepsBack(try ElementaryFunction.named("erfc"), sign: -1) == 0)
  }

  private func stepsBack(_ function: ElementaryFunction, sign: Double) -> Int {
    var count = 0
    for edge in Self.edges {
      var double = edge
      var float = Float(edge)
      for _ in 0..<200 { (double, float) = (double.nextDown, float.nextDown) }
      for _ in 0..<400 {
        let next = (double.nextUp, float.nextUp)
        let step = sign * (function.float64(next.0) - function.float64(double))
        let stepInFloat = Float(sign) * (function.float32(next.1) - function.float32(float))
        count += (step < 0 ? 1 : 0) + (stepInFloat < 0 ? 1 : 0)
        (double, float) = next
      }
    }
    return count
  }
}
