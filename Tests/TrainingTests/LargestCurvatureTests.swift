import Autodiff
import Testing

@testable import Training

struct LargestCurvatureTests {
  /// ½ xᵀ A x with a symmetric A, whose Hessian is A.
  private func quadratic(_ a: [[Double]]) throws -> (Objective, [NodeID: Tensor]) {
    var graph = Graph()
    let x = graph.parameter("x", .matrix(a.count, 1))
    let product = try graph.product(graph.constant(Tensor(a)), x)
    let loss = try graph.multiply(0.5, graph.sum(graph.multiply(x, product)))
    let objective = Objective(
      graph: graph, loss: loss,
      parameters: [Objective.Parameter(name: "x", node: x, start: .constant(1))])
    return (objective, [x: Tensor(.matrix(a.count, 1), a.map { _ in 0.3 })])
  }

  @Test(
    "of a quadratic it is the largest eigenvalue, whatever the others are",
    arguments: [
      ([[5.0]], 5), ([[2, 0], [0, 50]], 50), ([[-7]], -7), ([[1, 0], [0, -100]], 1),
      ([[3, 0], [0, -3]], 3), ([[2, 1], [1, 2]], 3), ([[0, 0], [0, 0]], 0),
      ([[4, 0], [0, 4]], 4),
      ([[-1, 0, 0], [0, -2, 0], [0, 0, -0.5]], -0.5),
    ] as [([[Double]], Double)])
  func quadratics(a: [[Double]], largest: Double) throws {
    let (objective, feeds) = try quadratic(a)
    let curvature = try #require(LargestCurvature(objective, feeds: feeds))
    #expect(curvature.converged)
    #expect(abs(curvature.value - largest) <= 1e-8 * max(1, abs(largest)))
  }

  @Test("of networks it is the largest eigenvalue of the Hessian by finite differences")
  func networks() throws {
    for seed in 0..<12 as Range<UInt64> {
      var generator = RandomGenerator(seed: seed, purpose: "curvature test")
      let data = try BuiltinData.xor.dataset()
      let model = try NetworkModel(
        Network(inputs: 2, layers: [.dense(units: 3, .tanh), .dense(units: 1, .sigmoid)]),
        loss: .mse, data: data)
      let step = try TrainingStep(model, data: data, settings: TrainingSettings(), number: 0)
      var feeds = step.inputs
      for parameter in step.objective.parameters {
        let shape = step.objective.graph.shape(of: parameter.node)
        feeds[parameter.node] = Tensor(shape, generator.normals(shape.count))
      }
      let curvature = try #require(LargestCurvature(step.objective, feeds: feeds))
      let spectrum = try eigenvalues(hessian(step.objective, feeds))
      let largest = try #require(spectrum.max())
      #expect(abs(curvature.value - largest) < 1e-5 * max(1, abs(largest)), "seed \(seed)")
    }
  }

  /// Central differences of the gradient, made symmetric.
  private func hessian(_ objective: Objective, _ feeds: [NodeID: Tensor]) throws -> [[Double]] {
    var graph = objective.graph
    let nodes = objective.parameters.map(\.node)
    let gradients = try graph.gradient(of: objective.loss, withRespectTo: nodes)
    func gradient(_ feeds: [NodeID: Tensor]) -> [Double] {
      let values = Interpreter<Double>.evaluate(graph, feeds: feeds)
      return gradients.flatMap { values[$0.index].values }
    }
    var rows: [[Double]] = []
    let h = 1e-5
    for node in nodes {
      for index in 0..<graph.shape(of: node).count {
        var (above, below) = (feeds, feeds)
        above[node]?.values[index] += h
        below[node]?.values[index] -= h
        rows.append(zip(gradient(above), gradient(below)).map { ($0 - $1) / (2 * h) })
      }
    }
    return rows.indices.map { i in rows.indices.map { (rows[i][$0] + rows[$0][i]) / 2 } }
  }

  /// Jacobi's rotations.
  private func eigenvalues(_ matrix: [[Double]]) -> [Double] {
    var a = matrix
    let n = a.count
    for _ in 0..<60 {
      for p in 0..<n {
        for q in p + 1..<n where abs(a[p][q]) > 1e-14 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (theta >= 0 ? 1.0 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<n {
            (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
          }
          for k in 0..<n {
            (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
          }
        }
      }
    }
    return (0..<n).map { a[$0][$0] }
  }
}
