import Autodiff

/// The elements of a parameter under the names by which paths reach them: `W1[0][1]`, `b1[2]`, `w`.
enum ElementName {
  static func names(of parameter: NamedTensor) -> [String] {
    let shape = parameter.tensor.shape
    return (0..<shape.count).map { index in
      switch shape.rank {
      case 0: parameter.name
      case 1: "\(parameter.name)[\(index)]"
      default: "\(parameter.name)[\(index / shape.columns)][\(index % shape.columns)]"
      }
    }
  }

  /// One name for each row: `W1[0]`, or the bare name of what has a single row.
  static func rowNames(of parameter: NamedTensor) -> [String] {
    guard parameter.tensor.shape.rank == 2 else { return [parameter.name] }
    return (0..<parameter.tensor.shape.rows).map { "\(parameter.name)[\($0)]" }
  }
}

extension Tensor {
  func row(_ index: Int) -> [Double] {
    Array(values[(index * shape.columns)..<((index + 1) * shape.columns)])
  }

  /// √Σx².
  var norm: Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  var largestMagnitude: Double { values.reduce(0) { max($0, $1.magnitude) } }

  /// As a table's cell: the number, a small matrix, or the shape of a larger one.
  var cell: Table.Cell {
    if shape.rank == 0 { return .number(values[0]) }
    guard shape.columns <= 6, shape.rows <= 8 else { return .text("shape \(shape)") }
    return .matrix((0..<shape.rows).map(row))
  }
}
