import CKernels
import Testing

@Suite("Elementary functions by their symmetries and tails")
struct ElementaryIdentityTests {
  static let samples = stride(from: -30.0, through: 30.0, by: 0.0137).map { $0 }

  @Test("tanh, erf, sin and tan are odd, cos is even, to the bit")
  func parity() throws {
    for x in Self.samples {
      for name in ["tanh", "erf", "sin", "tan"] {
        let function = try ElementaryFunction.named(name)
        #expect(function.float64(-x) == -function.float64(x), "\(name)(\(x))")
        #expect(function.float32(Float(-x)) == -function.float32(Float(x)), "\(name)(\(x))")
      }
      #expect(ck_scalar_cos_f64(-x) == ck_scalar_cos_f64(x))
    }
  }

  @Test("sigmoid and its mirror sum to one, sine and cosine to the unit circle")
  func sums() {
    for x in Self.samples {
      let sigmoids = ck_scalar_sigmoid_f64(x) + ck_scalar_sigmoid_f64(-x)
      #expect((sigmoids - 1).magnitude <= 0x1p-52)
      let sine = ck_scalar_sin_f64(x)
      let cosine = ck_scalar_cos_f64(x)
      #expect((sine * sine + cosine * cosine - 1).magnitude <= 0x1p-51)
    }
  }

  @Test("silu is x times sigmoid, gelu is x times the normal distribution")
  func products() {
    for x in Self.samples {
      #expect(distance(ck_scalar_silu_f64(x), x * ck_scalar_sigmoid_f64(x)) <= 2)
      #expect(distance(ck_scalar_gelu_f64(x), x * ck_scalar_normal_cdf_f64(x)) <= 2)
    }
  }

  @Test("Far tails keep their digits")
  func tails() {
    #expect(distance(ck_scalar_gelu_f64(-37), -2.1184613523340935e-298) <= 1)
    #expect(distance(ck_scalar_gelu_f64(-38.5), -5.4e-323) <= 1)
    #expect(distance(ck_scalar_softplus_f64(-700), 9.85967654375977e-305) <= 1)
    #expect(distance(ck_scalar_sigmoid_f64(-740), ck_scalar_exp_f64(-740)) == 0)
    #expect(ck_scalar_silu_f64(-745) < 0)
  }
}
