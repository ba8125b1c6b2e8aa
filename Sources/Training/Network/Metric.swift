import Autodiff

/// How good predictions are, in one number.
package enum Metric: Hashable, Sendable, Codable {
  /// The share of samples whose largest output is that of the target's class; the targets are one
  /// row a sample with its largest number at the class.
  case classAccuracy
  /// The share of outputs on the target's side of 0.5.
  case thresholdAccuracy
  /// The coefficient of determination, 1 − Σ(t − p)² / Σ(t − mean t)² for each column, averaged
  /// over the columns. A column that does not vary counts 1 where it is met exactly, else 0.
  case r2

  /// Accuracy for classes, and where all targets are 0 or 1; else r2.
  init(loss: Loss, targets: Tensor, areClasses: Bool) {
    let columns = targets.shape.columns
    let areTruthValues = targets.values.allSatisfy { $0 == 0 || $0 == 1 }
    switch loss {
    case .crossEntropy: self = .classAccuracy
    case .binaryCrossEntropy: self = .thresholdAccuracy
    case .mse, .mae, .huber:
      guard areTruthValues else {
        self = .r2
        return
      }
      let areOneHot = (0..<targets.shape.rows).allSatisfy { row in
        targets.values[row * columns..<(row + 1) * columns].reduce(0, +) == 1
      }
      self = columns > 1 && areOneHot ? .classAccuracy : .thresholdAccuracy
    }
  }

  /// The name under which results show it: `accuracy` or `r2`.
  package var name: String {
    switch self {
    case .classAccuracy, .thresholdAccuracy: "accuracy"
    case .r2: "r2"
    }
  }

  /// The metric of predictions for targets of the same shape, class targets as one-hot rows.
  package func value(predictions: Tensor, targets: Tensor) -> Double {
    switch self {
    case .classAccuracy:
      let rows = predictions.shape.rows
      let hits = (0..<rows).count { predictions.largest(inRow: $0) == targets.largest(inRow: $0) }
      return Double(hits) / Double(rows)
    case .thresholdAccuracy:
      let hits = zip(predictions.values, targets.values).count {
        !$0.isNaN && ($0 >= 0.5) == ($1 >= 0.5)
      }
      return Double(hits) / Double(targets.values.count)
    case .r2:
      let columns = targets.shape.columns
      let scores = (0..<columns).map { Self.r2(predictions, targets, column: $0) }
      return scores.reduce(0, +) / Double(columns)
    }
  }

  private static func r2(_ predictions: Tensor, _ targets: Tensor, column: Int) -> Double {
    let rows = targets.shape.rows
    var mean = 0.0
    for row in 0..<rows { mean += targets[row, column] }
    mean /= Double(rows)
    var (residual, total) = (0.0, 0.0)
    for row in 0..<rows {
      let error = targets[row, column] - predictions[row, column]
      let distance = targets[row, column] - mean
      residual += error * error
      total += distance * distance
    }
    if total == 0 { return residual == 0 ? 1 : 0 }
    return 1 - residual / total
  }
}

extension Tensor {
  /// The column of a row's largest number, the first of equal ones; nil where one is not a number.
  func largest(inRow row: Int) -> Int? {
    var best = 0
    for column in 0..<shape.columns {
      if self[row, column].isNaN { return nil }
      if self[row, column] > self[row, best] { best = column }
    }
    return best
  }

  /// Class indices as rows with a single 1.
  func oneHot(classes: Int) -> Tensor {
    var result = Tensor.zeros(.matrix(values.count, classes))
    for (row, label) in values.enumerated() { result[row, Int(label)] = 1 }
    return result
  }
}
