import Experiments
import Training

/// Writes the trials of a notebook's experiments as tables that pandas and R read in one line.
///
/// Fields are separated by commas and quoted where they need it; lines end with a line feed; numbers are
/// the shortest that read back to the same bits, `NaN`, `Inf` or `-Inf`; a field without a value is
/// empty.
package struct CSVRenderer: Sendable {
  /// Curves of more points than this are thinned: see `kept`.
  package static let mostPoints = 1000

  private struct Row {
    let block: String
    let number: Int
    let trial: TrialResult
  }

  private var text: [UInt8] = []

  private init() {}

  /// One row for each trial: the block, the trial's number, its settings, and what became of it.
  package static func trials(_ result: NotebookResult) -> [UInt8] {
    let rows = Self.rows(result)
    let keys = Self.names(rows.map { $0.trial.settings.map(\.key) })
    let metrics = Self.names(rows.map { $0.trial.training.metrics.map(\.name) })
    let own = ["block", "trial", "verdict", "steps", "final_loss"] + metrics
    var renderer = CSVRenderer()
    renderer.line(
      ["block", "trial"]
        + keys.map { key in
          let name = key.replacing(" ", with: "_")
          // `steps` may be swept, and be fewer in the end.
          return own.contains(name) ? name + "_setting" : name
        } + ["verdict", "steps", "final_loss"] + metrics)
    for row in rows {
      let training = row.trial.training
      var fields = [row.block, String(row.number)]
      fields += keys.map { key in
        row.trial.settings.first { $0.key == key }.map { Self.field($0.value) } ?? ""
      }
      fields += [
        row.trial.verdict.kind.rawValue, String(training.steps),
        Self.number(training.finalLoss, training.precision),
      ]
      fields += metrics.map { name in
        training.metrics.first { $0.name == name }
          .map { Self.number($0.value, training.precision) } ?? ""
      }
      renderer.line(fields)
    }
    return renderer.text
  }

  /// One row for each point of each trial's curves: losses by step, and where there are epochs by epoch;
  /// recorded single numbers by step.
  package static func curves(_ result: NotebookResult) -> [UInt8] {
    var renderer = CSVRenderer()
    renderer.line(["block", "trial", "series", "index", "value"])
    for row in rows(result) {
      let training = row.trial.training
      renderer.curve(row, "loss", training.losses, from: 0)
      renderer.curve(row, "epoch_loss", training.epochLosses ?? [], from: 1)
      renderer.curve(row, "validation_loss", training.validationLosses ?? [], from: 1)
      for series in training.epochMetrics {
        renderer.curve(row, "epoch_" + series.name, series.values, from: 1)
      }
      for series in training.recorded where series.shape.count == 1 {
        renderer.curve(row, series.name, series.values, from: 0)
      }
    }
    return renderer.text
  }

  /// The points of a curve that are written: all of up to `mostPoints`; of more the first, then every
  /// k-th, k = ⌈n / mostPoints⌉, and the last.
  package static func kept(of count: Int) -> [Int] {
    guard count > mostPoints else { return Array(0..<count) }
    let every = (count + mostPoints - 1) / mostPoints
    var kept = Array(stride(from: 0, to: count, by: every))
    if kept.last != count - 1 { kept.append(count - 1) }
    return kept
  }

  private mutating func curve(_ row: Row, _ name: String, _ values: [Double], from first: Int) {
    let start = Self.quoted(row.block) + ",\(row.number)," + Self.quoted(name) + ","
    for index in Self.kept(of: values.count) {
      text += start.utf8
      text += String(index + first).utf8
      text.append(UInt8(ascii: ","))
      text += Self.number(values[index], row.trial.training.precision).utf8
      text.append(UInt8(ascii: "\n"))
    }
  }

  // MARK: Rows and fields

  private static func rows(_ result: NotebookResult) -> [Row] {
    result.blocks.flatMap { block -> [Row] in
      guard case .experiment(let experiment) = block.outcome else { return [] }
      return experiment.trials.enumerated().map {
        Row(block: block.name, number: $0, trial: $1)
      }
    }
  }

  /// Each once, in the order of appearance.
  private static func names(_ lists: [[String]]) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for name in lists.joined() where seen.insert(name).inserted { names.append(name) }
    return names
  }

  private static func field(_ value: SettingValue) -> String {
    switch value {
    case .number(let value): number(value, .float64)
    case .text(let text): text
    }
  }

  private static func number(_ value: Double, _ precision: Precision) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
    return ResultValue.shortest(value, precision)
  }

  private mutating func line(_ fields: [String]) {
    text += fields.map(Self.quoted).joined(separator: ",").utf8
    text.append(UInt8(ascii: "\n"))
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
