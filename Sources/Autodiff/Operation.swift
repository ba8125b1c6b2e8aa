/// Everything that a node of a graph can do.
///
/// A `switch` over operations has no `default`: a new one does not compile until it has its arity,
/// shape, gradient, kernel and name.
package enum Operation: Hashable, Sendable {
  // Leaves.
  case constant(Tensor)
  /// A value that is fed at each run: data, dropout masks, the learning rate.
  case input
  /// A value that training changes.
  case parameter

  // Elementwise, of one value.
  case negate
  /// x · x, one rounding.
  case square
  case exp
  case ln
  case sqrt
  case abs
  case sin
  case cos
  case tan
  case tanh
  case sigmoid
  case relu
  /// x for x > 0, else 0.01 x.
  case leakyRelu
  /// x for x > 0, else eˣ − 1.
  case elu
  /// x Φ(x) with the exact normal distribution function Φ.
  case gelu
  /// x σ(x).
  case silu
  /// ln(1 + eˣ).
  case softplus
  /// Φ(x) = (1 + erf(x/√2)) / 2.
  case normalCDF
  /// 1 for x > 0, else 0.
  case step
  /// −1, 0 or 1.
  case sign

  // Elementwise, of two values, with NumPy's broadcasting.
  case add
  case subtract
  case multiply
  case divide
  case power
  case maximum
  case minimum
  /// 1 where the two are equal, else 0.
  case equal
  /// Binary cross-entropy of a logit z and a target t, stable at any logit:
  /// max(z, 0) − z t + ln(1 + e^−|z|).
  case logisticLoss

  // Matrices.
  /// The product of two matrices, either one read transposed.
  case matmul(transposeLeft: Bool, transposeRight: Bool)
  case transpose

  // The same numbers in another shape.
  case reshape(Shape)
  /// A value repeated along axes of size 1.
  case broadcast(Shape)

  // Reductions, over everything (nil) or along one axis, which then disappears.
  case sum(axis: Int?)
  case maximumOver(axis: Int?)
  case minimumOver(axis: Int?)

  // Along the last axis.
  case softmax
  case logSoftmax
  /// Class indices to rows with a single 1; the value's shape gets a last axis of `classes`.
  case oneHot(classes: Int)
}
