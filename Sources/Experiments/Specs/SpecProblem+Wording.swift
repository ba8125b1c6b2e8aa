extension SpecProblem {
  package var message: String {
    switch self {
    case .unknownKey(let key, let owner, _, _): "unknown key '\(key)' of \(owner)"
    case .unknownValue(let value, let key, _, _): "unknown \(key) '\(value)'"
    case .unknownOption(let option, let owner, _, let known):
      known.isEmpty
        ? "'\(owner)' takes no options, so not '\(option)'" : "'\(owner)' has no option '\(option)'"
    case .missingOption(let option, let owner): "'\(owner)' needs '\(option)'"
    case .wrongValue(let key, let expected, let found): "\(key) must be \(expected), not \(found)"
    case .notAMapping(let found): "an experiment is written as 'key: value' lines, not as \(found)"
    case .emptyList(let key): "'\(key)' is an empty list"
    case .givenTwice(let name): "'\(name)' is given twice"
    case .together(let a, let b): "'\(a)' and '\(b)' cannot both be given"
    case .unclosedCall(let text): "'\(text)' has no closing parenthesis"
    case .emptyArgument(let text): "an argument of '\(text)' is missing"
    case .unknownParameter(let name, _, _): "no parameter is named '\(name)'"
    case .parameterNotScalar(let name): "the parameter '\(name)' is a list, which no text can hold"
    case .unknownSetting(let name, _, _): "--set \(name): no parameter is named '\(name)'"
    case .noModel: "the experiment has no model"
    case .severalModels(let keys):
      "an experiment has one model, not \(keys.map { "'\($0)'" }.joined(separator: " and "))"
    case .keyDoesNotApply(let key, let model): "'\(key)' means nothing for '\(model)'"
    case .minimizeWithoutStart: "'minimize' needs 'start'"
    case .networkWithoutData: "the network has no data to train on"
    case .networkWithoutLayers: "the network has no layers"
    case .wrongInputWidth(let text):
      "a chain begins with the number of inputs, not with '\(text)'"
    case .wrongWidth(let text):
      text.isEmpty
        ? "a dense layer needs its number of units"
        : "a dense layer's number of units must be a whole number of at least 1, not '\(text)'"
    case .emptyLayer: "a layer is missing here"
    case .arrowInList(let text): "'\(text)' is a chain, and this is a list of layers"
    case .unexpectedInLayer(let word, let layer): "'\(layer)' does not take '\(word)'"
    case .raggedRows(let key, let row, let has, let first):
      "row \(row) of '\(key)' has \(count(has, "number")), and the rows before have \(first)"
    case .missingLabels: "a file of images needs the one of its labels as 'target'"
    case .featuresOfImages: "features cannot be chosen among the pixels of images"
    case .rowsDiffer(let x, let y): "'x' has \(count(x, "row")) and 'y' has \(y)"
    case .notData(let name): "'\(name)' is not a data block"
    case .notSwept(let key): "'\(key)' cannot be swept"
    case .sweptKeyGiven(let key): "'\(key)' is swept, so its value here has no effect"
    case .unreadableRange(let text): "'\(text)' is not a range of values"
    case .measureMissing(let name, _): "the results have no '\(name)' to be compared by"
    case .repeatedSeed: "a seed is given twice, which would count one result twice"
    case .seedsWithoutEffect: "nothing here depends on the seed, so all replicates are equal"
    case .tooManyTrials(let trials):
      "the block has \(whole(trials)) trials, and the limit is 1,000,000"
    case .tooManySteps(let steps):
      "a trial has \(whole(steps)) steps, and the limit is 1,000,000,000"
    case .tooMuchMemory(let bytes):
      "the block would need about \(whole(bytes / 1e6)) MB, and the limit is 2 GB"
    case .weightsCycle(let names):
      "blocks wait for each other's weights: \(names.joined(separator: " → "))"
    case .weightsOfFailed(let name): "'\(name)' has errors, so it has no weights to start from"
    case .weightsOfSeveral(let name, let trials):
      "'\(name)' has \(trials) trials and none of them is best, so it has no one set of weights"
    case .tapeFailed(let name): "the tape '\(name)' has errors, so it cannot be trained"
    case .notCompiled(let reason): "the model cannot be compiled: \(reason)"
    case .unreadableCondition(let text): "'\(text)' is not a condition"
    case .contourNeedsTwo(let parameters):
      "'contour' is drawn over two parameters, and this model has \(parameters)"
    case .boundaryNeedsPlane:
      "'decision boundary' is drawn over two features, for targets that are classes"
    case .tooLargeToShow(let part): "the first step is too large for '\(part)' to be shown"
    }
  }

  package var help: String? {
    switch self {
    case .unknownKey(_, _, let nearest, let known), .unknownValue(_, _, let nearest, let known),
      .unknownOption(_, _, let nearest, let known):
      choices(nearest, known)
    case .unknownParameter(_, let nearest, let known), .unknownSetting(_, let nearest, let known):
      known.isEmpty
        ? "give it a value in the front matter: parameters: {name: value}"
        : choices(nearest, known)
    case .measureMissing(_, let known): choices(nil, known)
    case .noModel: "give it 'network', 'minimize' or 'tape'"
    case .severalModels: "split it into several blocks"
    case .minimizeWithoutStart: "add where to start, such as start: {w: 8}"
    case .networkWithoutData: "add 'data', such as data: xor"
    case .contourNeedsTwo(1): "'trajectory' shows the descent on a curve"
    case .missingLabels:
      "write it as {from: train-images-idx3-ubyte, target: train-labels-idx1-ubyte}"
    case .wrongInputWidth: "write it as 2 -> 4 tanh -> 1"
    case .arrowInList: "put each layer into an item of its own"
    case .unclosedCall: "close it with ')'"
    case .unreadableRange: "write it as 1e-4..1 log 9 or 0..1 linear 5"
    case .together("steps", "epochs"): "a step is one update, an epoch one pass over the data"
    case .unreadableCondition:
      "write it as final_loss < 0.01, verdict = converged or final.w = 5 ± 0.001"
    case .tooManyTrials: "sweep fewer values, or split the block"
    case .tooMuchMemory: "run fewer steps or trials, record less, or take a smaller model"
    case .repeatedSeed: "give each seed once"
    case .seedsWithoutEffect:
      "remove 'seeds', or let the initial weights, the batches or the split be drawn"
    case .weightsOfSeveral: "take the weights of a block with one trial"
    case .keyDoesNotApply: "remove it"
    case .sweptKeyGiven: "remove one of the two"
    default: nil
    }
  }

  private func choices(_ nearest: String?, _ known: [String]) -> String? {
    if let nearest { return "did you mean '\(nearest)'?" }
    if known.isEmpty { return nil }
    let shown = known.prefix(40).map { "'\($0)'" }
    guard let last = shown.last, shown.count > 1 else { return "there is \(shown[0])" }
    return "choose from " + shown.dropLast().joined(separator: ", ") + " and " + last
  }

  private func count(_ number: Int, _ unit: String) -> String {
    "\(number) \(unit)" + (number == 1 ? "" : "s")
  }

  /// A large number with its digits in groups of three.
  private func whole(_ number: Double) -> String {
    guard number < 1e15 else { return "more than 10^15" }
    var digits = String(Int(number.rounded()))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
