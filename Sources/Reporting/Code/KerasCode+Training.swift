import Experiments
import Training

extension KerasCode {
  // MARK: fit

  func writeFit(_ network: NetworkCode, to module: inout PythonModule) {
    let rate = RateCode(plan)
    writeOptimizer(rate, to: &module)
    module.body.add("model.compile(optimizer=optimizer, loss=loss_function)")
    var callbacks: [String] = []
    let isWhole = plan.program.stepsPerEpoch == 1
    if needsFactor(rate) {
      module.body.block("set_rate = keras.callbacks.LambdaCallback(") {
        let counter = isWhole ? "epoch" : "batch"
        let step = isWhole ? "epoch" : "int(optimizer.iterations)"
        $0.add("on_\(isWhole ? "epoch" : "train_batch")_begin=lambda \(counter), logs:")
        $0.add("optimizer.learning_rate.assign(\(plan.rate) * factor(\(step)))")
      }
      module.body.add(")")
      callbacks.append("set_rate")
    }
    let hasSplit = plan.program.data?.split != nil
    if let patience = settings.stop.patience {
      let loss = hasSplit ? "val_loss" : "loss"
      module.body.add(
        "stop = keras.callbacks.EarlyStopping(monitor=\"\(loss)\", patience=\(patience))")
      callbacks.append("stop")
    }
    module.body.gap()
    plan.writeRandomness(to: &module.body)
    let size = if case .size(let size) = settings.batch, !isWhole { "\(size)" } else { "len(x)" }
    let validates = hasSplit && settings.stop.patience != nil
    module.body.list(
      "model.fit(",
      ["x", "y", "batch_size=\(size)", "epochs=\(plan.program.steps / plan.program.stepsPerEpoch)"]
        + (plan.shufflesBatches ? [] : ["shuffle=False"])
        + (validates ? ["validation_data=(x_valid, y_valid)"] : [])
        + (callbacks.isEmpty ? [] : ["callbacks=[\(callbacks.joined(separator: ", "))]"])
        + ["verbose=0"], ")")
    module.body.gap()
  }

  // MARK: A loop of one's own

  /// Optimizer, schedule and loop of a network.
  func writeTraining(_ network: NetworkCode, to module: inout PythonModule) {
    module.imports.insert(.tensorflow)
    let rate = RateCode(plan)
    writeOptimizer(rate, to: &module)
    let loop = LoopCode(plan, loss: "float(loss)", needsStep: needsFactor(rate))
    if loop.form != .whole, case .size(let size) = settings.batch {
      let shuffle = plan.shufflesBatches ? ".shuffle(len(x))" : ""
      module.body.add("rows = tf.data.Dataset.from_tensor_slices((x, y))\(shuffle)")
      module.body.add("batches = rows.batch(\(size))")
    }
    module.body.add("variables = model.trainable_variables")
    writeVelocities(to: &module.body)
    module.body.gap()
    plan.writeRandomness(to: &module.body)
    loop.imports(to: &module)
    let (x, y) = loop.batch
    loop.write(to: &module.body) { text in
      text.block("with tf.GradientTape() as tape:") {
        $0.add("loss = loss_function(\(y), model(\(x), training=True))")
      }
      writeStep(loop, rate, to: &text)
    } validationLoss: { text in
      text.add("valid_loss = float(loss_function(y_valid, model(x_valid)))")
    }
    module.body.gap()
  }

  /// The same of an expression.
  func writeTraining(_ objective: ObjectiveCode, to module: inout PythonModule) {
    let rate = RateCode(plan)
    writeOptimizer(rate, to: &module)
    let loop = LoopCode(plan, loss: "float(loss)")
    writeVelocities(to: &module.body)
    module.body.gap()
    loop.imports(to: &module)
    loop.write(to: &module.body) { text in
      text.block("with tf.GradientTape() as tape:") { $0.add("loss = objective()") }
      writeStep(loop, rate, to: &text)
    } validationLoss: { _ in
    }
    module.body.gap()
  }

  private func writeVelocities(to text: inout PythonText) {
    guard momentum != nil else { return }
    text.add("velocities = [tf.zeros_like(v) for v in variables]")
  }

  private func writeStep(_ loop: LoopCode, _ rate: RateCode, to text: inout PythonText) {
    text.add("gradients = tape.gradient(loss, variables)")
    loop.writeStops(to: &text, gradientNorm: "tf.linalg.global_norm(gradients)")
    switch settings.clip {
    case .norm(let limit):
      let norm = "(tf.linalg.global_norm(gradients) + 1e-6)"
      text.add("scale = tf.minimum(1.0, \(PythonNumber.float(limit)) / \(norm))")
      text.add("gradients = [scale * g for g in gradients]")
    case .value(let limit):
      let limit = PythonNumber.float(limit)
      text.add("gradients = [tf.clip_by_value(g, -\(limit), \(limit)) for g in gradients]")
    case nil: break
    }
    if settings.weightDecay != 0 {
      let decay = PythonNumber.float(settings.weightDecay)
      text.add("gradients = [g + \(decay) * v for g, v in zip(gradients, variables)]")
    }
    var directions = "gradients"
    if let momentum {
      let beta = PythonNumber.float(momentum.beta)
      text.add("velocities = [\(beta) * u + g for u, g in zip(velocities, gradients)]")
      directions = "velocities"
      if momentum.isNesterov {
        text.add("steps = [g + \(beta) * u for u, g in zip(velocities, gradients)]")
        directions = "steps"
      }
    }
    if needsFactor(rate) {
      text.add("optimizer.learning_rate = \(plan.rate) * factor(\(loop.counter))")
    }
    text.add("optimizer.apply_gradients(zip(\(directions), variables))")
  }

  // MARK: Optimizer and schedule

  /// Whether the rate is set step by step, as no schedule of Keras's is the same.
  private func needsFactor(_ rate: RateCode) -> Bool { !rate.isConstant && schedule(rate) == nil }

  /// A schedule of Keras's that is the same.
  private func schedule(_ rate: RateCode) -> (name: String, options: [String])? {
    guard rate.segments.count == 1, let segment = rate.segments.first else { return nil }
    switch segment.schedule {
    case .step(let every, let factor):
      return (
        "ExponentialDecay",
        [plan.rate, "\(every)", PythonNumber.float(factor), "staircase=True"]
      )
    case .exponential(let rate):
      return ("ExponentialDecay", [plan.rate, "1", PythonNumber.float(rate)])
    case .cosine(_, let floor):
      let end = floor == 0 ? [] : ["alpha=\(PythonNumber.float(floor)) / \(plan.rate)"]
      return ("CosineDecay", [plan.rate, "\(segment.length)"] + end)
    case .constant, .warmup, .oneCycle: return nil
    }
  }

  private func writeOptimizer(_ rate: RateCode, to module: inout PythonModule) {
    var learningRate = plan.rate
    if let schedule = schedule(rate) {
      module.body.list(
        "schedule = keras.optimizers.schedules.\(schedule.name)(", schedule.options, ")")
      learningRate = "schedule"
    } else if !rate.isConstant {
      rate.writeFunction(to: &module)
    }
    let (name, options, note) = self.optimizer
    if let note { module.body.comment(note) }
    var clip: [String] = []
    if usesFit, case .value(let limit)? = settings.clip {
      clip = ["clipvalue=\(PythonNumber.float(limit))"]
    }
    module.body.list(
      "optimizer = keras.optimizers.\(name)(",
      ["learning_rate=\(learningRate)"] + options + clip, ")")
  }

  /// The class, its options, and what Keras does in another way.
  private var optimizer: (name: String, options: [String], note: String?) {
    let float = { PythonNumber.float($0) }
    let average =
      "Keras adds epsilon before it corrects the averages, so the losses differ a little."
    let root =
      "Keras adds epsilon under the root (hence its square), so the losses differ a little."
    if momentum != nil { return ("SGD", [], nil) }
    switch settings.optimizer {
    case .sgd: return ("SGD", [], nil)
    case .momentum(let beta): return ("SGD", ["momentum=\(float(beta))"], nil)
    case .nesterov(let beta):
      return ("SGD", ["momentum=\(float(beta))", "nesterov=True"], nil)
    case .adagrad(let epsilon):
      let options = ["initial_accumulator_value=0.0", "epsilon=\(float(epsilon * epsilon))"]
      return ("Adagrad", options, root)
    case .rmsprop(let alpha, let epsilon):
      let options = ["rho=\(float(alpha))", "epsilon=\(float(epsilon * epsilon))"]
      return ("RMSprop", options, root)
    case .adam(let beta1, let beta2, let epsilon):
      return ("Adam", averages(beta1, beta2, epsilon), average)
    case .adamw(let beta1, let beta2, let epsilon, let decay):
      let options = averages(beta1, beta2, epsilon) + ["weight_decay=\(float(decay))"]
      return ("AdamW", options, average)
    }
  }

  private func averages(_ beta1: Double, _ beta2: Double, _ epsilon: Double) -> [String] {
    let float = { PythonNumber.float($0) }
    return (beta1 == 0.9 ? [] : ["beta_1=\(float(beta1))"])
      + (beta2 == 0.999 ? [] : ["beta_2=\(float(beta2))"]) + ["epsilon=\(float(epsilon))"]
  }

  // MARK: The end

  /// Prints the final loss and how good the predictions are.
  func writeFinal(_ network: NetworkCode, _ data: DataCode?, to text: inout PythonText) {
    if plan.sweepsRate { text.add("print(\"learning rate\", learning_rate)") }
    if network.hasBatchNorm {
      text.comment(
        "Predictions are by running statistics, of which Keras takes the biased variance"
          + " where the handout takes the unbiased.")
    }
    text.add("output = model.predict(x, verbose=0)")
    if network.hasBatchNorm, !network.hasDropout {
      text.add("print(\"final loss\", float(loss_function(y, model(x, training=True))))")
    } else {
      text.add("print(\"final loss\", float(loss_function(y, output)))")
    }
    writeMetric(network, "accuracy", "output", "y", to: &text)
    guard data?.data.split != nil else { return }
    text.add("valid_output = model.predict(x_valid, verbose=0)")
    text.add("print(\"validation loss\", float(loss_function(y_valid, valid_output)))")
    writeMetric(network, "validation accuracy", "valid_output", "y_valid", to: &text)
  }

  private func writeMetric(
    _ network: NetworkCode, _ name: String, _ output: String, _ target: String,
    to text: inout PythonText
  ) {
    network.writeMetric(
      name, output, target, axis: "axis=1", mean: "float(hits.mean())", to: &text)
  }

  func writeFinal(_ objective: ObjectiveCode, to text: inout PythonText) {
    if plan.sweepsRate { text.add("print(\"learning rate\", learning_rate)") }
    text.add("print(\"final loss\", float(objective()))")
    for parameter in objective.parameters {
      let name = objective.names[parameter.name]
      let value = parameter.tensor.shape.rank == 0 ? "float(\(name))" : "\(name).numpy().tolist()"
      text.add("print(\"\(parameter.name)\", \(value))")
    }
  }
}
