import Autodiff
import Experiments
import Training

extension KerasCode {
  func write(_ network: NetworkCode, to module: inout PythonModule) {
    module.imports.insert(.layers)
    let data = DataCode(plan, .keras)
    data?.write(to: &module)
    module.body.gap()
    writeStart(to: &module)
    plan.writeTrials(to: &module) { module in
      if network.hasResidual {
        writeGraph(of: network, to: &module.body)
      } else {
        writeSequence(of: network, to: &module.body)
      }
      if plan.weights == .drawn {
        module.body.comment("Drawn anew, so the losses differ from those of the handout.")
      } else {
        module.body.block("for variable, value in zip(model.trainable_variables, start):") {
          $0.add("variable.assign(value)")
        }
      }
      module.body.gap()
      writeLoss(of: network, to: &module.body)
      if usesFit {
        writeFit(network, to: &module)
      } else {
        writeTraining(network, to: &module)
      }
      writeFinal(network, data, to: &module.body)
    }
  }

  /// Start values that are written out or read.
  private func writeStart(to module: inout PythonModule) {
    switch plan.weights {
    case .printed:
      module.imports.insert(.numpy)
      for parameter in plan.program.initial {
        PythonArray.write(
          parameter.name, parameter.tensor, settings.precision, array: "np.array(",
          constant: { sizes, one in
            let shape = sizes.contains(",") ? "(\(sizes))" : sizes
            return "np.\(one ? "ones" : "zeros")(\(shape))"
          }, to: &module.body)
      }
      module.body.list("start = [", plan.program.initial.map(\.name), "]")
    case .loaded:
      module.imports.insert(.json)
      plan.writeLoading(to: &module.body)
      module.body.add("start = list(initial.values())")
    case .drawn: return
    }
    module.body.gap()
  }

  // MARK: Layers

  private static func comment(_ network: NetworkCode) -> String {
    switch network.absorbed {
    case .softmax?: "  # the softmax is in the loss"
    case .sigmoid?: "  # the sigmoid is in the loss"
    default: ""
    }
  }

  private func writeSequence(of network: NetworkCode, to text: inout PythonText) {
    text.block("model = keras.Sequential([") { text in
      text.add("keras.Input((\(network.model.inputs),)),")
      for call in calls(of: network).compactMap(\.self) {
        text.list("layers.\(call.name)(", call.options, "),")
      }
    }
    text.add("])" + Self.comment(network))
  }

  /// Layers applied one to another, for those that add their input.
  private func writeGraph(of network: NetworkCode, to text: inout PythonText) {
    text.add("inputs = keras.Input((\(network.model.inputs),))")
    var value = "inputs"
    var depth = 0
    for (layer, call) in zip(network.layers, calls(of: network)) {
      switch layer.layer {
      case .beginResidual:
        depth += 1
        text.add("skip\(depth) = \(value)")
      case .endResidual:
        text.add("h = layers.Add()([skip\(depth), \(value)])")
        depth -= 1
        value = "h"
      default:
        guard let call else { continue }
        text.list("h = layers.\(call.name)(", call.options, ")(\(value))")
        value = "h"
      }
    }
    text.add("model = keras.Model(inputs, \(value))" + Self.comment(network))
  }

  /// A layer's class with its options.
  private struct Call {
    let name: String
    let options: [String]

    init(_ name: String, _ options: String...) {
      self.name = name
      self.options = options
    }

    init(dense options: [String]) {
      name = "Dense"
      self.options = options
    }
  }

  /// The call that makes each layer; nil for the marks of residual blocks, and for an activation
  /// that the dense layer before it has.
  private func calls(of network: NetworkCode) -> [Call?] {
    var calls: [Call?] = []
    for (index, layer) in network.layers.enumerated() {
      switch layer.layer {
      case .dense(let units):
        var options = [String(units)]
        if index + 1 < network.layers.count,
          case .activation(let activation) = network.layers[index + 1].layer,
          let word = Self.word(activation)
        {
          options.append("activation=\"\(word)\"")
        }
        options += initializer
        calls.append(Call(dense: options))
      case .activation(let activation):
        let follows = index > 0 ? network.layers[index - 1].layer : .batchNorm
        if case .dense = follows, Self.word(activation) != nil {
          calls.append(nil)
        } else {
          calls.append(Self.activation(activation))
        }
      case .batchNorm:
        calls.append(Call("BatchNormalization", "momentum=0.9", "epsilon=1e-5"))
      case .layerNorm: calls.append(Call("LayerNormalization", "epsilon=1e-5"))
      case .dropout(let probability):
        calls.append(Call("Dropout", PythonNumber.float(probability)))
      case .beginResidual, .endResidual: calls.append(nil)
      }
    }
    return calls
  }

  /// The name of an activation in Keras; nil where a layer of its own has the right slope.
  private static func word(_ activation: Activation) -> String? {
    switch activation {
    case .relu, .elu, .gelu, .silu, .softplus, .sigmoid, .tanh, .softmax, .linear:
      activation.rawValue
    case .leakyRelu: nil
    }
  }

  private static func activation(_ activation: Activation) -> Call {
    word(activation).map { Call("Activation", "\"\($0)\"") }
      ?? Call("LeakyReLU", "negative_slope=0.01")
  }

  /// What a dense layer draws its weights by, unless they are given.
  private var initializer: [String] {
    guard plan.weights == .drawn else { return [] }
    let choice: String
    switch settings.initializer ?? .standard {
    case .glorotUniform: return []
    case .glorotNormal: choice = "\"glorot_normal\""
    case .heUniform: choice = "\"he_uniform\""
    case .heNormal: choice = "\"he_normal\""
    case .lecunNormal: choice = "\"lecun_normal\""
    case .zeros: choice = "\"zeros\""
    case .normal(let deviation):
      choice = "keras.initializers.RandomNormal(stddev=\(PythonNumber.float(deviation)))"
    case .uniform(let limit):
      let limit = PythonNumber.float(limit)
      choice = "keras.initializers.RandomUniform(-\(limit), \(limit))"
    }
    return ["kernel_initializer=\(choice)"]
  }

  private func writeLoss(of network: NetworkCode, to text: inout PythonText) {
    let name: String
    switch network.model.loss {
    case .mse: name = "MeanSquaredError()"
    case .mae: name = "MeanAbsoluteError()"
    case .huber: name = "Huber()"
    case .binaryCrossEntropy where network.hasLogits:
      name = "BinaryCrossentropy(from_logits=True)"
    case .binaryCrossEntropy:
      // On TensorFlow, Keras's own takes what the softmax was applied to for logits of a sigmoid.
      text.functionGap()
      text.block("def loss_function(y, p):") {
        $0.add("log = keras.ops.log")
        $0.add("return -keras.ops.mean(y * log(p) + (1 - y) * log(1 - p))")
      }
      return text.functionGap()
    case .crossEntropy:
      name =
        network.model.targetsAreClasses
        ? "SparseCategoricalCrossentropy(from_logits=True)"
        : "CategoricalCrossentropy(from_logits=True)"
    }
    text.add("loss_function = keras.losses.\(name)")
  }
}
