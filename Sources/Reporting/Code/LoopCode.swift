import Training

/// The loop of a training, the same in all frameworks: which rows a step sees, and when it ends.
struct LoopCode {
  enum Form: Hashable {
    /// Every step sees all data, or there are none.
    case whole
    /// Epochs with their batches within.
    case nested
    /// Steps one after the other, each with the next batch.
    case steps
  }

  let plan: CodePlan
  let form: Form
  /// The loss as a number.
  private let loss: String
  private let settings: TrainingSettings

  /// - Parameter needsStep: whether something in a step asks for its number.
  init(_ plan: CodePlan, loss: String, needsStep: Bool = false) {
    self.plan = plan
    self.loss = loss
    settings = plan.program.settings
    let rule = settings.stop
    if plan.program.stepsPerEpoch == 1 {
      form = .whole
    } else if case .epochs = settings.duration, rule.gradient == nil, rule.loss == nil, !needsStep {
      form = .nested
    } else {
      form = .steps
    }
  }

  var countsEpochs: Bool { if case .epochs = settings.duration { true } else { false } }

  /// What a step's rows are called.
  var batch: (x: String, y: String) {
    form == .whole ? ("x", "y") : ("x_batch", "y_batch")
  }

  /// What counts the steps where each sees all data.
  var counter: String { countsEpochs && form != .steps ? "epoch" : "step" }

  /// Whether the run ends after so many epochs without a new minimum.
  var watchesEpochs: Bool { settings.stop.patience != nil && countsEpochs }
  private var watchesSteps: Bool { settings.stop.patience != nil && !countsEpochs }
  private var validates: Bool { plan.program.data?.split != nil }

  /// - Parameters:
  ///   - step: writes what a step does.
  ///   - validationLoss: writes the lines that set `valid_loss`.
  func write(
    to text: inout PythonText, step: (inout PythonText) -> Void,
    validationLoss: (inout PythonText) -> Void
  ) {
    if settings.stop.patience != nil { text.add("best, waited = math.inf, 0") }
    let keepsLosses = watchesEpochs && !validates && form != .whole
    switch form {
    case .whole:
      text.block("for \(counter) in range(\(plan.program.steps)):") {
        step(&$0)
        if watchesEpochs { endEpoch(&$0, validationLoss) }
      }
    case .nested:
      let epochs = plan.program.steps / plan.program.stepsPerEpoch
      text.block("for epoch in range(\(epochs)):") { text in
        if keepsLosses { text.add("losses = []") }
        text.block("for x_batch, y_batch in batches:") {
          step(&$0)
          if keepsLosses { $0.add("losses.append(\(loss))") }
        }
        if watchesEpochs { endEpoch(&text, validationLoss) }
      }
    case .steps:
      text.block("for step in range(\(plan.program.steps)):") { text in
        text.block("if step % len(batches) == 0:") {
          $0.add("epoch = iter(batches)")
          if keepsLosses { $0.add("losses = []") }
        }
        text.add("x_batch, y_batch = next(epoch)")
        step(&text)
        if keepsLosses { text.add("losses.append(\(loss))") }
        if watchesEpochs {
          text.block("if (step + 1) % len(batches) == 0:") { endEpoch(&$0, validationLoss) }
        }
      }
    }
  }

  /// The tests of `stop` that come before a step's update.
  /// - Parameter gradientNorm: the norm of all gradients together, in code.
  func writeStops(to text: inout PythonText, gradientNorm: String) {
    if let limit = settings.stop.gradient {
      text.block("if \(gradientNorm) <= \(PythonNumber.float(limit)):") { $0.add("break") }
    }
    if let limit = settings.stop.loss {
      text.block("if loss <= \(PythonNumber.float(limit)):") { $0.add("break") }
    }
    if watchesSteps { writePatience(of: loss, to: &text) }
  }

  private func endEpoch(
    _ text: inout PythonText, _ validationLoss: (inout PythonText) -> Void
  ) {
    if validates {
      validationLoss(&text)
      writePatience(of: "valid_loss", to: &text)
    } else if form == .whole {
      writePatience(of: loss, to: &text)
    } else {
      text.add("mean = sum(losses) / len(losses)")
      writePatience(of: "mean", to: &text)
    }
  }

  private func writePatience(of value: String, to text: inout PythonText) {
    let patience = settings.stop.patience ?? 0
    text.add("best, waited = (\(value), 0) if \(value) < best else (best, waited + 1)")
    text.block("if waited >= \(patience):") { $0.add("break") }
  }

  /// What the loop needs.
  func imports(to module: inout PythonModule) {
    if settings.stop.patience != nil { module.imports.insert(.math) }
  }
}
