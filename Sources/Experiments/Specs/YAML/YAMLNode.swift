import Source

/// A value of a block's YAML with its place in the notebook.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
    /// Something that was wrong and has been reported; readers pass over it in silence.
    case invalid
  }

  package var content: Content
  package var range: SourceRange

  package init(_ content: Content, at range: SourceRange) {
    self.content = content
    self.range = range
  }

  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var sequence: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var mapping: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var isInvalid: Bool {
    if case .invalid = content { true } else { false }
  }

  /// The text of a scalar with the way back to the notebook; nil for collections.
  package var excerpt: Excerpt? {
    guard let scalar else { return nil }
    return Excerpt(text: scalar.text, lines: scalar.pieces)
  }
}

/// `key: value` of a mapping.
package struct YAMLEntry: Sendable {
  /// The key as the author spelled it.
  package let key: String
  package let keyRange: SourceRange
  package let value: YAMLNode

  /// The key with single spaces where the author may write hyphens or underscores.
  package var name: String { normalizedWords(key) }

  package var range: SourceRange {
    SourceRange(keyRange.start, max(keyRange.end, value.range.end))
  }
}

/// `learning-rate`, `learning_rate` and `learning  rate` all become `learning rate`.
func normalizedWords(_ text: String) -> String {
  var result = ""
  var pendingSpace = false
  for scalar in text.unicodeScalars {
    if scalar == " " || scalar == "-" || scalar == "_" || scalar == "\t" {
      pendingSpace = !result.isEmpty
    } else {
      if pendingSpace { result.unicodeScalars.append(" ") }
      pendingSpace = false
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}
