/// Numbers with a shape, row-major.
///
/// Results of float32 runs are held widened, which is exact.
package struct Tensor: Hashable, Sendable, Codable {
  package let shape: Shape
  package var values: [Double]

  /// - Precondition: `values.count == shape.count`.
  package init(_ shape: Shape, _ values: [Double]) {
    precondition(values.count == shape.count, "a tensor of shape \(shape) needs as many values")
    self.shape = shape
    self.values = values
  }

  package init(_ scalar: Double) { self.init(.scalar, [scalar]) }

  package init(_ vector: [Double]) { self.init(.vector(vector.count), vector) }

  /// - Precondition: all rows have the same length.
  package init(_ rows: [[Double]]) {
    self.init(.matrix(rows.count, rows.first?.count ?? 0), rows.flatMap { $0 })
  }

  package subscript(row: Int, column: Int) -> Double {
    get { values[row * shape.columns + column] }
    set { values[row * shape.columns + column] = newValue }
  }

  package static func zeros(_ shape: Shape) -> Tensor {
    Tensor(shape, [Double](repeating: 0, count: shape.count))
  }
}

/// A tensor with the name that a notebook knows it by: `W1`, `b1`, `w`.
package struct NamedTensor: Hashable, Sendable, Codable {
  package let name: String
  package let tensor: Tensor

  package init(_ name: String, _ tensor: Tensor) {
    self.name = name
    self.tensor = tensor
  }
}
