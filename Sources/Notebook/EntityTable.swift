import Source

/// What entities stand for, as cmark has it: each is looked up once.
struct EntityTable {
  private var texts: [[UInt8]: [UInt8]?] = [:]

  /// The text of an entity such as `&amp;`, or nil where there is none of that name.
  mutating func text(of entity: [UInt8]) -> [UInt8]? {
    if let known = texts[entity] { return known }
    let tree = CMarkTree(parsing: SourceText(name: "", bytes: [UInt8(ascii: "x")] + entity))
    let text = Array(tree.literals.dropFirst())
    let result = text == entity ? nil : text
    texts[entity] = .some(result)
    return result
  }
}
