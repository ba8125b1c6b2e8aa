import Autodiff
import Source
import Training

extension SpecDecoder {
  mutating func data(_ node: YAMLNode) -> SpecField? {
    guard let entries = node.mapping else {
      return source(node).map { .data(DataSpec(source: $0)) }
    }
    // A mapping with one unknown key may be a built-in in the form {moons: {samples: 200}}.
    if entries.count == 1, let entry = entries.first,
      BuiltinData(rawValue: entry.name) != nil
    {
      return source(node).map { .data(DataSpec(source: $0)) }
    }
    let known = ["from", "x", "y", "target", "features", "standardize", "split"]
    guard let given = self.entries(node, key: "data", known: known) else { return nil }
    let before = problems.count
    guard let source = mappedSource(given, node) else { return nil }
    var spec = DataSpec(source: source)
    if case .images = source {
    } else {
      spec.target = given["target"].flatMap { text($0, key: "target") }
    }
    spec.features = given["features"].map { node in
      items(node).compactMap { text($0, key: "features") }
    }
    if spec.features?.isEmpty == true, let node = given["features"] {
      report(.emptyList("features"), at: node.range)
    }
    spec.standardize = given["standardize"].flatMap { flag($0, key: "standardize") } ?? false
    spec.split = given["split"].flatMap { number($0, key: "split", .share) }
    return problems.count == before ? .data(spec) : nil
  }

  private mutating func mappedSource(
    _ given: [String: YAMLNode], _ node: YAMLNode
  ) -> DataSpec.Source? {
    if let from = given["from"] {
      if given["x"] != nil || given["y"] != nil { report(.together("from", "x"), at: node.range) }
      if from.mapping?.contains(where: { $0.name == "x" }) == true {
        return self.entries(from, key: "from", known: ["x", "y"]).flatMap { inline($0, from) }
      }
      if let images = from.scalar?.text, Self.isIDX(images) {
        return labels(given, from).map { .images(images, labels: $0) }
      }
      return source(from)
    }
    if given["x"] != nil || given["y"] != nil { return inline(given, node) }
    report(.missingOption("from", of: "data"), at: node.range)
    return nil
  }

  /// `train-images-idx3-ubyte`, `t10k-images.idx3-ubyte`, `images.idx`.
  private static func isIDX(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".idx", "ubyte", ".idx.gz", "ubyte.gz"].contains { name.hasSuffix($0) }
  }

  /// The file of labels that goes with a file of images.
  private mutating func labels(_ given: [String: YAMLNode], _ from: YAMLNode) -> String? {
    guard let target = given["target"] else {
      report(.missingLabels, at: from.range)
      return nil
    }
    if let features = given["features"] { report(.featuresOfImages, at: features.range) }
    return text(target, key: "target")
  }

  private mutating func inline(
    _ given: [String: YAMLNode], _ node: YAMLNode
  ) -> DataSpec.Source? {
    guard let x = given["x"], let y = given["y"] else {
      report(.missingOption(given["x"] == nil ? "x" : "y", of: "data"), at: node.range)
      return nil
    }
    guard let features = tensor(x, key: "x"), let targets = tensor(y, key: "y") else { return nil }
    let samples = Self.column(features)
    let values = Self.column(targets)
    guard samples.shape.rows == values.shape.rows else {
      report(.rowsDiffer(x: samples.shape.rows, y: values.shape.rows), at: y.range)
      return nil
    }
    let width = samples.shape.columns
    let outputs = values.shape.columns
    return .inline(
      Dataset(
        features: samples, targets: values,
        featureNames: width == 1 ? ["x"] : (1...width).map { "x\($0)" },
        targetNames: outputs == 1 ? ["y"] : (1...outputs).map { "y\($0)" }))
  }

  /// A list of numbers is one column: one sample a row.
  private static func column(_ tensor: Tensor) -> Tensor {
    tensor.shape.rank == 2
      ? tensor : Tensor(.matrix(tensor.values.count, 1), tensor.values)
  }

  private mutating func source(_ node: YAMLNode) -> DataSpec.Source? {
    if let text = node.scalar?.text, case .text = node.scalar?.value {
      if names.data.contains(text) { return .block(text) }
      if Self.isIDX(text) {
        report(.missingLabels, at: node.range)
        return nil
      }
      if text.hasSuffix(".csv") || (text.contains("/") && !text.contains("(")) {
        return .file(text)
      }
    }
    guard let call = call(node, key: "data", example: "moons(samples=200, noise=0.1)") else {
      return nil
    }
    guard let builtin = BuiltinData(rawValue: call.name) else {
      rejectSource(call, node)
      return nil
    }
    return arguments(of: builtin, call).map { .builtin(name: builtin.rawValue, arguments: $0) }
  }

  private mutating func rejectSource(_ call: CallSyntax, _ node: YAMLNode) {
    let word = call.options.isEmpty ? node.scalar?.text ?? call.name : call.name
    if names.experiments.contains(word) || names.tapes.contains(word) {
      report(.notData(word), at: call.nameRange)
    } else {
      let known = names.data + BuiltinData.allCases.map(\.rawValue)
      rejectWord(word, at: call.nameRange, key: "data", known: known)
    }
  }

  private mutating func arguments(
    of builtin: BuiltinData, _ call: CallSyntax
  ) -> [DataSpec.Argument]? {
    let parameters = builtin.parameters
    let before = problems.count
    let given = options(call, known: parameters.map(\.name))
    var arguments: [DataSpec.Argument] = []
    for parameter in parameters {
      guard let node = given[parameter.name] else { continue }
      if let value = argument(node, parameter) {
        arguments.append(DataSpec.Argument(parameter.name, value))
      }
    }
    return problems.count == before ? arguments : nil
  }

  private mutating func argument(
    _ node: YAMLNode, _ parameter: BuiltinData.Parameter
  ) -> Double? {
    let range = parameter.range
    let limits =
      ResultValue.shortest(range.lowerBound) + " to " + ResultValue.shortest(range.upperBound)
    let bounds = NumberBounds(
      words: (parameter.isInteger ? "a whole number from " : "a number from ") + limits
    ) { range.contains($0) && (!parameter.isInteger || $0 == $0.rounded()) }
    return number(node, key: parameter.name, bounds)
  }
}
