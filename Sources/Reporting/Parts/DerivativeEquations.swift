import Experiments

/// The simplified derivatives of scalars: `dL/dx = 18x`.
enum DerivativeEquations {
  /// Longer derivatives of tapes stand in the JSON alone: the chain rule says them better.
  static let defaultLength = 60

  /// - Parameter limit: the longest text that is shown.
  static func parts(of tape: TapeResult, limit: Int) -> [Report.Part] {
    let lines = tape.gradients.flatMap { gradients -> [Equations.Line] in
      let letter = gradients.derivatives.count == 1 ? "d" : "∂"
      let shown = gradients.derivatives.filter { $0.text.count <= limit }
      return shown.flatMap { derivative -> [Equations.Line] in
        let left = "\(letter)\(gradients.target)/\(letter)\(derivative.name)"
        let value = gradients.values.first { $0.name == derivative.name }?.tensor.values.first
        return [Equations.Line(left, derivative.text)] + valueLine(value, after: derivative.text)
      }
    }
    return part(lines)
  }

  static func parts(of result: ExperimentResult) -> [Report.Part] {
    guard case .minimize(let expression, let variables) = result.model else { return [] }
    let letter = variables.count == 1 ? "d" : "∂"
    var lines = [Equations.Line("L(\(variables.joined(separator: ", ")))", expression)]
    for derivative in result.derivatives {
      lines.append(Equations.Line("\(letter)L/\(letter)\(derivative.name)", derivative.text))
      guard let trial = result.trials.first, result.trials.count == 1,
        let slope = trial.training.gradients.first(where: { $0.name == derivative.name })
      else { continue }
      lines += valueLine(slope.tensor.values.first, after: derivative.text, at: start(of: trial))
    }
    return part(lines)
  }

  /// `w = 8`.
  private static func start(of trial: TrialResult) -> String {
    trial.training.initial.map { parameter in
      let value = NumberText(parameter.tensor.values.first ?? 0, digits: NumberText.proseDigits)
      return "\(parameter.name) = \(value.written(.ascii))"
    }.joined(separator: ", ")
  }

  private static func valueLine(
    _ value: Double?, after text: String, at place: String = ""
  ) -> [Equations.Line] {
    guard let value else { return [] }
    let number = NumberText(value, digits: NumberText.proseDigits)
    guard number.written(.ascii) != text else { return [] }
    let suffix = place.isEmpty ? "" : "   at \(place)"
    return [Equations.Line("", number.written(.ascii) + suffix)]
  }

  private static func part(_ lines: [Equations.Line]) -> [Report.Part] {
    lines.isEmpty ? [] : [.equations(Equations(caption: "The derivative", lines: lines))]
  }
}
