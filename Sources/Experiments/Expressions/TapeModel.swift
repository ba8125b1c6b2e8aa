import Autodiff
import Training

/// A tape as something to train: its parameters are changed to lower its loss.
package struct TapeModel: Model {
  package let tape: Tape
  /// The name of the value that is lowered.
  package let loss: String
  private let lossNode: NodeID

  /// The loss is the value named `loss`, or else the scalar of the tape's only gradient.
  package init(_ tape: Tape) throws(TapeProblem) {
    guard tape.definitions.contains(where: \.isParameter) else { throw .tapeWithoutParameters }
    let only = tape.requests.count == 1 ? tape.requests[0].target : nil
    guard let loss = tape.node(named: "loss") != nil ? "loss" : only,
      let node = tape.node(named: loss)
    else { throw .tapeWithoutLoss }
    let shape = tape.graph.shape(of: node)
    guard shape.rank == 0 else { throw .lossNotScalar(loss, shape) }
    self.tape = tape
    self.loss = loss
    lossNode = node
  }

  /// The parameters' values before the first step, in slab order.
  package var initialValues: [NamedTensor] { tape.initialValues }

  package func objective(samples: Int, mode: ModelMode) -> Objective {
    Objective(
      graph: tape.graph, loss: lossNode,
      parameters: zip(tape.definitions.filter(\.isParameter), initialValues).map {
        Objective.Parameter(name: $0.name, node: $0.node, start: .values($1.tensor))
      })
  }

  /// The first step's forward and backward pass; nil where there is too much to show.
  ///
  /// - Parameter parameters: the values to start from, by name; others are the tape's own.
  package func explanation(
    startingAt parameters: [NamedTensor] = [], precision: Precision = .float64
  ) -> Explanation? {
    var feeds = tape.feeds
    for parameter in parameters {
      if let node = tape.node(named: parameter.name), feeds[node] != nil {
        feeds[node] = parameter.tensor
      }
    }
    return Explanation(
      objective(samples: 0, mode: .training), feeds: feeds, formulas: tape.formulas,
      precision: precision)
  }
}
