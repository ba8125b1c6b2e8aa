import Autodiff

/// Elementwise functions on a few thousand numbers, in nanoseconds an element.
struct FunctionBenchmark {
  private static let functions: [(name: String, operation: Operation)] = [
    ("exp", .exp), ("ln", .ln), ("tanh", .tanh), ("sigmoid", .sigmoid), ("softplus", .softplus),
    ("gelu", .gelu), ("silu", .silu), ("elu", .elu), ("sin", .sin), ("relu", .relu),
    ("sqrt", .sqrt),
  ]

  func run() throws {
    print("\n" + Column.line("functions, ns an element", ["float64", "float32"]))
    for (name, operation) in Self.functions {
      print(
        Column.line(
          name,
          [
            Column.text(try time(Double.self, operation)),
            Column.text(try time(Float.self, operation)),
          ]))
    }
  }

  private func time<Element: Real>(
    _ type: Element.Type, _ operation: Operation
  ) throws -> Double {
    let count = 2048
    var graph = Graph()
    let x = graph.input("x", .vector(count))
    let y = try graph.apply(operation, x)
    let program = Program(graph, parameters: [], gradients: [], outputs: [y])
    let workspace = Workspace<Element>([program])
    let start = program.offset(of: x)
    // From 0.001 to 4.
    for index in 0..<count {
      workspace.elements[start + index] = Element(0.001 + 4 * Double(index * 37 % count) / 2048)
    }
    return Stopwatch.nanoseconds { workspace.run(program) } / Double(count)
  }
}
