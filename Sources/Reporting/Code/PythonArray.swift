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

  /// `name = …`, an array of one number repeated by the function that makes such.
  /// - Parameters:
  ///   - array: what opens the call with a list, `np.array(`.
  ///   - constant: an array of ones, or else of zeros, of these sizes.
  static func write(
    _ name: String, _ tensor: Tensor, _ precision: Precision, array: String,
    constant: (_ sizes: String, _ isOne: Bool) -> String, to text: inout PythonText
  ) {
    let sizes = tensor.shape.dimensions.map { String($0) }.joined(separator: ", ")
    for number in [0.0, 1.0] where tensor.values.allSatisfy({ $0 == number }) {
      return text.add("\(name) = \(constant(sizes, number == 1))")
    }
    let isWide = tensor.shape.rank == 2 && tensor.shape.columns > 1
    text.list("\(name) = \(array)[", items(tensor, precision), "])", oneEach: isWide)
  }
}
