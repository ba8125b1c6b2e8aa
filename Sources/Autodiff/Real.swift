import CKernels

/// The number types that the core computes with: `Double` and `Float`.
package protocol Real: BinaryFloatingPoint, SIMDScalar, Codable, Sendable, LosslessStringConvertible
{
  /// An elementary function of the numeric model, with the kernels' bits.
  static func elementary(_ function: ElementaryFunction, _ x: Self) -> Self

  /// xʸ, with the kernels' bits.
  static func power(_ x: Self, _ y: Self) -> Self
}

/// The functions of one number that the engine computes by its own sequences of operations.
package enum ElementaryFunction: CaseIterable, Hashable, Sendable {
  case exp
  case ln
  case sin
  case cos
  case tan
  case tanh
  case sigmoid
  case softplus
  case elu
  case gelu
  case silu
  case normalCDF
}

extension Double: Real {
  package static func elementary(_ function: ElementaryFunction, _ x: Double) -> Double {
    switch function {
    case .exp: ck_scalar_exp_f64(x)
    case .ln: ck_scalar_ln_f64(x)
    case .sin: ck_scalar_sin_f64(x)
    case .cos: ck_scalar_cos_f64(x)
    case .tan: ck_scalar_tan_f64(x)
    case .tanh: ck_scalar_tanh_f64(x)
    case .sigmoid: ck_scalar_sigmoid_f64(x)
    case .softplus: ck_scalar_softplus_f64(x)
    case .elu: ck_scalar_elu_f64(x)
    case .gelu: ck_scalar_gelu_f64(x)
    case .silu: ck_scalar_silu_f64(x)
    case .normalCDF: ck_scalar_normal_cdf_f64(x)
    }
  }

  package static func power(_ x: Double, _ y: Double) -> Double { ck_scalar_pow_f64(x, y) }
}

extension Float: Real {
  package static func elementary(_ function: ElementaryFunction, _ x: Float) -> Float {
    switch function {
    case .exp: ck_scalar_exp_f32(x)
    case .ln: ck_scalar_ln_f32(x)
    case .sin: ck_scalar_sin_f32(x)
    case .cos: ck_scalar_cos_f32(x)
    case .tan: ck_scalar_tan_f32(x)
    case .tanh: ck_scalar_tanh_f32(x)
    case .sigmoid: ck_scalar_sigmoid_f32(x)
    case .softplus: ck_scalar_softplus_f32(x)
    case .elu: ck_scalar_elu_f32(x)
    case .gelu: ck_scalar_gelu_f32(x)
    case .silu: ck_scalar_silu_f32(x)
    case .normalCDF: ck_scalar_normal_cdf_f32(x)
    }
  }

  package static func power(_ x: Float, _ y: Float) -> Float { ck_scalar_pow_f32(x, y) }
}
