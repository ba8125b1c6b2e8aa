import Experiments

/// What is amiss with a training and what helps, or that nothing was found.
enum DiagnosisParts {
  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard let diagnosis = result.diagnosis else { return [] }
    let looked = lookedFor(diagnosis)
    let stability = [Report.Part.text(spans(diagnosis.stability))]
    if diagnosis.findings.isEmpty {
      return [.text([.strong("Diagnosis: nothing found."), .plain(" \(looked)")])] + stability
    }
    let rows = diagnosis.findings.map { finding -> [Table.Cell] in
      [
        .strong(finding.kind.rawValue), .text(finding.place),
        .number(Double(finding.step)), .text(finding.evidence), .text(finding.remedy),
      ]
    }
    let table = Table(
      caption: "Diagnosis",
      columns: [
        Table.Column("Finding", isHeader: true), Table.Column("Where"), Table.Column("Step"),
        Table.Column("Evidence"), Table.Column("What helps"),
      ], rows: rows, note: looked)
    return [.table(table)] + stability
  }

  /// With λ_max as the symbol that it is.
  static func spans(_ text: String) -> [Report.Span] {
    let pieces = text.split(separator: "λ_max", omittingEmptySubsequences: false)
    return pieces.enumerated().flatMap { index, piece -> [Report.Span] in
      (index == 0 ? [] : [.formula("λ_max")]) + (piece.isEmpty ? [] : [.plain(String(piece))])
    }
  }

  private static func lookedFor(_ diagnosis: Diagnosis) -> String {
    let kinds = Diagnosis.Kind.allCases.map(\.rawValue)
    let names = kinds.dropLast().joined(separator: ", ") + " and " + (kinds.last ?? "")
    let steps = diagnosis.steps.map { String($0) }
    let places = steps.count == 1 ? "step \(steps[0])" : "steps " + steps.joined(separator: ", ")
    return "Looked for \(names), at \(places)."
  }
}
