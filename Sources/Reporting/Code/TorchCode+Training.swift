import Experiments
import Training

extension TorchCode {
  /// Optimizer, schedule and loop of a network.
  func writeTraining(_ network: NetworkCode, to module: inout PythonModule) {
    let hasModes = network.hasBatchNorm || network.hasDropout
    let loop = LoopCode(plan, loss: "loss.item()")
    writeOptimizer("model.parameters()", to: &module)
    if loop.form != .whole { writeBatches(to: &module) }
    module.body.gap()
    plan.writeRandomness(to: &module.body)
    if network.hasBatchNorm, hasSingleRow {
      module.body.comment("PyTorch's BatchNorm1d refuses a batch of one row, as one is here.")
    }
    loop.imports(to: &module)
    let (x, y) = loop.batch
    loop.write(to: &module.body) { text in
      text.add("loss = loss_function(model(\(x)), \(y))")
      writeStep("model.parameters()", loop, to: &text)
    } validationLoss: { text in
      if hasModes { text.add("model.eval()") }
      text.block("with torch.no_grad():") {
        $0.add("valid_loss = loss_function(model(x_valid), y_valid).item()")
      }
      if hasModes { text.add("model.train()") }
    }
    module.body.gap()
  }

  /// The same of an expression.
  func writeTraining(_ parameters: String, to module: inout PythonModule) {
    let loop = LoopCode(plan, loss: "loss.item()")
    writeOptimizer(parameters, to: &module)
    module.body.gap()
    loop.imports(to: &module)
    loop.write(to: &module.body) { text in
      text.add("loss = objective()")
      writeStep(parameters, loop, to: &text)
    } validationLoss: { _ in
    }
    module.body.gap()
  }

  /// Whether some step sees one row alone.
  private var hasSingleRow: Bool {
    guard let data = plan.program.data else { return false }
    let rows = data.split?.training ?? data.rows.count
    guard case .size(let size) = settings.batch, size < rows else { return rows == 1 }
    return size == 1 || rows % size == 1
  }

  private func writeBatches(to module: inout PythonModule) {
    guard case .size(let size) = settings.batch else { return }
    module.imports.insert(.loaders)
    let shuffle = plan.shufflesBatches ? ", shuffle=True" : ""
    module.body.add("batches = DataLoader(TensorDataset(x, y), batch_size=\(size)\(shuffle))")
  }

  private func writeStep(_ parameters: String, _ loop: LoopCode, to text: inout PythonText) {
    text.add("optimizer.zero_grad()")
    text.add("loss.backward()")
    if settings.stop.gradient != nil {
      text.add("gradient = torch.cat([p.grad.flatten() for p in \(parameters)])")
    }
    loop.writeStops(to: &text, gradientNorm: "gradient.norm()")
    switch settings.clip {
    case .norm(let limit):
      text.add(
        "torch.nn.utils.clip_grad_norm_(\(parameters), \(PythonNumber.float(limit)))")
    case .value(let limit):
      text.add(
        "torch.nn.utils.clip_grad_value_(\(parameters), \(PythonNumber.float(limit)))")
    case nil: break
    }
    text.add("optimizer.step()")
    if !RateCode(plan).isConstant { text.add("scheduler.step()") }
  }

  // MARK: Optimizer and schedule

  private func writeOptimizer(_ parameters: String, to module: inout PythonModule) {
    let rate = RateCode(plan)
    if !rate.isConstant, rate.only == nil {
      rate.writeFunction(to: &module)
    }
    let (name, options) = optimizer
    let decay =
      settings.weightDecay == 0
      ? [] : ["weight_decay=\(PythonNumber.float(settings.weightDecay))"]
    module.body.list(
      "optimizer = torch.optim.\(name)(", [parameters, "lr=\(plan.rate)"] + options + decay, ")")
    guard !rate.isConstant else { return }
    let schedule = scheduler(rate)
    module.body.list(
      "scheduler = torch.optim.lr_scheduler.\(schedule.name)(", ["optimizer"] + schedule.options,
      ")")
  }

  /// The class and its options, where they are not its defaults.
  private var optimizer: (name: String, options: [String]) {
    let float = { PythonNumber.float($0) }
    switch settings.optimizer {
    case .sgd: return ("SGD", [])
    case .momentum(let beta): return ("SGD", ["momentum=\(float(beta))"])
    case .nesterov(let beta):
      // PyTorch refuses Nesterov's method without momentum, which is plain descent.
      return ("SGD", beta == 0 ? [] : ["momentum=\(float(beta))", "nesterov=True"])
    case .adagrad(let epsilon):
      return ("Adagrad", epsilon == 1e-10 ? [] : ["eps=\(float(epsilon))"])
    case .rmsprop(let alpha, let epsilon):
      return (
        "RMSprop",
        (alpha == 0.99 ? [] : ["alpha=\(float(alpha))"])
          + (epsilon == 1e-8 ? [] : ["eps=\(float(epsilon))"])
      )
    case .adam(let beta1, let beta2, let epsilon):
      return ("Adam", averages(beta1, beta2, epsilon))
    case .adamw(let beta1, let beta2, let epsilon, let decay):
      return (
        "AdamW",
        averages(beta1, beta2, epsilon)
          + (decay == 0.01 ? [] : ["weight_decay=\(float(decay))"])
      )
    }
  }

  private func averages(_ beta1: Double, _ beta2: Double, _ epsilon: Double) -> [String] {
    let betas = "betas=(\(PythonNumber.float(beta1)), \(PythonNumber.float(beta2)))"
    return (beta1 == 0.9 && beta2 == 0.999 ? [] : [betas])
      + (epsilon == 1e-8 ? [] : ["eps=\(PythonNumber.float(epsilon))"])
  }

  /// The class and its arguments after the optimizer.
  private func scheduler(_ rate: RateCode) -> (name: String, options: [String]) {
    guard let segment = rate.only else { return ("LambdaLR", ["factor"]) }
    switch segment.schedule {
    case .constant: return ("LambdaLR", ["lambda step: 1.0"])
    case .step(let every, let factor):
      return ("StepLR", ["step_size=\(every)", "gamma=\(PythonNumber.float(factor))"])
    case .exponential(let rate): return ("ExponentialLR", ["gamma=\(PythonNumber.float(rate))"])
    case .cosine(_, let floor):
      let end = floor == 0 ? [] : ["eta_min=\(PythonNumber.float(floor))"]
      return ("CosineAnnealingLR", ["T_max=\(segment.length)"] + end)
    case .warmup(let steps):
      return ("LambdaLR", ["lambda step: min(1, (step + 1) / \(steps))"])
    case .oneCycle:
      let length = ["max_lr=\(plan.rate)", "total_steps=\(segment.length)"]
      return ("OneCycleLR", length + ["cycle_momentum=False"])
    }
  }

  // MARK: The end

  /// Prints the final loss and how good the predictions are.
  func writeFinal(_ network: NetworkCode, _ data: DataCode?, to text: inout PythonText) {
    let hasSplit = data?.data.split != nil
    let hasModes = network.hasBatchNorm || network.hasDropout
    if hasModes {
      text.add("model.eval()" + (network.hasBatchNorm ? "  # running statistics" : ""))
    }
    text.block("with torch.no_grad():") { text in
      text.add("output = model(x)")
      if hasSplit { text.add("valid_output = model(x_valid)") }
      if network.hasBatchNorm {
        text.add("model.train()  # the batch's own statistics")
        if network.hasDropout {
          text.block("for module in model.modules():") {
            $0.block("if isinstance(module, nn.Dropout):") { $0.add("module.eval()") }
          }
        }
        text.add("final_loss = loss_function(model(x), y)")
      } else {
        text.add("final_loss = loss_function(output, y)")
      }
    }
    if plan.sweepsRate { text.add("print(\"learning rate\", learning_rate)") }
    text.add("print(\"final loss\", final_loss.item())")
    writeMetric(network, "accuracy", "output", "y", to: &text)
    guard hasSplit else { return }
    text.add("print(\"validation loss\", loss_function(valid_output, y_valid).item())")
    writeMetric(network, "validation accuracy", "valid_output", "y_valid", to: &text)
  }

  private func writeMetric(
    _ network: NetworkCode, _ name: String, _ output: String, _ target: String,
    to text: inout PythonText
  ) {
    network.writeMetric(
      name, output, target, axis: "dim=1", mean: "hits.double().mean().item()", to: &text)
  }

  func writeFinal(_ objective: ObjectiveCode, to text: inout PythonText) {
    if plan.sweepsRate { text.add("print(\"learning rate\", learning_rate)") }
    text.add("print(\"final loss\", objective().item())")
    for parameter in objective.parameters {
      let value = parameter.tensor.shape.rank == 0 ? "item()" : "tolist()"
      text.add("print(\"\(parameter.name)\", \(objective.names[parameter.name]).\(value))")
    }
  }
}
