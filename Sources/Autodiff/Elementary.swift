import CKernels

/// The elementary functions of one `Double`, with the same bits on every machine and as inside the
/// kernels; their accuracy is stated in notebooks/numerics.md.
package enum Elementary {
  package static func exp(_ x: Double) -> Double { ck_scalar_exp_f64(x) }

  /// The natural logarithm.
  package static func ln(_ x: Double) -> Double { ck_scalar_ln_f64(x) }

  /// The sine of `x` radians.
  package static func sin(_ x: Double) -> Double { ck_scalar_sin_f64(x) }

  /// The cosine of `x` radians.
  package static func cos(_ x: Double) -> Double { ck_scalar_cos_f64(x) }

  package static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// `x` to the power `y`, with the special values of C99.
  package static func pow(_ x: Double, _ y: Double) -> Double { ck_scalar_pow_f64(x, y) }
}
