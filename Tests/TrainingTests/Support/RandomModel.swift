import Autodiff
import Training

/// A random network with data that fit it, from 0 to 3 hidden layers of up to 20 units.
func randomModel(
  _ generator: inout RandomGenerator, dropsUnits: Bool = false, widest: Int = 20
) throws -> (NetworkModel, Dataset) {
  let samples = 2 + generator.integer(below: 9)
  let inputs = 1 + generator.integer(below: 4)
  let outputs = 2 + generator.integer(below: 3)
  var layers: [Layer] = []
  for _ in 0..<generator.integer(below: 4) {
    let units = 1 + generator.integer(below: widest)
    layers.append(.dense(units: units, activation(&generator)))
    switch generator.integer(below: dropsUnits ? 6 : 5) {
    case 0: layers.append(.batchNorm)
    case 1: layers.append(.layerNorm)
    case 2: layers.append(.residual([.dense(units: units, activation(&generator))]))
    case 5: layers.append(.dropout(probability: 0.4))
    default: break
    }
  }
  let loss = Loss.allCases[generator.integer(below: Loss.allCases.count)]
  let last: Activation =
    switch loss {
    case .crossEntropy: generator.integer(below: 2) == 0 ? .softmax : .linear
    case .binaryCrossEntropy: generator.integer(below: 2) == 0 ? .softmax : .sigmoid
    default: activation(&generator)
    }
  layers.append(.dense(units: outputs, last))
  let features = Tensor(.matrix(samples, inputs), generator.normals(samples * inputs))
  var targets = Tensor(.matrix(samples, outputs), generator.normals(samples * outputs))
  switch loss {
  case .crossEntropy:
    let labels = (0..<samples).map { _ in Double(generator.integer(below: outputs)) }
    targets = Tensor(.matrix(samples, 1), labels)
  case .binaryCrossEntropy:
    targets = Tensor(targets.shape, targets.values.map { $0 > 0 ? 1 : 0 })
  default: break
  }
  let data = Dataset(features: features, targets: targets)
  let network = Network(inputs: inputs, layers: layers)
  return (try NetworkModel(network, loss: loss, data: data), data)
}

private func activation(_ generator: inout RandomGenerator) -> Activation {
  Activation.allCases[generator.integer(below: Activation.allCases.count)]
}
