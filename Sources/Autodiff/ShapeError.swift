/// Why an operation cannot be applied to values of these shapes.
package enum ShapeError: Error, Hashable, Sendable {
  /// Elementwise operands that do not broadcast.
  case notBroadcastable(Shape, Shape)
  /// A product whose inner sizes differ, the shapes as they are multiplied.
  case innerSizesDiffer(Shape, Shape)
  /// An operand of a product, or of `transpose`, that has no rows and columns.
  case notMatrix(Shape)
  case noSuchAxis(Int, Shape)
  case cannotReshape(Shape, to: Shape)
  case scalarHasNoLastAxis
  /// A gradient of something that is not a scalar.
  case notScalar(Shape)
}
