/// The elementary functions of one `Double`, with the same bits on every machine and as inside the
/// kernels; their accuracy is stated in notebooks/numerics.md.
package enum Elementary {
  package static func exp(_ x: Double) -> Double { .elementary(.exp, x) }

  /// The natural logarithm.
  package static func ln(_ x: Double) -> Double { .elementary(.ln, x) }

  /// The sine of `x` radians.
  package static func sin(_ x: Double) -> Double { .elementary(.sin, x) }

  /// The cosine of `x` radians.
  package static func cos(_ x: Double) -> Double { .elementary(.cos, x) }

  /// `x` to the power `y`, with the special values of C99.
  package static func pow(_ x: Double, _ y: Double) -> Double { .power(x, y) }
}
