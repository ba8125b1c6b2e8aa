import Source

extension SpecPlaces {
  private var networkNode: YAMLNode? { nodes[.network] ?? choices[.network]?.first }

  /// A layer of a network, counted from 0 without the input width; nil: the last.
  func layerRange(_ layer: Int?) -> SourceRange {
    guard let node = networkNode else { return block }
    if let items = node.sequence {
      let index = layer ?? items.count - 1
      return items.indices.contains(index) ? items[index].range : node.range
    }
    guard let excerpt = node.excerpt else { return node.range }
    let parts = SpecDecoder.split(excerpt.text, at: "->")
    let index = (layer ?? parts.count - 2) + 1
    return parts.indices.contains(index) ? excerpt.fileRange(parts[index].range) : node.range
  }

  /// A chain's input width.
  var inputWidthRange: SourceRange {
    guard let node = networkNode, let excerpt = node.excerpt,
      let first = SpecDecoder.split(excerpt.text, at: "->").first
    else { return range(of: .network) }
    return excerpt.fileRange(first.range)
  }
}
