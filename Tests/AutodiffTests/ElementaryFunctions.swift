import CKernels

/// One of the core's functions of one number, in both precisions.
struct ElementaryFunction: Sendable, CustomStringConvertible {
  let description: String
  let float64: @Sendable (Double) -> Double
  let float32: @Sendable (Float) -> Float

  static let all = [
    ElementaryFunction(
      description: "exp", float64: { ck_scalar_exp_f64($0) }, float32: { ck_scalar_exp_f32($0) }),
    ElementaryFunction(
      description: "expm1", float64: { ck_scalar_expm1_f64($0) },
      float32: { ck_scalar_expm1_f32($0) }),
    ElementaryFunction(
      description: "ln", float64: { ck_scalar_ln_f64($0) }, float32: { ck_scalar_ln_f32($0) }),
    ElementaryFunction(
      description: "log1p", float64: { ck_scalar_log1p_f64($0) },
      float32: { ck_scalar_log1p_f32($0) }),
    ElementaryFunction(
      description: "tanh", float64: { ck_scalar_tanh_f64($0) },
      float32: { ck_scalar_tanh_f32($0) }),
    ElementaryFunction(
      description: "sigmoid", float64: { ck_scalar_sigmoid_f64($0) },
      float32: { ck_scalar_sigmoid_f32($0) }),
    ElementaryFunction(
      description: "softplus", float64: { ck_scalar_softplus_f64($0) },
      float32: { ck_scalar_softplus_f32($0) }),
    ElementaryFunction(
      description: "erf", float64: { ck_scalar_erf_f64($0) }, float32: { ck_scalar_erf_f32($0) }),
    ElementaryFunction(
      description: "erfc", float64: { ck_scalar_erfc_f64($0) },
      float32: { ck_scalar_erfc_f32($0) }),
    ElementaryFunction(
      description: "normal_cdf", float64: { ck_scalar_normal_cdf_f64($0) },
      float32: { ck_scalar_normal_cdf_f32($0) }),
    ElementaryFunction(
      description: "gelu", float64: { ck_scalar_gelu_f64($0) },
      float32: { ck_scalar_gelu_f32($0) }),
    ElementaryFunction(
      description: "silu", float64: { ck_scalar_silu_f64($0) },
      float32: { ck_scalar_silu_f32($0) }),
    ElementaryFunction(
      description: "elu", float64: { ck_scalar_elu_f64($0) }, float32: { ck_scalar_elu_f32($0) }),
    ElementaryFunction(
      description: "sin", float64: { ck_scalar_sin_f64($0) }, float32: { ck_scalar_sin_f32($0) }),
    ElementaryFunction(
      description: "cos", float64: { ck_scalar_cos_f64($0) }, float32: { ck_scalar_cos_f32($0) }),
    ElementaryFunction(
      description: "tan", float64: { ck_scalar_tan_f64($0) }, float32: { ck_scalar_tan_f32($0) }),
  ]

  static func named(_ name: String) throws -> ElementaryFunction {
    guard let function = all.first(where: { $0.description == name }) else {
      throw UnknownFunction(name: name)
    }
    return function
  }

  struct UnknownFunction: Error { let name: String }
}

/// How many representable numbers `a` is from `b`; zero for two nans, and ±0 count as one number.
func distance(_ a: Double, _ b: Double) -> UInt64 {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
  return place(a).distanceMagnitude(to: place(b))
}

func distance(_ a: Float, _ b: Float) -> UInt64 {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
  let magnitudes = (Int64(a.magnitude.bitPattern), Int64(b.magnitude.bitPattern))
  let first = a.sign == .minus ? -magnitudes.0 : magnitudes.0
  let second = b.sign == .minus ? -magnitudes.1 : magnitudes.1
  return first.distanceMagnitude(to: second)
}

private func place(_ x: Double) -> Int64 {
  let magnitude = Int64(x.magnitude.bitPattern)
  return x.sign == .minus ? -magnitude : magnitude
}

extension Int64 {
  fileprivate func distanceMagnitude(to other: Int64) -> UInt64 {
    subtractingReportingOverflow(other).partialValue.magnitude
  }
}
