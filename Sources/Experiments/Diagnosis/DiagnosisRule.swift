import Autodiff
import Training

/// The rules of a diagnosis, each with its threshold; notebooks/reference.md writes them out.
enum DiagnosisRule {
  // The norm of ∂L/∂z of a layer is below this share of the last layer's. Norms, since a wide layer's
  // numbers are each smaller.
  static let vanishing = 0.01
  // Or above this many times the last layer's.
  static let exploding = 100.0
  // This share of a layer's relu units, and one at least, give 0 for every row.
  static let deadShare = 0.1
  // The slope of a sigmoid or tanh is below this share of its largest …
  static let flatSlope = 0.02
  // … for more than this share of the values of a layer.
  static let saturatedShare = 0.5
  // A feature's root mean square is above this.
  static let largeFeature = 10.0
  // The root mean squares of two features differ by more than this factor, the larger above 1.
  static let featureRatio = 100.0

  // MARK: Rules at a moment

  static func vanishing(_ moment: TrainingMoment) -> Diagnosis.Finding? {
    guard let last = moment.layers.last?.slope, last > 0,
      let least = moment.layers.min(by: { $0.slope < $1.slope }), least.slope < vanishing * last
    else { return nil }
    return Diagnosis.Finding(
      kind: .vanishing, place: least.name, step: moment.step,
      evidence: "∂L/∂z is \(ShortNumber.text(least.slope)) there and \(ShortNumber.text(last)) in "
        + "the last layer (norms; below a hundredth)",
      remedy: "relu or leaky_relu with init: he normal, batchnorm, or residual layers")
  }

  static func exploding(_ moment: TrainingMoment) -> Diagnosis.Finding? {
    guard let last = moment.layers.last?.slope, last > 0, last.isFinite,
      let most = moment.layers.max(by: { $0.slope < $1.slope }),
      most.slope.isFinite, most.slope > exploding * last
    else { return nil }
    return Diagnosis.Finding(
      kind: .exploding, place: most.name, step: moment.step,
      evidence: "∂L/∂z is \(ShortNumber.text(most.slope)) there and \(ShortNumber.text(last)) in "
        + "the last layer (norms; above a hundredfold)",
      remedy: "init: glorot uniform or he normal, batchnorm, or clip: {norm: 1}")
  }

  static func dead(_ moment: TrainingMoment) -> Diagnosis.Finding? {
    let layers = moment.units.filter {
      $0.activation == .relu && $0.dead > 0 && Double($0.dead) >= deadShare * Double($0.count)
    }
    guard let worst = layers.max(by: { $0.dead * $1.count < $1.dead * $0.count }) else {
      return nil
    }
    return Diagnosis.Finding(
      kind: .dead, place: worst.layer, step: moment.step,
      evidence: "\(worst.dead) of \(worst.count) relu units give 0 for every row, so nothing can "
        + "change them (a tenth or more)",
      remedy: "leaky_relu, a lower learning rate, or init: he normal")
  }

  static func saturated(_ moment: TrainingMoment) -> Diagnosis.Finding? {
    let layers = moment.units.filter { $0.saturatedShare > saturatedShare }
    guard let worst = layers.max(by: { $0.saturatedShare < $1.saturatedShare }) else { return nil }
    let percent = Int((100 * worst.saturatedShare).rounded())
    return Diagnosis.Finding(
      kind: .saturated, place: worst.layer, step: moment.step,
      evidence: "\(percent) % of the values of \(worst.activation.rawValue) lie where its slope is "
        + "below 2 % of the largest (more than half)",
      remedy: "smaller weights (init: glorot uniform), scaled inputs, or relu")
  }

  // MARK: Rules at the start

  /// Hidden units that start equal, with equal weights to what comes next, stay equal.
  static func symmetric(_ network: Network, _ initial: [NamedTensor]) -> Diagnosis.Finding? {
    func tensor(_ name: String) -> Tensor? { initial.first { $0.name == name }?.tensor }
    var number = 1
    while let weights = tensor("W\(number)"), let next = tensor("W\(number + 1)") {
      let units = weights.shape.columns
      if units > 1, units == next.shape.rows, weights.hasEqualColumns, next.hasEqualRows,
        tensor("b\(number)")?.hasEqualColumns ?? true
      {
        return Diagnosis.Finding(
          kind: .symmetric, place: "layer \(number) (W\(number))", step: 0,
          evidence:
            "its \(units) units start with the same weights, so they get the same gradients "
            + "and stay copies of one",
          remedy: "draw the weights: init: glorot uniform")
      }
      number += 1
    }
    return nil
  }

  static func unscaled(_ data: Dataset) -> Diagnosis.Finding? {
    let columns = data.features.shape.columns
    let sizes = (0..<columns).map { column -> Double in
      let sum = (0..<data.count).reduce(0.0) { sum, row in
        sum + data.features[row, column] * data.features[row, column]
      }
      return (sum / Double(max(1, data.count))).squareRoot()
    }
    let seen = sizes.indices.filter { sizes[$0] > 0 }
    guard let most = seen.max(by: { sizes[$0] < sizes[$1] }),
      let least = seen.min(by: { sizes[$0] < sizes[$1] })
    else { return nil }
    let name = { (column: Int) in
      column < data.featureNames.count ? data.featureNames[column] : "feature \(column + 1)"
    }
    let remedy = "standardize: true in data, or features of size 1"
    if sizes[most] > largeFeature {
      return Diagnosis.Finding(
        kind: .unscaled, place: name(most), step: 0,
        evidence: "its root mean square is \(ShortNumber.text(sizes[most])) (above 10)",
        remedy: remedy)
    }
    guard sizes[most] > featureRatio * sizes[least], sizes[most] > 1 else { return nil }
    return Diagnosis.Finding(
      kind: .unscaled, place: "\(name(most)) and \(name(least))", step: 0,
      evidence: "their root mean squares are \(ShortNumber.text(sizes[most])) and "
        + "\(ShortNumber.text(sizes[least])) (more than 100 times apart)",
      remedy: remedy)
  }

  // MARK: Rules for any model

  static func notFinite(_ training: TrainingResult) -> Diagnosis.Finding? {
    var step = training.firstNotFiniteLoss
    if step == nil, !training.finalLoss.isFinite { step = training.steps }
    guard let step else { return nil }
    return Diagnosis.Finding(
      kind: .notFinite, place: "", step: step,
      evidence: "the loss is no finite number from this step on",
      remedy: "a lower learning rate, or clip: {norm: 1}")
  }
}

extension Tensor {
  fileprivate var hasEqualColumns: Bool {
    (0..<shape.rows).allSatisfy { row in
      (1..<max(1, shape.columns)).allSatisfy { self[row, $0] == self[row, 0] }
    }
  }

  fileprivate var hasEqualRows: Bool {
    (1..<max(1, shape.rows)).allSatisfy { row in
      (0..<shape.columns).allSatisfy { self[row, $0] == self[0, $0] }
    }
  }
}
