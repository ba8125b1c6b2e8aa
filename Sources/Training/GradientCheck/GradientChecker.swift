import Autodiff

/// Compares the gradient of a scalar with central finite differences, in float64.
///
/// Every element is compared where there are at most 200; else 64 of each tensor, evenly spaced, and
/// the derivatives in 8 random directions with the gradient's products with them. Of computations of
/// thousands of operations fewer are, evenly over the tensors, so that the work stays bounded.
package struct GradientChecker {
  private static let mostElements = 200
  private static let perTensor = 64
  private static let directionCount = 8
  /// The most operations that are run for all elements together, once each.
  private static let mostOperations = 4_000_000

  private let parameters: [Parameter]
  private let probe: LossProbe
  /// The values that differences are taken around.
  private let centre: [Double]
  /// How much a relative change of every computed number by ε moves the loss: ε times this, the root
  /// of Σ (v · ∂L/∂v)², if the changes are independent, as roundings are.
  private let sensitivity: Double
  private let operationCount: Int
  private var check = GradientCheck()

  private struct Parameter {
    let name: String
    let shape: Shape
    let offset: Int
    let gradient: [Double]

    var largest: Double { gradient.reduce(0) { max($0, $1.magnitude) } }

    func name(of index: Int) -> String {
      switch shape.rank {
      case 0: name
      case 1: "\(name)[\(index)]"
      default: "\(name)[\(index / shape.columns)][\(index % shape.columns)]"
      }
    }
  }

  /// Checks the gradient of `target` by leaves of a graph.
  ///
  /// - Parameters:
  ///   - sources: parameters of the graph.
  ///   - feeds: the value of each parameter and input that the target depends on.
  ///   - gradients: what to check, one for each source; nil: what the graph's own rules give.
  /// - Returns: nil where the target is not finite.
  package static func check(
    _ graph: Graph, target: NodeID, sources: [NodeID], feeds: [NodeID: Tensor],
    gradients: [Tensor]? = nil
  ) -> GradientCheck? {
    guard
      var checker = try? GradientChecker(graph, target, sources, feeds, gradients)
    else { return nil }
    return checker.run()
  }

  private init?(
    _ graph: Graph, _ target: NodeID, _ sources: [NodeID], _ feeds: [NodeID: Tensor],
    _ gradients: [Tensor]?
  ) throws {
    var forward = graph
    let kinkNodes = try forward.kinkArguments(of: target)
    var backward = graph
    let computed = graph.computedNodes(for: target)
    operationCount = max(1, computed.count)
    let adjoints = try backward.gradient(of: target, withRespectTo: sources + computed)
    let gradientProgram = Program(
      backward, parameters: sources, gradients: Array(adjoints[..<sources.count]),
      outputs: computed + adjoints[sources.count...])
    let program = Program(
      forward, parameters: sources, gradients: [], outputs: [target] + kinkNodes,
      tail: gradientProgram.end)
    let workspace = Workspace<Double>([gradientProgram, program])
    for (node, tensor) in feeds {
      workspace.store(tensor, at: gradientProgram.offset(of: node))
      workspace.store(tensor, at: program.offset(of: node))
    }
    workspace.run(gradientProgram)
    func values(_ node: NodeID) -> UnsafeMutableBufferPointer<Double>.SubSequence {
      let offset = gradientProgram.offset(of: node)
      return workspace.elements[offset..<offset + graph.shape(of: node).count]
    }
    parameters = sources.enumerated().map { index, source in
      let (shape, offset) = (graph.shape(of: source), program.offset(of: source))
      let start = program.parameterCount + offset
      return Parameter(
        name: graph[source].name ?? "", shape: shape, offset: offset,
        gradient: gradients?[index].values
          ?? Array(workspace.elements[start..<start + shape.count]))
    }
    var sensitivity = 0.0
    for (node, adjoint) in zip(computed, adjoints[sources.count...]) {
      let start = gradientProgram.offset(of: adjoint)
      // A logarithm of a sum is rounded like the sum, which is at least 1.
      let least = graph[node].operation == .logSoftmax ? 1.0 : 0
      for (index, value) in values(node).enumerated() {
        let share = max(value.magnitude, least) * workspace.elements[start + index]
        sensitivity += share * share
      }
    }
    self.sensitivity = sensitivity.squareRoot()
    centre = Array(workspace.elements[..<program.parameterCount])
    let kinks = kinkNodes.map { node in
      let offset = program.offset(of: node)
      return offset..<offset + forward.shape(of: node).count
    }
    probe = LossProbe(workspace, program, loss: program.offset(of: target), kinks: kinks)
    guard probe.sample().value.isFinite else { return nil }
  }

  private mutating func run() -> GradientCheck {
    check.elements = parameters.reduce(0) { $0 + $1.shape.count }
    let checksAll = check.elements <= Self.mostElements
    let mostCompared = max(1, Self.mostOperations / operationCount)
    let stride = max(1, parameters.count / mostCompared)
    let perTensor = max(1, min(Self.perTensor, mostCompared / parameters.count))
    for parameter in Swift.stride(from: 0, to: parameters.count, by: stride).map({ parameters[$0] })
    {
      let count = checksAll ? parameter.shape.count : min(parameter.shape.count, perTensor)
      let largest = parameter.largest
      for number in 0..<count {
        compare(parameter, number * parameter.shape.count / count, largest: largest)
      }
    }
    if !checksAll { compareDirections() }
    return check
  }

  private mutating func compare(_ parameter: Parameter, _ index: Int, largest: Double) {
    let place = parameter.offset + index
    let x = centre[place]
    let probe = probe
    let isCompared = compare(
      parameter.gradient[index], largest, parameter.name(of: index), scale: max(1, x.magnitude)
    ) { distance in
      probe.workspace.elements[place] = x + distance
      return probe.sample()
    }
    probe.workspace.elements[place] = x
    if isCompared { check.compared += 1 }
  }

  private mutating func compareDirections() {
    var generator = RandomGenerator(seed: 0, purpose: "gradient check")
    let norm = parameters.reduce(0.0) { sum, parameter in
      parameter.gradient.reduce(sum) { $0 + $1 * $1 }
    }.squareRoot()
    let (probe, centre) = (probe, centre)
    for number in 1...Self.directionCount {
      let normals = generator.normals(centre.count)
      let length = normals.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let direction = normals.map { $0 / length }
      var slope = 0.0
      for parameter in parameters {
        for (index, gradient) in parameter.gradient.enumerated() {
          slope += gradient * direction[parameter.offset + index]
        }
      }
      let isCompared = compare(slope, norm, "direction \(number)", scale: 1) { distance in
        for index in centre.indices {
          probe.workspace.elements[index] = centre[index] + distance * direction[index]
        }
        return probe.sample()
      }
      for index in centre.indices { probe.workspace.elements[index] = centre[index] }
      if isCompared { check.directions += 1 }
    }
  }

  /// Takes down a comparison; false where the difference cannot decide.
  private mutating func compare(
    _ gradient: Double, _ largest: Double, _ name: String, scale: Double,
    _ sample: (_ distance: Double) -> FiniteDifference.Sample
  ) -> Bool {
    let precision = largest * 1e-9
    let difference = FiniteDifference(
      scale: scale, precision: precision, sensitivity: sensitivity, sample)
    if difference.isAtKink {
      check.atKinks += 1
      return false
    }
    guard difference.decides(largest) || (largest == 0 && difference.value == 0) else {
      check.imprecise += 1
      return false
    }
    // Extrapolations of a function that is wild at their steps can agree by chance. Only what steps of
    // other sizes confirm is held against a gradient.
    if difference.contradicts(gradient, largest) {
      let others = Self.otherScales.map {
        FiniteDifference(
          scale: scale * $0, precision: precision, sensitivity: sensitivity, sample)
      }.filter { $0.decides(largest) }
      guard !others.isEmpty, others.allSatisfy({ !$0.contradicts(difference.value, largest) })
      else {
        check.imprecise += 1
        return false
      }
      check.failure =
        check.failure
        ?? GradientCheck.Failure(name: name, gradient: gradient, difference: difference.value)
    }
    let apart = (gradient - difference.value).magnitude
    if largest > 0 { check.largest = max(check.largest, apart / largest) }
    return true
  }

  private static let otherScales = [0.37, 0.11, 0.021]
}

extension FiniteDifference {
  /// Whether it is exact to a millionth of the tensor's largest gradient.
  fileprivate func decides(_ largest: Double) -> Bool { error <= 1e-6 * largest }

  /// Whether a derivative is further from it than a hundred-thousandth of the largest gradient.
  fileprivate func contradicts(_ derivative: Double, _ largest: Double) -> Bool {
    !((derivative - value).magnitude <= 1e-5 * largest)
  }
}
