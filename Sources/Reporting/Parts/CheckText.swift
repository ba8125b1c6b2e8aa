import Experiments
import Training

/// What the gradients that a block prints were checked against.
enum CheckText {
  static func parts(_ check: GradientCheck?) -> [Report.Part] {
    guard let check else { return [] }
    return [.text(spans(check))]
  }

  private static func spans(_ check: GradientCheck) -> [Report.Span] {
    if let failure = check.failure {
      return [
        .strong("These gradients are wrong"), .plain(": central finite differences give "),
        .number(failure.difference), .plain(" for "), .formula(failure.name),
        .plain(", not "), .number(failure.gradient), .plain("."),
      ]
    }
    var spans: [Report.Span] = [.plain("Checked against central finite differences: ")]
    if check.compared == 0 {
      spans.append(.plain("they cannot tell these gradients"))
    } else if check.largest == 0 {
      spans.append(.plain("no difference (\(extent(check)))"))
    } else {
      spans += [
        .plain("the largest difference is "), .number(rounded(check.largest)),
        .plain(" of the tensor's largest gradient (\(extent(check)))"),
      ]
    }
    let left = leftOut(check)
    spans.append(.plain(left.isEmpty ? "." : "; \(left)."))
    return spans
  }

  /// To two digits: how small it is counts.
  private static func rounded(_ value: Double) -> Double {
    Double(NumberText(value, digits: 2).written(.ascii)) ?? value
  }

  private static func extent(_ check: GradientCheck) -> String {
    var text = count(check.compared, "number")
    if check.compared < check.elements { text = "\(check.compared) of \(check.elements) numbers" }
    if check.directions > 0 { text += " and \(count(check.directions, "random direction"))" }
    if let rows = check.rows { text += ", on the batch's first \(count(rows, "row"))" }
    return text
  }

  private static func leftOut(_ check: GradientCheck) -> String {
    var reasons: [String] = []
    if check.atKinks > 0 { reasons.append("\(check.atKinks) left out at a kink") }
    if check.imprecise > 0 {
      reasons.append("\(check.imprecise) left out as too small to be told from rounding")
    }
    return reasons.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ unit: String) -> String {
    "\(number) \(unit)" + (number == 1 ? "" : "s")
  }
}
