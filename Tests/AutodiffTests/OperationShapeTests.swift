import Testing

@testable import Autodiff

struct OperationShapeTests {
  private func shape(_ operation: Operation, _ shapes: Shape...) throws(ShapeError) -> Shape {
    var graph = Graph()
    var inputs: [NodeID] = []
    for (index, shape) in shapes.enumerated() { inputs.append(graph.input("x\(index)", shape)) }
    let result = try graph.apply(operation, inputs)
    return graph.shape(of: result)
  }

  @Test("elementwise operands broadcast as in NumPy")
  func broadcasting() throws {
    #expect(try shape(.add, .matrix(3, 1), .vector(4)) == .matrix(3, 4))
    #expect(try shape(.add, .scalar, .vector(4)) == .vector(4))
    #expect(throws: ShapeError.notBroadcastable(.vector(2), .vector(3))) {
      try shape(.add, .vector(2), .vector(3))
    }
  }

  @Test("a product's inner sizes must agree, and the error shows them as they are multiplied")
  func products() throws {
    let plain = Operation.matmul(transposeLeft: false, transposeRight: false)
    #expect(try shape(plain, .matrix(2, 3), .matrix(3, 1)) == .matrix(2, 1))
    #expect(throws: ShapeError.innerSizesDiffer(.matrix(2, 3), .matrix(4, 1))) {
      try shape(plain, .matrix(2, 3), .matrix(4, 1))
    }
    #expect(throws: ShapeError.innerSizesDiffer(.matrix(3, 2), .matrix(4, 1))) {
      try shape(
        .matmul(transposeLeft: true, transposeRight: true), .matrix(2, 3), .matrix(1, 4))
    }
    #expect(throws: ShapeError.notMatrix(.vector(3))) {
      try shape(plain, .matrix(2, 3), .vector(3))
    }
  }

  @Test("a reduced axis disappears, and negative axes count from the last")
  func reductions() throws {
    #expect(try shape(.sum(axis: nil), .matrix(2, 3)) == .scalar)
    #expect(try shape(.sum(axis: 0), .matrix(2, 3)) == .vector(3))
    #expect(try shape(.sum(axis: -1), .matrix(2, 3)) == .vector(2))
    #expect(try shape(.maximumOver(axis: 0), .vector(3)) == .scalar)
    #expect(throws: ShapeError.noSuchAxis(1, .vector(3))) { try shape(.sum(axis: 1), .vector(3)) }
    #expect(throws: ShapeError.noSuchAxis(-3, .matrix(1, 1))) {
      try shape(.sum(axis: -3), .matrix(1, 1))
    }
  }

  @Test("reshaping keeps the number of elements")
  func reshape() {
    #expect(throws: ShapeError.cannotReshape(.vector(3), to: .matrix(2, 2))) {
      try shape(.reshape(.matrix(2, 2)), .vector(3))
    }
  }

  @Test("softmax needs an axis")
  func softmax() {
    #expect(throws: ShapeError.scalarHasNoLastAxis) { try shape(.softmax, .scalar) }
  }

  @Test("vectors in a product stand for a row on the left and a column on the right")
  func vectorProducts() throws {
    let cases: [(Tensor, Tensor, Tensor)] = [
      (Tensor([1, 2]), Tensor([[3, 4], [5, 6]]), Tensor([13, 16])),
      (Tensor([[3, 4], [5, 6]]), Tensor([1, 2]), Tensor([11, 17])),
      (Tensor([1, 2]), Tensor([3, 4]), Tensor(11)),
    ]
    for (a, b, expected) in cases {
      var graph = Graph()
      let y = try graph.product(graph.constant(a), graph.constant(b))
      #expect(Interpreter<Double>.evaluate(graph, feeds: [:])[y.index] == expected)
    }
  }
}
