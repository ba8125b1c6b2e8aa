import Testing

@testable import Autodiff

struct GraphSimplifyTests {
  /// The listing of what a simplification of one expression of x leaves.
  private func simplified(
    _ build: (inout Graph, NodeID) throws -> NodeID
  ) throws -> String {
    var graph = Graph()
    let x = graph.parameter("x", .vector(3))
    let y = try build(&graph, x)
    return graph.simplified(keeping: [y]).graph.listing
  }

  private let alone = "%0 = parameter : (3)  # x\n"

  @Test("what changes no bit is dropped")
  func identities() throws {
    #expect(try simplified { try $0.multiply(1, $1) } == alone)
    #expect(try simplified { try $0.divide($1, $0.constant(1)) } == alone)
    #expect(try simplified { try $0.subtract($1, $0.constant(0)) } == alone)
    #expect(try simplified { try $0.add($1, $0.constant(-0.0)) } == alone)
    #expect(try simplified { try $0.negate($0.negate($1)) } == alone)
    #expect(try simplified { try $0.apply(.reshape(.vector(3)), $1) } == alone)
    #expect(try simplified { try $0.apply(.broadcast(.vector(3)), $1) } == alone)
    #expect(
      try simplified {
        let column = try $0.apply(.reshape(.matrix(3, 1)), $1)
        return try $0.apply(.reshape(.vector(3)), column)
      } == alone)
  }

  @Test("what might change a bit stays: x + 0 makes +0 of −0, and 0 · x keeps NaN and the sign")
  func nearIdentities() throws {
    #expect(try simplified { try $0.add($1, $0.constant(0)) }.contains("add"))
    #expect(try simplified { try $0.subtract($1, $0.constant(-0.0)) }.contains("subtract"))
    #expect(try simplified { try $0.multiply(0, $1) }.contains("multiply"))
    #expect(try simplified { try $0.subtract($0.constant(0), $1) }.contains("subtract"))
  }

  @Test("an identity that broadcasts stays")
  func broadcastingIdentity() throws {
    let ones = Tensor([[1], [1]])
    #expect(try simplified { try $0.multiply($0.constant(ones), $1) }.contains("multiply"))
  }

  @Test("equal computations are merged, also with the operands of a sum exchanged")
  func commonSubexpressions() throws {
    let text = try simplified {
      let left = try $0.add($0.apply(.exp, $1), $0.constant(2))
      let right = try $0.add($0.constant(2), $0.apply(.exp, $1))
      return try $0.multiply(left, right)
    }
    #expect(
      text == """
        %0 = parameter : (3)  # x
        %1 = exp %0 : (3)
        %2 = constant 2.0 : ()
        %3 = add %1, %2 : (3)
        %4 = multiply %3, %3 : (3)

        """)
  }

  @Test("0 and −0 are different constants")
  func signedZeros() throws {
    let text = try simplified {
      try $0.multiply($0.add($1, $0.constant(0)), $0.divide($1, $0.constant(-0.0)))
    }
    #expect(text.contains("constant 0.0") && text.contains("constant -0.0"))
  }

  @Test("the sum with a negative is a difference, and repeated operands are not written out")
  func cheaperForms() throws {
    #expect(try simplified { try $0.add($1, $0.negate($0.apply(.exp, $1))) }.contains("subtract"))
    let text = try simplified {
      let wide = try $0.apply(.broadcast(.matrix(4, 3)), $1)
      return try $0.multiply($0.apply(.broadcast(.matrix(4, 3)), $0.constant(2)), wide)
    }
    // One of the two must still bring the shape.
    #expect(text.components(of: "broadcast") == 1)
  }
}

extension String {
  fileprivate func components(of word: String) -> Int {
    split(separator: "\n").filter { $0.contains(word) }.count
  }
}
