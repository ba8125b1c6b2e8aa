import Autodiff
import Experiments
import Training

extension TorchCode {
  func write(_ network: NetworkCode, to module: inout PythonModule) {
    module.imports.insert(.nn)
    let data = DataCode(plan, .pytorch)
    data?.write(to: &module)
    module.body.gap()
    writeStart(to: &module)
    if network.hasResidual { writeResidualClass(to: &module.body) }
    plan.writeTrials(to: &module) { module in
      write(layersOf: network, to: &module.body)
      writeCopy(to: &module.body)
      module.body.gap()
      module.body.add("loss_function = \(Self.loss(network))")
      writeTraining(network, to: &module)
      writeFinal(network, data, to: &module.body)
    }
  }

  /// Start values that are written out or read.
  private func writeStart(to module: inout PythonModule) {
    switch plan.weights {
    case .printed:
      for parameter in plan.program.initial {
        PythonArray.write(
          parameter.name, parameter.tensor, settings.precision, array: "torch.tensor(",
          constant: { sizes, one in "torch.\(one ? "ones" : "zeros")(\(sizes))" }, to: &module.body)
      }
      module.body.comment("nn.Linear has a row of weights for each output, so W is transposed.")
      let values = plan.program.initial.map { $0.tensor.shape.rank == 2 ? $0.name + ".T" : $0.name }
      module.body.list("start = [", values, "]")
    case .loaded:
      module.imports.insert(.json)
      plan.writeLoading(to: &module.body)
      module.body.comment("nn.Linear has a row of weights for each output, so W is transposed.")
      module.body.block("start = [") {
        $0.add("torch.tensor(value).T if name[0] == \"W\" else torch.tensor(value)")
        $0.add("for name, value in initial.items()")
      }
      module.body.add("]")
    case .drawn: return
    }
    module.body.gap()
  }

  private func writeCopy(to text: inout PythonText) {
    guard plan.weights == .drawn else {
      text.block("with torch.no_grad():") {
        $0.block("for parameter, value in zip(model.parameters(), start):") {
          $0.add("parameter.copy_(value)")
        }
      }
      return
    }
    text.comment("Drawn anew, so the losses differ from those of the handout.")
    text.block("for module in model.modules():") {
      $0.block("if isinstance(module, nn.Linear):") {
        $0.add("nn.init.\(Self.initializer(settings.initializer ?? .standard))")
        $0.add("nn.init.zeros_(module.bias)")
      }
    }
  }

  private static func initializer(_ initializer: Initializer) -> String {
    switch initializer {
    case .glorotUniform: "xavier_uniform_(module.weight)"
    case .glorotNormal: "xavier_normal_(module.weight)"
    case .heUniform: "kaiming_uniform_(module.weight, nonlinearity=\"relu\")"
    case .heNormal: "kaiming_normal_(module.weight, nonlinearity=\"relu\")"
    case .lecunNormal: "kaiming_normal_(module.weight, nonlinearity=\"linear\")"
    case .zeros: "zeros_(module.weight)"
    case .normal(let deviation): "normal_(module.weight, std=\(PythonNumber.float(deviation)))"
    case .uniform(let limit):
      "uniform_(module.weight, -\(PythonNumber.float(limit)), \(PythonNumber.float(limit)))"
    }
  }

  private func writeResidualClass(to text: inout PythonText) {
    text.gap(2)
    text.block("class Residual(nn.Sequential):") {
      $0.block("def forward(self, x):") { $0.add("return x + super().forward(x)") }
    }
    text.gap(2)
  }

  private func write(layersOf network: NetworkCode, to text: inout PythonText) {
    let comment: String? =
      switch network.absorbed {
      case .softmax?: "the softmax is in the loss"
      case .sigmoid?: "the sigmoid is in the loss"
      default: nil
      }
    text.add("model = nn.Sequential(")
    var inner = PythonText(depth: text.depth + 1)
    for layer in network.layers {
      switch layer.layer {
      case .beginResidual:
        inner.add("Residual(")
        inner.depth += 1
      case .endResidual:
        inner.depth -= 1
        inner.add("),")
      default: inner.add(Self.layer(layer) + ",")
      }
    }
    text.add(alreadyIndented: inner)
    text.add(")" + (comment.map { "  # " + $0 } ?? ""))
  }

  private static func layer(_ layer: NetworkCode.Layer) -> String {
    switch layer.layer {
    case .dense(let units): "nn.Linear(\(layer.width), \(units))"
    case .batchNorm: "nn.BatchNorm1d(\(layer.width))"
    case .layerNorm: "nn.LayerNorm(\(layer.width))"
    case .dropout(let probability): "nn.Dropout(\(PythonNumber.float(probability)))"
    case .activation(let activation): self.activation(activation)
    case .beginResidual: "Residual("
    case .endResidual: ")"
    }
  }

  private static func activation(_ activation: Activation) -> String {
    switch activation {
    case .relu: "nn.ReLU()"
    case .leakyRelu: "nn.LeakyReLU(0.01)"
    case .elu: "nn.ELU()"
    case .gelu: "nn.GELU()"
    case .silu: "nn.SiLU()"
    case .softplus: "nn.Softplus()"
    case .sigmoid: "nn.Sigmoid()"
    case .tanh: "nn.Tanh()"
    case .softmax: "nn.Softmax(dim=1)"
    case .linear: "nn.Identity()"
    }
  }

  private static func loss(_ network: NetworkCode) -> String {
    switch network.model.loss {
    case .mse: "nn.MSELoss()"
    case .mae: "nn.L1Loss()"
    case .huber: "nn.HuberLoss()"
    case .binaryCrossEntropy: network.hasLogits ? "nn.BCEWithLogitsLoss()" : "nn.BCELoss()"
    case .crossEntropy: "nn.CrossEntropyLoss()"
    }
  }
}
