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
    plan.writeChoice(to: &module.body)
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
      plan.writeTrials(to: &module) { module in
        objective.writeParameters(to: &module.body)
        writeTraining(objective.parameterList, to: &module)
        writeFinal(objective, to: &module.body)
      }
    }
  }
}
