import Autodiff
import Experiments
import Training

/// An experiment as a PyTorch program.
struct TorchCode {
  let plan: CodePlan
  let settings: TrainingSettings

  static func text(_ plan: CodePlan) -> String {
    var module = PythonModule()
    let code = TorchCode(plan: plan, settings: plan.program.settings)
    code.write(to: &module)
    return module.text
  }

  private func write(to module: inout PythonModule) {
    module.imports.insert(.torch)
    if settings.precision == .float64 {
      module.body.add("torch.set_default_dtype(torch.float64)")
    }
    if plan.isRandom { module.body.add("torch.manual_seed(\(settings.seed))") }
    module.body.gap()
    switch plan.program.model {
    case .network(let model): write(NetworkCode(model), to: &module)
    case .minimize, .tape:
      let objective = ObjectiveCode(plan, .torch)
      objective.write(to: &module)
      write(to: &module) { module in
        objective.writeParameters(to: &module.body)
        writeTraining(objective.parameterList, to: &module)
        writeFinal(objective, to: &module.body)
      }
    }
  }

  /// Once, or for each learning rate.
  func write(
    to module: inout PythonModule, trial: (inout PythonModule) -> Void
  ) {
    if !plan.program.choices.isEmpty {
      module.body.comment(plan.choicesComment)
    }
    guard plan.sweepsRate else { return trial(&module) }
    var inner = PythonModule()
    inner.body = PythonText(depth: 1)
    trial(&inner)
    module.imports.formUnion(inner.imports)
    let rates = plan.program.learningRates.map { PythonNumber.float($0) }
    module.body.list("for learning_rate in [", rates, "]:")
    module.body.add(alreadyIndented: inner.body)
  }

  // MAR
}
