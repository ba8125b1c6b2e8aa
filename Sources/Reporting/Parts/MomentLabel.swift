import Autodiff

/// What a slider says at a moment of a training: the step, and the weights where they are few.
enum MomentLabel {
  private static let mostWeights = 9

  static func text(_ step: Int, _ parameters: [NamedTensor]) -> String {
    let place =
      step == 0 ? "before the first step" : "after \(step) step\(step == 1 ? "" : "s")"
    let count = parameters.reduce(0) { $0 + $1.tensor.shape.count }
    guard count > 0, count <= mostWeights else { return place }
    let weights = parameters.flatMap { parameter in
      // Of a single number the name says all.
      let names =
        parameter.tensor.shape.count == 1
        ? [parameter.name] : ElementName.names(of: parameter)
      return zip(names, parameter.tensor.values).map { name, value in
        "\(name) = \(NumberText(value, digits: 4).written(.typographic))"
      }
    }
    return place + ": " + weights.joined(separator: ", ")
  }
}
