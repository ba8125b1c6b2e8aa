import Experiments
import Notebook

/// What is counted and named through a whole handout: figures, tables, exercises, headings,
/// footnotes.
struct HandoutIndex: Sendable {
  struct Heading: Hashable, Sendable {
    var node: Int
    var level: Int
    var text: String
    var slug: String
  }

  /// By section and part: `Figure 2`; nil for parts that carry no number.
  private(set) var labels: [[String?]] = []
  /// By block name: its place among the sections.
  private(set) var sections: [String: Int] = [:]
  private(set) var headings: [Heading] = []
  /// By heading node, `2.1`; none unless the front matter asks for them.
  private(set) var sectionNumbers: [Int: String] = [:]
  /// By node.
  private(set) var exerciseNumbers: [Int: Int] = [:]
  /// By label, the definition's node.
  private(set) var footnotes: [String: Int] = [:]
  /// The labels of referenced footnotes in the order of their first reference.
  private(set) var footnoteOrder: [String] = []
  private(set) var footnoteNumbers: [String: Int] = [:]
  /// The slugs by heading node, and all of them for look-up.
  private(set) var slugs: [Int: String] = [:]
  private(set) var slugSet: Set<String> = []
  /// The last number that was put behind a heading's text.
  private var slugCounts: [String: Int] = [:]

  /// - Parameters:
  ///   - isNumbered: whether headings carry numbers.
  ///   - whole: of the whole notebook, whose figures and tables keep their numbers in a part of it.
  init(
    document: Document, report: Report, values: InlineValues, isNumbered: Bool,
    whole: HandoutIndex? = nil
  ) {
    number(report)
    if let whole { keepNumbers(of: whole, report) }
    for (place, section) in report.sections.enumerated() { sections[section.name] = place }
    let plain = PlainText(document: document, values: values)
    for (node, content) in document.nodes.enumerated() {
      switch content.kind {
      case .heading(let level):
        addHeading(node, level, plain.text(below: node))
      case .callout(.exercise): exerciseNumbers[node] = exerciseNumbers.count + 1
      case .footnoteDefinition(let label) where footnotes[label] == nil: footnotes[label] = node
      case .footnoteReference(let label) where footnoteNumbers[label] == nil:
        footnoteOrder.append(label)
        footnoteNumbers[label] = footnoteOrder.count
      default: continue
      }
    }
    if isNumbered { numberSections() }
  }

  /// Headings of levels 2 to 4, the first level being the page's title.
  private mutating func numberSections() {
    var counts = [0, 0, 0]
    for heading in headings where (2...4).contains(heading.level) {
      let depth = heading.level - 2
      counts[depth] += 1
      for deeper in counts.indices where deeper > depth { counts[deeper] = 0 }
      // A level that was left out is no 0.
      let numbers = counts[...depth].map { max(1, $0) }
      sectionNumbers[heading.node] = numbers.map(String.init).joined(separator: ".")
    }
  }

  private mutating func number(_ report: Report) {
    var figures = 0
    var tables = 0
    labels = report.sections.map { section in
      section.parts.map { part in
        switch part {
        case .plot, .graph:
          figures += 1
          return "Figure \(figures)"
        case .table:
          tables += 1
          return "Table \(tables)"
        case .equations, .text, .code: return nil
        }
      }
    }
  }

  /// The first figure of a block is its first in the whole notebook, and so on, tables too.
  private mutating func keepNumbers(of whole: HandoutIndex, _ report: Report) {
    for (place, section) in report.sections.enumerated() {
      guard let other = whole.sections[section.name] else { continue }
      var known = whole.labels[other].compactMap { $0 }
      for part in labels[place].indices {
        guard let own = labels[place][part],
          let next = known.firstIndex(where: { $0.prefix(5) == own.prefix(5) })
        else { continue }
        labels[place][part] = known.remove(at: next)
      }
    }
  }

  private mutating func addHeading(_ node: Int, _ level: Int, _ text: String) {
    let base = Slug.text(for: text)
    var slug = base.isEmpty ? "section" : base
    // Counting goes on where the last equal heading left off, so that many cost no more each.
    var count = slugCounts[base, default: 0]
    while slugSet.contains(slug) || sections[slug] != nil {
      count += 1
      slug = "\(base)-\(count)"
    }
    slugCounts[base] = count
    slugSet.insert(slug)
    slugs[node] = slug
    headings.append(Heading(node: node, level: level, text: text, slug: slug))
  }

  /// What `[](#name)` becomes for a block: its first figure's label, else its first table's, else
  /// the name.
  func label(ofBlock name: String) -> String? {
    guard let place = sections[name] else { return nil }
    let labels = labels[place].compactMap { $0 }
    return labels.first { $0.hasPrefix("Figure") } ?? labels.first ?? name
  }

  /// What a reference without text shows.
  func label(of target: String) -> String? {
    let slug = Slug.decoded(target)
    return label(ofBlock: target) ?? headings.first { $0.slug == slug }?.text
  }

  func isKnown(_ target: String) -> Bool {
    sections[target] != nil || slugSet.contains(Slug.decoded(target))
  }
}

/// Heading anchors as GitHub makes them: lower case, blanks to hyphens, no punctuation.
enum Slug {
  /// An anchor as browsers copy it, `h%C3%A9`, with its percent signs resolved.
  static func decoded(_ target: String) -> String {
    guard target.contains("%") else { return target }
    var result: [UInt8] = []
    var rest = Substring(target).utf8
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func text(for heading: String) -> String {
    var slug = ""
    for scalar in heading.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark,
        .connectorPunctuation:
        slug.unicodeScalars.append(scalar)
      default:
        if scalar == " " || scalar == "-" { slug += "-" }
      }
    }
    return slug
  }
}
