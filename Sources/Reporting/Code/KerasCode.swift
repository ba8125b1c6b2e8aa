import Autodiff
import Experiments
import Training

/// An experiment as a Keras program: `fit` where it makes the same steps, and else a loop over
/// TensorFlow's gradients.
struct KerasCode {
  let plan: CodePlan
  let settings: TrainingSettings
  /// What trains: see `fits`.
  let usesFit: Bool
  /// The momentum where it is written out: Keras's adds up steps, not gradients, which is another
  /// thing where the rate changes.
  let momentum: (beta: Double, isNesterov: Bool)?

  static func text(_ plan: CodePlan) -> String {
    var module = PythonModule()
    let momentum = RateCode(plan).isConstant ? nil : plan.program.settings.optimizer.momentum
    let code = KerasCode(
      plan: plan, settings: plan.program.settings,
      usesFit: fits(plan.program) && momentum == nil, momentum: momentum)
    code.write(to: &module)
    return module.text
  }

  /// Whether `fit` makes the same steps: whole epochs, gradients that the optimizer takes as they
  /// are or limits one by one, and an end that it can see after an epoch.
  private static func fits(_ program: ExperimentProgram) -> Bool {
    guard case .network = program.model else { return false }
    let settings = program.settings
    let rows = program.data?.split?.training ?? program.data?.rows.count ?? 0
    if settings.stop.gradient != nil || settings.stop.loss != nil { return false }
    if settings.stop.patience != nil {
      guard case .epochs = settings.duration else { return false }
      // Keras weights the losses of an epoch's steps by their rows.
      if case .size(let size) = settings.batch, program.data?.split == nil, rows > size,
        rows % size != 0
      {
        return false
      }
    }
    if case .norm? = settings.clip { return false }
    return settings.weightDecay == 0 && program.steps % program.stepsPerEpoch == 0
  }

  private func write(to module: inout PythonModule) {
    module.imports.insert(.keras)
    plan.writeChoice(to: &module.body)
    if settings.precision == .float64 {
      module.body.add("keras.config.set_floatx(\"float64\")")
    }
    if plan.isRandom { module.body.add("keras.utils.set_random_seed(\(settings.seed))") }
    module.body.gap()
    switch plan.program.model {
    case .network(let model): write(NetworkCode(model), to: &module)
    case .minimize, .tape:
      module.imports.insert(.tensorflow)
      let objective = ObjectiveCode(plan, .tensorflow)
      objective.write(to: &module)
      plan.writeTrials(to: &module) { module in
        objective.writeParameters(to: &module.body)
        module.body.add("variables = \(objective.parameterList)")
        writeTraining(objective, to: &module)
        writeFinal(objective, to: &module.body)
      }
    }
  }
}

extension Optimizer {
  fileprivate var momentum: (beta: Double, isNesterov: Bool)? {
    switch self {
    case .momentum(let beta): (beta, false)
    case .nesterov(let beta): (beta, true)
    case .sgd, .adagrad, .rmsprop, .adam, .adamw: nil
    }
  }
}
