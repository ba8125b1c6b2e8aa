import Autodiff

/// λ_max, the largest eigenvalue of a loss's Hessian, by power iteration with exact Hessian-vector
/// products, in float64.
///
/// Power iteration finds the eigenvalue that is largest in magnitude. Where that is negative, or two of
/// opposite sign keep it from settling, the iteration is repeated with H + s·1, s the magnitude found:
/// then no eigenvalue is negative, and the largest is λ_max + s.
package struct LargestCurvature: Hashable, Sendable, Codable {
  /// λ_max, or the estimate that the last iteration gave.
  package var value: Double
  /// The products H v that were taken.
  package var iterations: Int
  /// Whether ‖H v − λv‖ fell to 10⁻⁵ of |λ|, ‖v‖ = 1; then λ is exact to about 10⁻¹⁰ of it where no
  /// other eigenvalue is near.
  package var converged: Bool

  private static let mostIterations = 1000
  private static let tolerance = 1e-5

  /// The curvature at a point.
  ///
  /// - Parameter feeds: the value of each parameter and input.
  /// - Returns: nil where a product is not finite.
  package init?(_ objective: Objective, feeds: [NodeID: Tensor]) {
    guard let hessian = try? Hessian(objective, feeds: feeds), hessian.size > 0 else { return nil }
    var generator = RandomGenerator(seed: 0, purpose: "curvature")
    let start = generator.normals(hessian.size)
    guard let plain = Self.iterate(hessian, shift: 0, from: start) else { return nil }
    self = plain.curvature
    guard !plain.curvature.converged || plain.curvature.value < 0 else { return }
    guard let shifted = Self.iterate(hessian, shift: plain.radius, from: start) else { return nil }
    value = shifted.curvature.value
    converged = shifted.curvature.converged
    iterations += shifted.curvature.iterations
  }

  /// The eigenvalue of H + shift that is largest in magnitude, less the shift; and that magnitude.
  private static func iterate(
    _ hessian: Hessian, shift: Double, from start: [Double]
  ) -> (curvature: LargestCurvature, radius: Double)? {
    var v = normalized(start)
    var quotient = 0.0
    var radius = 0.0
    for iteration in 1...mostIterations {
      var w = hessian.product(v)
      for index in w.indices { w[index] += shift * v[index] }
      quotient = dot(v, w)
      radius = dot(w, w).squareRoot()
      guard radius.isFinite else { return nil }
      var residual = 0.0
      for index in w.indices {
        let difference = w[index] - quotient * v[index]
        residual += difference * difference
      }
      let isSettled = residual.squareRoot() <= tolerance * quotient.magnitude
      if isSettled || radius == 0 || iteration == mostIterations {
        let curvature = LargestCurvature(
          value: quotient - shift, iterations: iteration, converged: isSettled || radius == 0)
        return (curvature, max(radius, quotient.magnitude))
      }
      v = normalized(w)
    }
    return nil
  }

  private init(value: Double, iterations: Int, converged: Bool) {
    self.value = value
    self.iterations = iterations
    self.converged = converged
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func normalized(_ v: [Double]) -> [Double] {
    let norm = dot(v, v).squareRoot()
    return norm > 0 ? v.map { $0 / norm } : v
  }
}

/// The Hessian of a loss at a point, as a map of vectors: H v is the gradient of g · v.
private struct Hessian {
  private let program: Program
  private let workspace: Workspace<Double>
  private let directions: [Range<Int>]
  let size: Int

  init(_ objective: Objective, feeds: [NodeID: Tensor]) throws {
    var graph = objective.graph
    let parameters = objective.parameters.map(\.node)
    let gradients = try graph.gradient(of: objective.loss, withRespectTo: parameters)
    var inputs: [NodeID] = []
    var slope = graph.constant(0)
    for (parameter, gradient) in zip(parameters, gradients) {
      let direction = graph.input("", graph.shape(of: parameter))
      inputs.append(direction)
      let product = try graph.multiply(gradient, direction)
      slope = try graph.add(slope, graph.apply(.sum(axis: nil), product))
    }
    let products = try graph.gradient(of: slope, withRespectTo: parameters)
    let program = Program(graph, parameters: parameters, gradients: products, outputs: [])
    workspace = Workspace([program])
    for (node, tensor) in feeds { workspace.store(tensor, at: program.offset(of: node)) }
    directions = inputs.map { node in
      let offset = program.offset(of: node)
      return offset..<offset + graph.shape(of: node).count
    }
    size = program.parameterCount
    self.program = program
  }

  func product(_ v: [Double]) -> [Double] {
    var position = 0
    for range in directions {
      for index in range {
        workspace.elements[index] = v[position]
        position += 1
      }
    }
    workspace.run(program)
    return Array(workspace.elements[size..<2 * size])
  }
}
