import Autodiff
import Training

/// Arrays of numbers as Python's lists.
enum PythonArray {
  /// The rows of a matrix, or the numbers of a vector.
  static func items(_ tensor: Tensor, _ precision: Precision = .float64) -> [String] {
    guard tensor.shape.rank == 2 else {
      return tensor.values.map { PythonNumber.float($0, precision) }
    }
    return (0..<tensor.shape.rows).map { row in
      let numbers = (0..<tensor.shape.columns).map {
        PythonNumber.float(tensor[row, $0], precision)
      }
      return "[" + numbers.joined(separator: ", ") + "]"
    }
  }

  static func text(_ tensor: Tensor, _ precision: Precision = .float64) -> String {
    let items = items(tensor, precision)
    return tensor.shape.rank == 0 ? items[0] : "[" + items.joined(separator: ", ") + "]"
  }
}
