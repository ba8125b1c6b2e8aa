import CKernels
import Testing

private let infinity = Double.infinity
private let nan = Double.nan

@Suite("Elementary functions at their extremes")
struct ElementarySpecialValueTests {
  /// Arguments and exact results; the sign of a zero counts.
  static let values: [(name: String, cases: [(x: Double, value: Double)])] = [
    (
      "exp",
      [(0, 1), (-0.0, 1), (infinity, infinity), (-infinity, 0), (1000, infinity), (-1000, 0)]
    ),
    ("expm1", [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -1), (-1000, -1)]),
    ("ln", [(0, -infinity), (-0.0, -infinity), (1, 0), (infinity, infinity), (-1, nan)]),
    ("ln", [(-infinity, nan)]),
    ("log1p", [(0, 0), (-0.0, -0.0), (-1, -infinity), (infinity, infinity), (-2, nan)]),
    ("tanh", [(0, 0), (-0.0, -0.0), (infinity, 1), (-infinity, -1), (1000, 1)]),
    ("sigmoid", [(0, 0.5), (-0.0, 0.5), (infinity, 1), (-infinity, 0), (1000, 1), (-1000, 0)]),
    ("softplus", [(infinity, infinity), (-infinity, 0), (1000, 1000), (-1000, 0)]),
    ("erf", [(0, 0), (-0.0, -0.0), (infinity, 1), (-infinity, -1)]),
    ("erfc", [(0, 1), (-0.0, 1), (infinity, 0), (-infinity, 2), (30, 0)]),
    ("normal_cdf", [(0, 0.5), (-0.0, 0.5), (infinity, 1), (-infinity, 0), (-50, 0)]),
    ("gelu", [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -0.0), (1000, 1000)]),
    ("silu", [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -0.0), (1000, 1000)]),
    ("elu", [(0, 0), (-0.0, -0.0), (infinity, infinity), (-infinity, -1), (3, 3)]),
    ("sin", [(0, 0), (-0.0, -0.0), (infinity, nan), (-infinity, nan)]),
    ("cos", [(0, 1), (-0.0, 1), (infinity, nan), (-infinity, nan)]),
    ("tan", [(0, 0), (-0.0, -0.0), (infinity, nan), (-infinity, nan)]),
  ]

  @Test("Zeros keep their sign, infinities reach the limits")
  func limits() throws {
    for (name, cases) in Self.values {
      let function = try ElementaryFunction.named(name)
      for (x, value) in cases {
        let double = function.float64(x)
        let float = function.float32(Float(x))
        #expect(distance(double, value) == 0, "\(name)(\(x))")
        #expect(distance(float, Float(value)) == 0, "\(name)(\(x))")
        if !value.isNaN {
          #expect(double.sign == value.sign && float.sign == value.sign, "\(name)(\(x))")
        }
      }
    }
  }

  @Test("nan stays nan", arguments: ElementaryFunction.all)
  func notANumber(function: ElementaryFunction) {
    #expect(function.float64(.nan).isNaN)
    #expect(function.float32(.nan).isNaN)
  }

  @Test("The smallest numbers pass where the function is x near 0")
  func smallest() throws {
    for name in ["expm1", "log1p", "tanh", "elu", "sin", "tan"] {
      let function = try ElementaryFunction.named(name)
      for multiple in 1...9 {
        let double = Double(multiple) * .leastNonzeroMagnitude
        let float = Float(multiple) * .leastNonzeroMagnitude
        #expect(function.float64(double) == double && function.float64(-double) == -double)
        #expect(function.float32(float) == float && function.float32(-float) == -float)
      }
    }
  }

  @Test("exp underflows gradually and overflows at its bound")
  func exponentialBounds() {
    #expect(ck_scalar_exp_f64(-745.1332191019411) == .leastNonzeroMagnitude)
    #expect(ck_scalar_exp_f64(-745.1332191019412) == 0)
    #expect(ck_scalar_exp_f64(709.782712893384).isFinite)
    #expect(ck_scalar_exp_f64(709.7827128933841) == .infinity)
    #expect(ck_scalar_exp_f32(-103.97) == .leastNonzeroMagnitude)
    #expect(ck_scalar_exp_f32(-103.98) == 0)
    #expect(ck_scalar_exp_f32(88.72283).isFinite)
    #expect(ck_scalar_exp_f32(88.72284) == .infinity)
  }

  @Test("ln of subnormal numbers is right")
  func subnormalLogarithm() {
    #expect(ck_scalar_ln_f64(.leastNonzeroMagnitude) == -744.4400719213812)
    #expect(ck_scalar_ln_f32(.leastNonzeroMagnitude) == -103.27893)
  }

  @Test("The largest numbers have a sine, to the last bit")
  func largestAngles() {
    #expect(ck_scalar_sin_f64(.greatestFiniteMagnitude) == 0.004961954789184062)
    #expect(ck_scalar_cos_f64(.greatestFiniteMagnitude) == -0.9999876894265599)
    #expect(ck_scalar_sin_f64(6_381_956_970_095_103 * 0x1p797) == 1)
    #expect(ck_scalar_cos_f64(6_381_956_970_095_103 * 0x1p797) == -4.687165924254628e-19)
  }
}
