import CKernels
import Testing

/// The bits of every function on fixed samples, in one checksum each. A change here changes the
/// results of experiments: the numerics version has to be raised with it.
@Suite("Golden bits of the elementary functions")
struct ElementaryGoldenBitsTests {
  static let golden: [String: (float64: UInt64, float32: UInt64)] = [
    "exp": (0x0f0a_a381_bbc8_732d, 0x9510_32cf_188a_5ee7),
    "expm1": (0x13ce_7641_1262_b516, 0xcfee_30ea_3d2e_b068),
    "ln": (0x2477_964b_ba11_29f1, 0x990d_7cc8_e637_cb2c),
    "log1p": (0x6d07_cbe1_b638_c2bd, 0xdf9f_26f4_11f3_0247),
    "tanh": (0xdce2_8be3_052f_d8d1, 0xc5cd_b4c2_fca9_f3df),
    "sigmoid": (0x4217_aa0b_6c15_5c82, 0x8bfc_51aa_f07e_c000),
    "softplus": (0x5db9_844f_dc47_e857, 0x884f_26ab_8e17_939f),
    "erf": (0x8e2a_836c_b3c9_d9b9, 0x528b_979d_6c11_642f),
    "erfc": (0xd5bf_d282_5fce_a690, 0x3488_c59c_d5f3_b275),
    "normal_cdf": (0x5f6e_6d6d_0fc5_432d, 0x936b_0737_99e5_69d6),
    "gelu": (0x751a_a1dc_b310_7bca, 0xc468_d652_e2f6_7964),
    "silu": (0x4cfd_71af_0981_4a3b, 0x9f0f_e867_7211_fb33),
    "elu": (0x3305_b660_b18d_04b4, 0x3bf2_a95a_34cc_db64),
    "sin": (0xde19_a48b_9ce2_b628, 0xec6d_2059_d3a1_3366),
    "cos": (0xac67_060a_937d_99c5, 0x11f7_fb66_cdc6_6ee3),
    "tan": (0x3d0a_49a4_700d_d50c, 0x3a82_e491_2558_e68f),
  ]

  @Test("The bits are the recorded ones", arguments: ElementaryFunction.all)
  func recorded(function: ElementaryFunction) {
    var double = Checksum()
    var float = Checksum()
    for x in Self.samples {
      double.add(function.float64(x))
      float.add(Double(function.float32(Float(x))))
    }
    let expected = Self.golden[function.description]
    #expect(double.value == expected?.float64, "\(function): \(double.value)")
    #expect(float.value == expected?.float32, "\(function): \(float.value)")
  }

  @Test("The bits of pow are the recorded ones")
  func recordedPower() {
    var double = Checksum()
    var float = Checksum()
    for (index, x) in Self.samples.enumerated() {
      let y = Self.samples[(index * 7 + 5) % Self.samples.count]
      double.add(ck_scalar_pow_f64(x, y))
      float.add(Double(ck_scalar_pow_f32(Float(x), Float(y))))
    }
    #expect(double.value == 0x542f_7f76_029c_e52b)
    #expect(float.value == 0xd7cf_7746_f7c5_9737)
  }

  /// Both signs, from 2⁻⁶⁰ to 2⁶⁰, densest about 1.
  static let samples: [Double] = {
    var samples: [Double] = []
    for index in 0..<4000 {
      let fraction = Double(index * 2_654_435_761 % 4_294_967_296) / 4_294_967_296
      let exponent = [0, 1, 2, 3, 5, 8, -1, -3, -9, 60, -60, 30][index % 12]
      let x = Double(sign: .plus, exponent: exponent, significand: 1 + fraction)
      samples.append(index % 2 == 0 ? x : -x)
    }
    return samples
  }()

  /// The 64-bit FNV-1a sum over numbers instead of bytes; every nan counts as the same.
  private struct Checksum {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ x: Double) {
      let bits = x.isNaN ? 0x7ff8_0000_0000_0000 : x.bitPattern
      value = (value ^ bits) &* 0x100_0000_01b3
      value ^= value >> 31
    }
  }
}
