import Autodiff
import Source
import Training

extension NotebookResult {
  /// The whole record, as the JSON has it.
  /// - Parameters:
  ///   - notebook: the file's name.
  ///   - version: runbook's.
  package func value(notebook: String, version: String) -> ResultValue {
    .object([
      .init("notebook", .string(notebook)),
      .init("version", .string(version)),
      .init("blocks", .array(blocks.map { $0.value(diagnostics: diagnostics) })),
    ])
  }
}

extension BlockResult {
  /// The block's results, as the JSON has them.
  package func value(diagnostics: [Diagnostic]) -> ResultValue {
    let head: [ResultValue.Member] = [
      .init("name", .string(name)), .init("kind", .string(kind.rawValue)),
      .init("line", .integer(line)),
    ]
    switch outcome {
    case .experiment(let result): return .object(head + result.members).without(withheld)
    case .tape(let result): return .object(head + result.members).without(withheld)
    case .data(let data): return .object(head + data.members)
    case .failed: return .object(head + [.init("errors", .array(errors(in: diagnostics)))])
    }
  }

  private func errors(in diagnostics: [Diagnostic]) -> [ResultValue] {
    diagnostics.compactMap { diagnostic in
      guard diagnostic.severity == .error, let place = diagnostic.range, let range,
        diagnostic.file == nil, range.contains(place.start)
      else { return nil }
      return .string(diagnostic.fact.message)
    }
  }
}

extension ExperimentResult {
  fileprivate var members: [ResultValue.Member] {
    var members = [ResultValue.Member("trials", .array(trials.map(\.value)))]
    if !derivatives.isEmpty {
      let texts = derivatives.map { ResultValue.Member($0.name, .string($0.text)) }
      members.append(.init("derivatives", .object(texts)))
    }
    if let finder { members.append(.init("finder", finder.value)) }
    if trials.count > 1, let best = best() { members.append(.init("best", best.value)) }
    if replicates > 1, let study = SweepStudy(self) {
      members.append(.init("study", study.value(in: self)))
    }
    return members
  }
}

extension TrialResult {
  package var value: ResultValue {
    let precision = training.precision
    var members: [ResultValue.Member] = [
      .init("settings", .object(settings.map { .init($0.key, $0.value.value) })),
      .init("verdict", .string(verdict.kind.rawValue)),
      .init("steps", .integer(training.steps)),
      .init("losses", .numbers(training.losses, precision)),
    ]
    if let losses = training.epochLosses {
      members.append(.init("epoch_losses", .numbers(losses, precision)))
    }
    if let losses = training.validationLosses {
      members.append(.init("validation_losses", .numbers(losses, precision)))
    }
    if !training.epochMetrics.isEmpty {
      members.append(.init("epoch_metrics", .members(of: training.epochMetrics, precision)))
    }
    members += [
      .init("final_loss", .number(training.finalLoss, precision)),
      .init("initial", .members(of: training.initial, precision)),
      .init("gradients", .members(of: training.gradients, precision)),
      .init("final", .members(of: training.final, precision)),
      .init("metrics", .members(of: training.metrics, precision)),
    ]
    if !training.recorded.isEmpty {
      members.append(.init("recorded", .members(of: training.recorded, precision)))
    }
    return .object(members)
  }
}

extension SettingValue {
  package var value: ResultValue {
    switch self {
    case .number(let number):
      Int(exactly: number).map(ResultValue.integer) ?? .number(number, .float64)
    case .text(let text): .string(text)
    }
  }
}

extension TapeResult {
  fileprivate var members: [ResultValue.Member] {
    let gradients = self.gradients.map {
      ResultValue.Member($0.target, ResultValue.members(of: $0.values, .float64))
    }
    let derivatives = self.gradients.filter { !$0.derivatives.isEmpty }.map { line in
      let texts = line.derivatives.map { ResultValue.Member($0.name, .string($0.text)) }
      return ResultValue.Member(line.target, .object(texts))
    }
    return [
      .init("values", .members(of: values, .float64)), .init("gradients", .object(gradients)),
      .init("derivatives", .object(derivatives)),
    ]
  }
}

extension Dataset {
  fileprivate var members: [ResultValue.Member] {
    var members: [ResultValue.Member] = [
      .init("rows", .integer(count)),
      .init("features", .object(columns(features, featureNames))),
      .init("targets", .object(columns(targets, targetNames))),
    ]
    if let classNames {
      members.append(.init("classes", .array(classNames.map(ResultValue.string))))
    }
    return members
  }

  private func columns(_ matrix: Tensor, _ names: [String]) -> [ResultValue.Member] {
    names.prefix(matrix.shape.columns).enumerated().map { column, name in
      .init(name, .numbers((0..<matrix.shape.rows).map { matrix[$0, column] }, .float64))
    }
  }
}

extension ResultValue {
  /// A scalar as a number, a vector as a list, a matrix as a list of rows.
  package init(_ tensor: Tensor, _ precision: Precision) {
    let columns = tensor.shape.columns
    switch tensor.shape.rank {
    case 0: self = .number(tensor.values.first ?? 0, precision)
    case 1: self = .numbers(tensor.values, precision)
    default:
      self = .array(
        (0..<tensor.shape.rows).map { row in
          .numbers(Array(tensor.values[row * columns..<(row + 1) * columns]), precision)
        })
    }
  }

  fileprivate static func members(of tensors: [NamedTensor], _ precision: Precision) -> ResultValue
  {
    .object(tensors.map { .init($0.name, ResultValue($0.tensor, precision)) })
  }

  /// One value a step: numbers in one list, tensors each as its own.
  fileprivate static func members(of series: [RecordedSeries], _ precision: Precision)
    -> ResultValue
  {
    .object(
      series.map { series in
        if series.shape.rank == 0 { return .init(series.name, .numbers(series.values, precision)) }
        let size = series.shape.count
        let tensors = (0..<series.count).map { step in
          ResultValue(
            Tensor(series.shape, Array(series.values[step * size..<(step + 1) * size])), precision)
        }
        return .init(series.name, .array(tensors))
      })
  }

  fileprivate static func members(of values: [NamedValue], _ precision: Precision) -> ResultValue {
    .object(values.map { .init($0.name, .number($0.value, precision)) })
  }
}
