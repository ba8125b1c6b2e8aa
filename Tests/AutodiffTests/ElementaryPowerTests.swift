import CKernels
import Testing

private let infinity = Double.infinity
private let nan = Double.nan

@Suite("pow")
struct ElementaryPowerTests {
  /// The special cases of C99, annex F.9.4.4.
  static let values: [(x: Double, y: Double, value: Double)] = [
    (0, -3, infinity), (-0.0, -3, -infinity), (0, -2, infinity), (-0.0, -2, infinity),
    (-0.0, -0.5, infinity), (0, -infinity, infinity), (-0.0, 3, -0.0), (-0.0, 2, 0),
    (-0.0, 0.5, 0), (0, 0, 1), (-1, infinity, 1), (-1, -infinity, 1), (1, nan, 1), (nan, 0, 1),
    (infinity, 0, 1), (-8, 1 / 3, nan), (-1, 0.5, nan), (0.5, -infinity, infinity),
    (2, -infinity, 0), (0.5, infinity, 0), (2, infinity, infinity), (-infinity, -3, -0.0),
    (-infinity, -2, 0), (-infinity, 3, -infinity), (-infinity, 2, infinity),
    (-infinity, 0.5, infinity), (-infinity, -0.5, 0), (infinity, -1, 0), (infinity, 1, infinity),
    (nan, 1, nan), (2, nan, nan), (-2, 3, -8), (-2, -3, -0.125), (-2, 1023, -0x1p1023),
    (10, 400, infinity), (-10, 401, -infinity), (10, -400, 0), (-10, -401, -0.0),
    (-1, 9_007_199_254_740_991, -1), (-1, 9_007_199_254_740_992, 1), (2, -1074, 0x1p-1074),
  ]

  @Test("Special cases follow C99")
  func special() {
    for (x, y, value) in Self.values {
      let result = ck_scalar_pow_f64(x, y)
      #expect(distance(result, value) == 0, "\(x)^\(y)")
      #expect(value.isNaN || result.sign == value.sign, "\(x)^\(y)")
    }
  }

  @Test("float32 has the same special cases")
  func specialInFloat() {
    for (x, y, value) in Self.values where y.magnitude < 1000 || y.isInfinite {
      let result = ck_scalar_pow_f32(Float(x), Float(y))
      #expect(distance(result, Float(value)) == 0, "\(x)^\(y)")
      #expect(value.isNaN || result.sign == value.sign, "\(x)^\(y)")
    }
  }

  @Test("Squares, reciprocals, roots and first powers equal the operations to the bit")
  func simple() {
    var x = -97.3
    while x < 97 {
      let a = x.magnitude
      let float = Float(x)
      #expect(ck_scalar_pow_f64(x, 2) == x * x)
      #expect(ck_scalar_pow_f64(x, 1) == x)
      #expect(ck_scalar_pow_f64(x, -1) == 1 / x)
      #expect(ck_scalar_pow_f64(a, 0.5) == a.squareRoot())
      #expect(ck_scalar_pow_f32(float, 2) == float * float)
      #expect(ck_scalar_pow_f32(float, 1) == float)
      #expect(ck_scalar_pow_f32(float, -1) == 1 / float)
      #expect(ck_scalar_pow_f32(Float(a), 0.5) == Float(a).squareRoot())
      x += 0.0371
    }
  }

  @Test("Powers of integers that are representable are exact")
  func integers() {
    for base in -12...12 {
      var exact = 1.0
      for exponent in 0...13 {
        #expect(ck_scalar_pow_f64(Double(base), Double(exponent)) == exact, "\(base)^\(exponent)")
        exact *= Double(base)
      }
    }
  }
}
