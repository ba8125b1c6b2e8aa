import Autodiff
import Testing
import Training

struct NetworkErrorTests {
  private func message(
    _ layers: [Layer], _ loss: Loss = .mse, inputs: Int? = nil, y: [[Double]] = [[0], [1]],
    classes: [String]? = nil
  ) -> String? {
    let data = Dataset(
      features: Tensor([[1, 2], [3, 4]]), targets: Tensor(y), classNames: classes)
    do throws(NetworkError) {
      _ = try NetworkModel(Network(inputs: inputs, layers: layers), loss: loss, data: data)
      return nil
    } catch {
      return error.message + "; " + (error.help ?? "")
    }
  }

  @Test("a network that fits is no error")
  func fits() {
    #expect(message([.dense(units: 1, .linear)], inputs: 2) == nil)
    #expect(message([.dense(units: 2, .softmax)], .crossEntropy) == nil)
    #expect(message([.dense(units: 2, .linear)], .crossEntropy, y: [[1, 0], [0, 1]]) == nil)
    #expect(
      message([.dense(units: 1, .linear), .activation(.sigmoid)], .binaryCrossEntropy) == nil)
    #expect(message([.dense(units: 2, .linear), .residual([.layerNorm])], .crossEntropy) == nil)
  }

  @Test("widths that do not meet are named with the remedy")
  func widths() {
    #expect(
      message([.dense(units: 1, .linear)], inputs: 3)
        == "the network takes 3 inputs, but the data has 2 features; "
        + "begin the network with 2, or choose other features")
    #expect(
      message([.dense(units: 3, .linear)])
        == "the network gives 3 outputs, but the data has 1 target column; "
        + "end the network with 1 output")
    #expect(
      message([.dense(units: 1, .linear)], y: [[0], [2]], classes: ["a", "b", "c"]) == nil)
    #expect(
      message([.dense(units: 3, .softmax)], y: [[0], [2]], classes: ["a", "b", "c"])
        == "the network gives 3 outputs, but the data has 1 target column; "
        + "for classes end the network with '3 softmax' and use 'loss: cross-entropy'")
    #expect(
      message([.residual([.dense(units: 3, .relu)]), .dense(units: 1, .linear)])
        == "the residual block takes 2 values and gives 3, so they cannot be added; "
        + "end the block with 'dense 2'")
  }

  @Test("a loss names the last layer that it needs")
  func lastLayer() {
    #expect(
      message([.dense(units: 2, .relu)], .crossEntropy)
        == "cross-entropy cannot follow relu as the last layer; "
        + "end the network with '2 softmax', or with '2' and no activation")
    #expect(
      message([.dense(units: 1, .sigmoid)], .crossEntropy)
        == "cross-entropy cannot follow sigmoid as the last layer; use 'loss: bce' with "
        + "'1 sigmoid', or end the network with an output for each class, as in '2 softmax'")
    #expect(
      message([.dense(units: 1, .linear)], .binaryCrossEntropy)
        == "binary cross-entropy cannot follow a linear layer as the last layer; "
        + "end the network with '1 sigmoid'")
    #expect(
      message([.dense(units: 2, .softmax), .dropout(probability: 0.1)], .crossEntropy)
        == "cross-entropy cannot follow dropout as the last layer; "
        + "end the network with '2 softmax', or with '2' and no activation")
  }

  @Test("targets that the loss cannot use are named with their row")
  func targets() {
    #expect(
      message([.dense(units: 2, .softmax)], .crossEntropy, y: [[0], [0.5]])
        == "cross-entropy needs class indices 0, 1, 2, …, but the target in row 2 is 0.5; "
        + "number the classes from 0, or use 'loss: mse' for numbers")
    #expect(
      message([.dense(units: 2, .softmax)], .crossEntropy, y: [[0], [2]])
        == "the target in row 2 is class 2, but the network has 2 outputs, for classes 0 to 1; "
        + "end the network with at least 3 outputs")
    #expect(
      message([.dense(units: 1, .softmax)], .crossEntropy)
        == "the target in row 2 is class 1, but the network has 1 output, for classes 0 alone; "
        + "end the network with '2 softmax', or with '1 sigmoid' and 'loss: bce'")
    #expect(
      message([.dense(units: 2, .softmax)], .crossEntropy, y: [[1, 0], [1, 1]])
        == "cross-entropy needs class indices or one-hot rows, but target row 2 sums to 2; "
        + "use 'loss: bce' with 'sigmoid' where several classes may hold at once")
    #expect(
      message([.dense(units: 1, .sigmoid)], .binaryCrossEntropy, y: [[0], [2]])
        == "binary cross-entropy needs targets from 0 to 1, but row 2 has 2; "
        + "use 'loss: cross-entropy' for class indices, or 'loss: mse' for numbers")
  }

  @Test("layers are checked one by one")
  func layers() {
    #expect(
      message([]) == "the network has no layers; write at least one layer, as in '2 -> 1'")
    #expect(
      message([.activation(.tanh), .dropout(probability: 0.5)])
        == "none of the network's layers has parameters, so there is nothing to train; "
        + "write at least one dense layer, as in '2 -> 1'")
    #expect(
      message([.dense(units: 0, .linear)])
        == "a dense layer needs at least one unit; write the number of units, as in 'dense 4'")
    #expect(
      message([.dropout(probability: 1), .dense(units: 1, .linear)])
        == "the probability of dropout is 1.0, but must be at least 0 and below 1; "
        + "write the share of units to drop, as in 'dropout 0.5'")
  }
}
