import Source

/// What an experiment block says.
package struct DecodedExperiment: Sendable {
  /// Nil where a key that determines the result is wrong.
  package var spec: ExperimentSpec?
  /// What could be read in any case, so that its data and expression are checked too.
  package var draft: ExperimentSpec?
  /// Whether all keys that a model is made of could be read, so that the draft can be made ready.
  package var modelIsRead = false
  package var presentation = Presentation()
  package var expectations: [Expectation] = []
  package var places: SpecPlaces
}

/// Where a block's settings stand in the notebook.
package struct SpecPlaces: Sendable {
  /// The block's kind word, for what concerns the block as a whole.
  package let block: SourceRange
  /// The values as written, by key.
  package internal(set) var nodes: [ExperimentKey: YAMLNode] = [:]
  /// The values of swept keys, in order.
  package internal(set) var choices: [ExperimentKey: [YAMLNode]] = [:]

  package init(block: SourceRange) { self.block = block }

  /// The value of a key, or where it is swept its first value, or else the block.
  package func range(of key: ExperimentKey) -> SourceRange {
    nodes[key]?.range ?? choices[key]?.first?.range ?? block
  }

  /// The entry of a mapping: `weights`' `W1`, `data`'s `target`.
  package func range(of key: ExperimentKey, entry: String) -> SourceRange {
    let node = nodes[key] ?? choices[key]?.first
    let found = node?.mapping?.first { $0.key == entry || $0.name == entry }
    return found?.value.range ?? range(of: key)
  }

  /// A start value by its parameter; where `weights` is swept, the first that has these dimensions.
  func range(ofWeight name: String, dimensions: [Int]?) -> SourceRange {
    let values = (choices[.weights] ?? []).compactMap { choice in
      choice.mapping?.first { $0.key == name }?.value
    }
    let value = values.first { dimensions == nil || $0.dimensions == dimensions }
    return value?.range ?? range(of: .weights, entry: name)
  }
}

extension YAMLNode {
  /// The lengths of lists within lists, by the first item of each.
  fileprivate var dimensions: [Int] {
    var lengths: [Int] = []
    var node: YAMLNode? = self
    while let items = node?.sequence {
      lengths.append(items.count)
      node = items.first
    }
    return lengths
  }
}
