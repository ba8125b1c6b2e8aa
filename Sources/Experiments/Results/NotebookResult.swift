import Autodiff
import Source
import Training

/// What running a notebook's blocks gave: the input of every renderer.
package struct NotebookResult: Sendable {
  package var header: Header
  package var blocks: [BlockResult]
  /// Everything found while the blocks were read, run and checked, in the order of the file.
  package var diagnostics: [Diagnostic]

  package init(header: Header, blocks: [BlockResult], diagnostics: [Diagnostic]) {
    self.header = header
    self.blocks = blocks
    self.diagnostics = diagnostics
  }
}

/// What the front matter says.
package struct Header: Hashable, Sendable, Codable {
  package var title: String?
  package var author: String?
  package var date: String?
  /// For the index of a course.
  package var description: String?
  package var lang: String?
  package var toc = false
  /// Whether headings below the first level carry numbers.
  package var numbered = false
  /// TeX commands without arguments by name, without backslashes.
  package var macros: [String: String] = [:]
  /// How blocks show their own text unless they say otherwise.
  package var source: Presentation.SourceDisplay?

  package init() {}
}

package struct BlockResult: Sendable {
  package var name: String
  package var kind: ExecutableBlock.Kind
  package var line: Int
  package var presentation: Presentation
  package var outcome: Outcome
  /// The whole block in the notebook.
  package var range: SourceRange?
  /// What its readers are not told; nothing but for students.
  package internal(set) var withheld = Withheld()

  package enum Outcome: Sendable {
    case experiment(ExperimentResult)
    case tape(TapeResult)
    case data(Dataset)
    /// The block has errors, which the diagnostics tell.
    case failed
  }

  package init(
    name: String, kind: ExecutableBlock.Kind, line: Int, presentation: Presentation,
    outcome: Outcome, range: SourceRange? = nil
  ) {
    self.name = name
    self.kind = kind
    self.line = line
    self.presentation = presentation
    self.outcome = outcome
    self.range = range
  }
}

package struct ExperimentResult: Sendable {
  /// The model as the notebook says it: `2 -> 4 tanh -> 1 sigmoid`, `(w − 5)²`, a tape's name.
  package var model: ModelDescription
  package var trials: [TrialResult]
  /// The swept keys, outermost first; empty where there is one trial.
  package var axes: [SweepAxis]
  /// The training data, where the model has data.
  package var data: Dataset?
  /// Of `minimize`: the derivative by each variable, simplified.
  package var derivatives: [NamedText]
  /// Forward and backward pass of the first step of the first trial, where it can be shown.
  package var explanation: Explanation?
  /// How the first trial's first gradients compare with finite differences, where they are printed.
  package var check: GradientCheck?
  /// The size of the first trial's gradients, where `show` asks for it.
  package var flow: GradientFlow?
  /// Figures, where they are shown: the loss over its two parameters, a classifier's decisions, the
  /// fit of one feature, and each trial's learning rates.
  package var surface: Surface?
  package var regions: DecisionRegions?
  package var fit: FittedCurve?
  package var rates: [[Double]] = []
  /// What is amiss with the first trial, where `show` asks for it.
  package var diagnosis: Diagnosis?
  /// Whether anything of a trial depends on its seed.
  package var dependsOnSeed = false
  /// What the range test found, where the block asks for one.
  package var finder: LearningRateFinder?
  /// What the loss's curvature says of the swept learning rates, where a sweep is drawn.
  package var stability: SweepStability?
  /// Of `minimize` with one variable: the function itself, for drawing.
  package var curve: Curve?
  /// What the same experiment needs elsewhere, where `show` asks for its code.
  package var program: ExperimentProgram?
  /// The measure that the best setting is chosen by.
  package var bestBy: Measure
  /// How many trials, one behind the other, differ in nothing but their seed.
  package var replicates: Int

  package init(
    model: ModelDescription, trials: [TrialResult], axes: [SweepAxis], data: Dataset?,
    derivatives: [NamedText], explanation: Explanation?, bestBy: Measure = .finalLoss,
    replicates: Int = 1
  ) {
    self.model = model
    self.trials = trials
    self.axes = axes
    self.data = data
    self.derivatives = derivatives
    self.explanation = explanation
    self.bestBy = bestBy
    self.replicates = replicates
  }
}

package enum ModelDescription: Hashable, Sendable {
  case network(Network, inputs: Int, loss: Loss)
  /// The expression as written, and its variables.
  case minimize(expression: String, variables: [String])
  case tape(name: String, loss: String)
}

package struct SweepAxis: Hashable, Sendable {
  /// The key as FORMAT spells it: `learning rate`.
  package var key: String
  package var values: [SettingValue]

  package init(key: String, values: [SettingValue]) {
    self.key = key
    self.values = values
  }
}

package enum SettingValue: Hashable, Sendable, Codable {
  case number(Double)
  case text(String)
}

package struct TrialResult: Sendable {
  package struct Setting: Hashable, Sendable {
    package let key: String
    package let value: SettingValue

    package init(key: String, value: SettingValue) {
      self.key = key
      self.value = value
    }
  }

  /// The learning rate, each swept key and the seed.
  package var settings: [Setting]
  package var verdict: Verdict
  package var training: TrainingResult
  /// `minimize` and tapes: parameters are bare numbers in the JSON.
  package var scalarParameters: Bool
  /// Where the training went, for models with few scalar parameters (`minimize`).
  package var path: ParameterPath?

  package init(
    settings: [Setting], verdict: Verdict, training: TrainingResult, scalarParameters: Bool
  ) {
    self.settings = settings
    self.verdict = verdict
    self.training = training
    self.scalarParameters = scalarParameters
  }
}

/// A function of one variable, sampled over the range that its descents visit: the start, the way
/// (as far as it stays within some spans of the start) and the minimum, with a margin.
package struct Curve: Hashable, Sendable {
  package var x: [Double]
  package var y: [Double]

  package init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }
}

/// The points that a training visits: one for each step, and the one after the last update.
package struct ParameterPath: Hashable, Sendable {
  /// The variables, in the order of the values in `points` and `gradients`.
  package var names: [String]
  /// The parameters before step t; the last is where the training ended.
  package var points: [[Double]]
  /// The raw gradient of step t.
  package var gradients: [[Double]]
  /// The learning rate of step t.
  package var rates: [Double]

  package init(names: [String], points: [[Double]], gradients: [[Double]], rates: [Double]) {
    self.names = names
    self.points = points
    self.gradients = gradients
    self.rates = rates
  }
}

package struct TapeResult: Sendable {
  package var values: [NamedTensor]
  package var gradients: [Gradients]
  /// One for each target; none where there is too much to show.
  package var explanations: [Explanation]
  /// How the gradients compare with finite differences.
  package var check: GradientCheck?

  /// One `gradient` line.
  package struct Gradients: Sendable {
    package var target: String
    package var values: [NamedTensor]
    /// Simplified derivatives of scalars: name and text.
    package var derivatives: [NamedText]

    package init(target: String, values: [NamedTensor], derivatives: [NamedText]) {
      self.target = target
      self.values = values
      self.derivatives = derivatives
    }
  }

  package init(values: [NamedTensor], gradients: [Gradients], explanations: [Explanation]) {
    self.values = values
    self.gradients = gradients
    self.explanations = explanations
  }

  /// That of the first target.
  package var explanation: Explanation? { explanations.first }
}

package struct NamedText: Hashable, Sendable {
  package let name: String
  package let text: String

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}
