import Testing

@testable import Autodiff

struct GraphListingTests {
  @Test("a graph is listed a node a line, with shapes and names")
  func listing() throws {
    var graph = Graph()
    let x = graph.input("x", .matrix(4, 2))
    let w = graph.parameter("W1", .matrix(2, 3))
    let h = try graph.apply(.matmul(transposeLeft: false, transposeRight: false), x, w)
    graph.setName("hidden", of: h)
    let loss = try graph.mean(graph.apply(.tanh, h))
    _ = try graph.gradient(of: loss, withRespectTo: [w])
    #expect(
      graph.listing == """
        %0 = input : (4, 2)  # x
        %1 = parameter : (2, 3)  # W1
        %2 = matmul %0, %1 : (4, 3)  # hidden
        %3 = tanh %2 : (4, 3)
        %4 = sum %3 : ()
        %5 = constant 12.0 : ()
        %6 = divide %4, %5 : ()
        %7 = constant 1.0 : ()
        %8 = divide %7, %5 : ()
        %9 = broadcast %8 : (4, 3)
        %10 = constant 1.0 : ()
        %11 = square %3 : (4, 3)
        %12 = subtract %10, %11 : (4, 3)
        %13 = multiply %9, %12 : (4, 3)
        %14 = matmul[left transposed] %0, %13 : (2, 3)

        """)
  }

  @Test("every operation has a name and a line of its own")
  func summaries() {
    let kinds = Operation.Kind.allCases
    #expect(Set(kinds.map { $0.rawValue }).count == kinds.count)
    #expect(Set(kinds.map { $0.summary }).count == kinds.count)
  }
}
