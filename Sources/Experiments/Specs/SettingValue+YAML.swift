import Training

extension YAMLNode {
  /// How results show the value of a swept key: a number, or its YAML on one line.
  var settingValue: SettingValue {
    switch scalar?.value {
    case .integer(let value): .number(Double(value))
    case .number(let value): .number(value)
    default: .text(flowText)
    }
  }

  /// The value in YAML's flow style.
  private var flowText: String {
    switch content {
    case .scalar(let scalar): scalar.text
    case .sequence(let items): "[" + items.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { $0.key + ": " + $0.value.flowText }.joined(separator: ", ") + "}"
    case .invalid: ""
    }
  }
}

extension ExperimentKey {
  /// What counts where a block is silent, for the keys whose default is one value: what a case shows
  /// that does not give a key which others give.
  var standard: Sweep.Choice? {
    switch self {
    case .optimizer: choice(.optimizer(.sgd, ownDecay: false), .text("sgd"))
    case .learningRate: choice(.learningRate(0.01), .number(0.01))
    case .schedule: choice(.schedule([]), .text("constant"))
    case .batch: choice(.batch(.all), .text("all"))
    case .loss: choice(.loss(.mse), .text("mse"))
    case .precision: choice(.precision(.float64), .text("float64"))
    case .initializer: choice(.initializer(.glorotUniform), .text("glorot uniform"))
    default: nil
    }
  }

  private func choice(_ field: SpecField, _ shown: SettingValue) -> Sweep.Choice {
    Sweep.Choice(field: field, shown: shown)
  }
}
