import Autodiff
import Experiments

/// An expression of the notebook in Python, with the operations of PyTorch or TensorFlow.
struct ExpressionCode {
  /// What computes with arrays.
  enum Library {
    case torch
    case tensorflow
  }

  /// A part that is written out, with what its use needs to know.
  struct Piece {
    var text: String
    var strength: Int
    var shape: Shape
    /// Whether it is a plain Python number, which functions of arrays do not take.
    var isNumber = false
  }

  /// How tightly Python binds: as the notebook's language does, a call or a name tightest.
  private static let negation = 3
  private static let power = 4
  static let atom = 5

  let library: Library
  let names: PythonNames
  /// `torch.float64` and the like, for TensorFlow's constants.
  let precision: String
  var imports: Set<PythonModule.Import> = []
  /// Functions to be defined before the expression, by name.
  var helpers: Set<Helper> = []

  init(_ library: Library, names: PythonNames, precision: String) {
    self.library = library
    self.names = names
    self.precision = precision
  }

  /// - Parameter shapes: of the names that the expression uses.
  mutating func text(_ tree: ExpressionTree, shapes: [String: Shape]) -> String {
    let sizes = tree.shapes(names: shapes)
    var pieces: [Piece] = []
    pieces.reserveCapacity(tree.nodes.count)
    for (index, shape) in sizes.enumerated() {
      // An array is written as a whole, not by its entries.
      let isEntry = shape == nil
      pieces.append(
        isEntry
          ? Piece(text: "", strength: Self.atom, shape: .scalar)
          : piece(index, of: tree, pieces, shape ?? .scalar))
    }
    return pieces.last?.text ?? ""
  }

  private mutating func piece(
    _ index: Int, of tree: ExpressionTree, _ pieces: [Piece], _ shape: Shape
  ) -> Piece {
    switch tree.nodes[index].kind {
    case .number(let value):
      return Piece(
        text: PythonNumber.plain(value), strength: Self.atom, shape: shape, isNumber: true)
    case .name(let name):
      return Piece(text: names[name], strength: Self.atom, shape: shape)
    case .negate(let operand):
      let inner = Self.guarded(pieces[operand], atLeast: Self.negation)
      return Piece(
        text: "-" + inner, strength: Self.negation, shape: shape,
        isNumber: pieces[operand].isNumber)
    case .binary(let binary, let left, let right):
      return self.binary(binary, pieces[left], pieces[right], shape)
    case .call(.transpose, let arguments, _) where pieces[arguments[0]].shape.rank < 2:
      return pieces[arguments[0]]
    case .call(let function, let arguments, let axis):
      let values = arguments.map { pieces[$0] }
      let call =
        switch library {
        case .torch: torch(function, values, axis: axis)
        case .tensorflow: tensorflow(function, values, axis: axis)
        }
      return Piece(text: call, strength: Self.atom, shape: shape)
    case .array:
      let numbers = PythonArray.text(tree.array(at: index))
      return Piece(text: constant(numbers), strength: Self.atom, shape: shape)
    }
  }

  /// The argument of a function of arrays.
  func argument(_ piece: Piece) -> String {
    guard piece.isNumber else { return piece.text }
    let isWhole = piece.text.allSatisfy { $0.isNumber || $0 == "-" }
    return constant(piece.text + (isWhole ? ".0" : ""))
  }

  /// Numbers as an array of the library's.
  private func constant(_ numbers: String) -> String {
    switch library {
    case .torch: "torch.tensor(\(numbers))"
    case .tensorflow: "tf.constant(\(numbers), \(precision))"
    }
  }

  static func guarded(_ piece: Piece, atLeast strength: Int) -> String {
    piece.strength < strength ? "(" + piece.text + ")" : piece.text
  }

  private mutating func binary(
    _ binary: ExpressionTree.BinaryOperator, _ left: Piece, _ right: Piece, _ shape: Shape
  ) -> Piece {
    if binary == .matrixProduct, library == .tensorflow,
      left.shape.rank != 2 || right.shape.rank != 2
    {
      return Piece(
        text: "tf.tensordot(\(left.text), \(right.text), axes=1)", strength: Self.atom, shape: shape
      )
    }
    let (sign, strength): (String, Int) =
      switch binary {
      case .add: ("+", 1)
      case .subtract: ("-", 1)
      case .multiply: ("*", 2)
      case .divide: ("/", 2)
      case .matrixProduct: ("@", 2)
      case .power: ("**", Self.power)
      }
    // A power binds its left side tighter than a sign, and its right side less tight.
    let isPower = binary == .power
    let before = Self.guarded(left, atLeast: isPower ? Self.atom : strength)
    let after = Self.guarded(right, atLeast: isPower ? Self.negation : strength + 1)
    return Piece(
      text: "\(before) \(sign) \(after)", strength: strength, shape: shape,
      isNumber: left.isNumber && right.isNumber)
  }
}
