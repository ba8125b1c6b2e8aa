import Autodiff
import Source

extension SpecDecoder {
  /// A number, a list of numbers, or a list of equally long lists of numbers.
  mutating func tensor(_ node: YAMLNode, key: String) -> Tensor? {
    guard let items = node.sequence else {
      return number(node, key: key, .any).map { Tensor($0) }
    }
    if items.first?.sequence != nil { return matrix(items, key: key, at: node.range) }
    return numbers(node, items, key: key).map { Tensor($0) }
  }

  private mutating func numbers(
    _ node: YAMLNode, _ items: [YAMLNode], key: String
  ) -> [Double]? {
    guard !items.isEmpty else {
      report(.emptyList(key), at: node.range)
      return nil
    }
    var values: [Double] = []
    values.reserveCapacity(items.count)
    for item in items {
      guard let value = number(item, key: key, .any) else { return nil }
      values.append(value)
    }
    return values
  }

  private mutating func matrix(
    _ rows: [YAMLNode], key: String, at range: SourceRange
  ) -> Tensor? {
    var values: [Double] = []
    var width: Int?
    for (index, row) in rows.enumerated() {
      guard let items = row.sequence else {
        reject(row, key: "row \(index + 1) of \(key)", expected: "a list of numbers")
        return nil
      }
      guard let numbers = numbers(row, items, key: key) else { return nil }
      if let width, width != numbers.count {
        report(.raggedRows(key, row: index + 1, has: numbers.count, first: width), at: row.range)
        return nil
      }
      width = numbers.count
      values += numbers
    }
    return Tensor(.matrix(rows.count, width ?? 0), values)
  }

  /// Tensors by name: `{w: 8}`, `{W1: [[0.5]], b1: [0.1]}`. Names keep their letter case.
  mutating func namedTensors(_ node: YAMLNode, key: String) -> [NamedTensor]? {
    guard let entries = node.mapping else {
      reject(node, key: key, expected: "a mapping of names to numbers, such as {w: 8}")
      return nil
    }
    let tensors = entries.map { entry in
      tensor(entry.value, key: entry.key).map { NamedTensor(entry.key, $0) }
    }
    let whole = tensors.compactMap { $0 }
    return whole.count == tensors.count ? whole : nil
  }

  mutating func weights(_ node: YAMLNode) -> SpecField? {
    if let entry = node.mapping?.first, entry.name == "from", node.mapping?.count == 1,
      let name = entry.value.scalar?.text
    {
      guard names.experiments.contains(name) else {
        rejectWord(name, at: entry.value.range, key: "experiment", known: names.experiments)
        return nil
      }
      return .weightsFrom(name)
    }
    return namedTensors(node, key: "weights").map { .weights($0) }
  }
}
