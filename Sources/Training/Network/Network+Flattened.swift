/// One layer of a network laid out flat: a residual block is what stands between its two marks.
package enum FlatLayer: Hashable, Sendable {
  case dense(units: Int)
  case batchNorm
  case layerNorm
  case dropout(probability: Double)
  case activation(Activation)
  case beginResidual
  case endResidual
}

extension Network {
  /// The layers in order, each with the index of the network's own layer that it belongs to.
  ///
  /// Blocks may be nested to any depth: the walk keeps its own stack.
  package var flattened: [(layer: FlatLayer, index: Int)] {
    var result: [(layer: FlatLayer, index: Int)] = []
    for (index, layer) in layers.enumerated() {
      var open: [(layers: [Layer], next: Int)] = [([layer], 0)]
      while let (layers, next) = open.last {
        guard next < layers.count else {
          open.removeLast()
          if !open.isEmpty { result.append((.endResidual, index)) }
          continue
        }
        open[open.count - 1].next += 1
        switch layers[next] {
        case .dense(let units, let activation):
          result.append((.dense(units: units), index))
          if activation != .linear { result.append((.activation(activation), index)) }
        case .batchNorm: result.append((.batchNorm, index))
        case .layerNorm: result.append((.layerNorm, index))
        case .dropout(let probability): result.append((.dropout(probability: probability), index))
        case .activation(let activation): result.append((.activation(activation), index))
        case .residual(let body):
          result.append((.beginResidual, index))
          open.append((body, 0))
        }
      }
    }
    return result
  }

  /// The width of the output for samples of `inputs` features.
  /// - Throws: `NetworkError` where the layers do not fit together.
  package func outputWidth(inputs: Int) throws(NetworkError) -> Int {
    guard !layers.isEmpty else { throw .noLayers }
    var width = inputs
    var open: [Int] = []
    var hasParameters = false
    for (layer, index) in flattened {
      switch layer {
      case .dense(let units):
        guard units > 0 else { throw .noUnits(layer: index) }
        width = units
        hasParameters = true
      case .dropout(let probability):
        guard probability >= 0, probability < 1 else {
          throw .dropoutProbability(probability, layer: index)
        }
      case .beginResidual:
        open.append(width)
      case .endResidual:
        let input = open.removeLast()
        guard input == width else {
          throw .residualWidth(input: input, output: width, layer: index)
        }
      case .batchNorm, .layerNorm:
        hasParameters = true
      case .activation:
        break
      }
    }
    guard hasParameters else { throw .noParameters }
    return width
  }
}
