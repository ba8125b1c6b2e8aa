import Source

@testable import Experiments

/// A block's YAML decoded, with its problems as a user sees them.
struct Reading {
  let experiment: DecodedExperiment
  let messages: [String]

  var text: String { messages.joined(separator: "\n") }
  var spec: ExperimentSpec? { experiment.spec }

  /// - Parameter yaml: the body; it stands in a file of its own, `exercises.md`.
  init(_ yaml: String, frontMatter: String? = nil, set: [(String, String)] = []) {
    let source = SourceText(name: "exercises.md", yaml)
    let front = FrontMatter(
      frontMatter.map { Excerpt(text: $0, fileOffset: 0) },
      in: SourceText(name: "front.md", frontMatter ?? ""), settings: set.map { ($0.0, $0.1) })
    var reader = YAMLReader(
      Excerpt(text: yaml, fileOffset: 0), in: source, parameters: front.parameters)
    let root = reader.read()
    var names = SpecDecoder.Names()
    names.data = ["points"]
    names.tapes = ["chain"]
    names.experiments = ["first"]
    var decoder = SpecDecoder(names: names)
    experiment = decoder.experiment(root, defaults: front.defaults, block: SourceRange(0, 0))
    let printer = DiagnosticPrinter(source: source)
    messages = (front.problems + reader.problems + decoder.problems).map(printer.text)
  }
}

/// A YAML text read to values, written as one line.
func values(_ yaml: String) -> String {
  var reader = YAMLReader(
    Excerpt(text: yaml, fileOffset: 0), in: SourceText(name: "exercises.md", yaml))
  return reader.read().map(description) ?? "nothing"
}

/// The problems that reading a YAML text finds, as a user sees them.
func problems(_ yaml: String) -> String {
  let source = SourceText(name: "exercises.md", yaml)
  var reader = YAMLReader(Excerpt(text: yaml, fileOffset: 0), in: source)
  _ = reader.read()
  return reader.problems.map(DiagnosticPrinter(source: source).text).joined(separator: "\n")
}

private func description(_ node: YAMLNode) -> String {
  switch node.content {
  case .scalar(let scalar):
    switch scalar.value {
    case .null: "null"
    case .flag(let flag): "flag \(flag)"
    case .integer(let value): "integer \(value)"
    case .number(let value): "number \(value)"
    case .text(let text): "text \(text)"
    }
  case .sequence(let items): "[" + items.map(description).joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { $0.name + ": " + description($0.value) }.joined(separator: ", ") + "}"
  case .invalid: "invalid"
  }
}
