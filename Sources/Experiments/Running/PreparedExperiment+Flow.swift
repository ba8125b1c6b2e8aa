import Autodiff
import Training

extension PreparedExperiment {
  /// Whether `show` asks for gradients at several steps.
  var showsFlowOverTime: Bool {
    presentation.options[.gradientFlow]?.contains(Presentation.overTime) ?? false
  }

  /// The steps before which a trial's parameters are kept, for what `show` asks of the first trial.
  func observedSnapshots(of trial: ExperimentSpec.Trial) -> [Int] {
    // Figures of a single training can be moved through.
    let isMoved = spec.trialCount == 1 && (shows(.decisionBoundary) || showsFit)
    guard trial.index == 0, showsFlowOverTime || shows(.diagnosis) || isMoved else { return [] }
    return ObservedSteps.snapshots(
      of: group(of: trial).plan.steps(trial.spec.training.duration))
  }

  /// The size of the first trial's gradients, at its first step or over time.
  func gradientFlow(_ first: TrialResult) -> GradientFlow? {
    guard shows(.gradientFlow) else { return nil }
    let training = first.training
    guard showsFlowOverTime else {
      return GradientFlow(moments: [
        GradientFlow.Moment(
          step: 0, gradients: training.gradients, before: training.initial,
          after: training.afterFirstStep)
      ])
    }
    let trial = spec.trial(0)
    let kept = training.snapshots
    let moments = ObservedSteps.steps(of: group(of: trial).plan.steps(trial.spec.training.duration))
      .compactMap { step -> GradientFlow.Moment? in
        guard let before = kept.first(where: { $0.step == step }),
          let after = kept.first(where: { $0.step == step + 1 }),
          let subject = subjectStep(of: trial, number: step)
        else { return nil }
        let gradients = subject.objective.gradients(
          feeds: subject.objective.feeds(subject.inputs, parameters: before.parameters))
        return GradientFlow.Moment(
          step: step, gradients: gradients, before: before.parameters, after: after.parameters)
      }
    return GradientFlow(moments: moments)
  }

  /// A step's loss with the values of its inputs.
  struct SubjectStep {
    let objective: Objective
    let inputs: [NodeID: Tensor]
    /// Whether only the first rows of the batch were taken.
    var isCut = false
  }

  /// - Parameter mostRows: no more than so many of the batch's rows are taken.
  func subjectStep(
    of trial: ExperimentSpec.Trial, number: Int, mostRows: Int = .max
  ) -> SubjectStep? {
    let group = group(of: trial)
    switch group.subject {
    case .network(let model):
      let settings = settings(of: trial)
      guard let data = group.data(seed: settings.seed).training,
        let step = try? TrainingStep(
          model, data: data, settings: settings, number: number, mostRows: mostRows)
      else { return nil }
      return SubjectStep(objective: step.objective, inputs: step.inputs, isCut: step.isCut)
    case .minimize(let model):
      return SubjectStep(objective: model.objective(samples: 0, mode: .training), inputs: [:])
    case .tape(let model):
      return SubjectStep(objective: model.objective(samples: 0, mode: .training), inputs: [:])
    }
  }
}
