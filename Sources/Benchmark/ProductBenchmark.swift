import Autodiff

/// Products of matrices in the shapes that training takes, in GFLOPS beside what the multiply-adds alone
/// give.
struct ProductBenchmark {
  private struct Case {
    let name: String
    let rows: Int
    let inner: Int
    let columns: Int
    var transposeLeft = false
    var transposeRight = false
  }

  private static let cases = [
    Case(name: "x W", rows: 32, inner: 784, columns: 128),
    Case(name: "x W", rows: 32, inner: 64, columns: 32),
    Case(name: "x W", rows: 200, inner: 16, columns: 16),
    Case(name: "x W, one column", rows: 200, inner: 16, columns: 1),
    Case(name: "x W, one row", rows: 1, inner: 784, columns: 128),
    Case(name: "xᵀ δ", rows: 784, inner: 32, columns: 128, transposeLeft: true),
    Case(name: "xᵀ δ", rows: 64, inner: 32, columns: 32, transposeLeft: true),
    Case(name: "xᵀ δ", rows: 16, inner: 200, columns: 16, transposeLeft: true),
    Case(name: "δ Wᵀ", rows: 32, inner: 64, columns: 128, transposeRight: true),
    Case(name: "δ Wᵀ", rows: 200, inner: 16, columns: 16, transposeRight: true),
  ]

  func run() throws {
    let peaks = [
      Workspace<Double>.multiplyAddsPerNanosecond(), Workspace<Float>.multiplyAddsPerNanosecond(),
    ].map { 2 * $0 }
    print(
      "\n" + Column.line("products, GFLOPS", ["rows", "inner", "columns", "float64", "float32"]))
    print(
      Column.line(
        "multiply-adds alone", ["", "", "", Column.text(peaks[0]), Column.text(peaks[1])]))
    for item in Self.cases {
      print(
        Column.line(
          item.name,
          [
            "\(item.rows)", "\(item.inner)", "\(item.columns)",
            Column.text(try speed(Double.self, item)), Column.text(try speed(Float.self, item)),
          ]))
    }
  }

  private func speed<Element: Real>(_ type: Element.Type, _ item: Case) throws -> Double {
    var graph = Graph()
    let a = graph.input(
      "a", item.transposeLeft ? .matrix(item.inner, item.rows) : .matrix(item.rows, item.inner))
    let b = graph.input(
      "b",
      item.transposeRight
        ? .matrix(item.columns, item.inner) : .matrix(item.inner, item.columns))
    let product = try graph.apply(
      .matmul(transposeLeft: item.transposeLeft, transposeRight: item.transposeRight), a, b)
    let program = Program(graph, parameters: [], gradients: [], outputs: [product])
    let workspace = Workspace<Element>([program])
    for index in workspace.elements.indices { workspace.elements[index] = Element(index % 7) }
    let time = Stopwatch.nanoseconds { workspace.run(program) }
    return 2 * Double(item.rows * item.inner * item.columns) / time
  }
}
