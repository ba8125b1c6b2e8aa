import Experiments

/// Which trials of many are drawn, and what they are called.
enum TrialChoice {
  /// Places spread evenly from the first to the last.
  static func spread(_ count: Int, atMost limit: Int) -> [Int] {
    guard count > limit, limit > 1 else { return Array(0..<min(count, limit)) }
    return (0..<limit).map { $0 * (count - 1) / (limit - 1) }
  }

  static func note(shown: Int, of count: Int) -> String? {
    shown < count ? "\(shown) of \(count) trials are shown." : nil
  }

  /// The settings that tell a trial from the others: `learning rate 0.1, seed 2`.
  static func label(of trial: TrialResult, in result: ExperimentResult) -> String {
    let keys = varyingKeys(of: result)
    let settings = trial.settings.filter { keys.contains($0.key) }
    return settings.map { "\($0.key) \(text($0.value))" }.joined(separator: ", ")
  }

  /// The swept keys, and the seed where there are several.
  static func varyingKeys(of result: ExperimentResult) -> [String] {
    var keys = result.axes.map(\.key)
    guard let first = result.trials.first else { return keys }
    for (place, setting) in first.settings.enumerated() where !keys.contains(setting.key) {
      let varies = result.trials.contains { trial in
        place >= trial.settings.count || trial.settings[place] != setting
      }
      if varies { keys.append(setting.key) }
    }
    return keys
  }

  static func text(_ value: SettingValue) -> String {
    switch value {
    case .number(let number): NumberText(number, digits: NumberText.proseDigits).written(.ascii)
    case .text(let text): text
    }
  }
}
