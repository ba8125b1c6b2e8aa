import Notebook
import Source

extension Handout {
  /// What is wrong with the prose: values that are not there, unknown references, TeX that cannot
  /// be read, images that are missing or remote, dangerous links. Found once for all formats.
  ///
  /// - Parameters:
  ///   - allowsHTML: whether the page lets links of every kind through.
  ///   - imageExists: whether the notebook's folder has a file at a relative path.
  package func problems(
    allowsHTML: Bool = false, imageExists: (String) -> Bool
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for node in document.nodes {
      switch node.kind {
      case .value(let value): check(value, &found)
      case .answer(let answer):
        if case .failure(let problem) = values.text(path: answer.path, format: nil) {
          found.append(Diagnostic(.error, problem.fact, at: answer.pathRange))
        }
      case .reference(let target) where !index.isKnown(target):
        let suggestion = Suggestion.nearest(to: target, among: index.names)
        let fact = ReportingFact.unknownReference(target, suggestion: suggestion)
        found.append(Diagnostic(.warning, fact, at: node.range))
      case .link(let address, _)
      where !allowsHTML && !LinkPolicy.allows(address, as: .link):
        found.append(Diagnostic(.warning, ReportingFact.droppedLink(address), at: node.range))
      case .image(let address, _):
        if !allowsHTML, !LinkPolicy.allows(address, as: .image) {
          let fact = ReportingFact.droppedLink(address)
          found.append(Diagnostic(.warning, fact, at: node.range))
        } else {
          check(address, at: node.range, imageExists, &found)
        }
      case .math(let formula), .mathBlock(let formula): check(formula, &found)
      default: continue
      }
    }
    return found
  }

  private func check(_ value: Document.InlineValue, _ found: inout [Diagnostic]) {
    guard case .failure(let problem) = values.text(path: value.path, format: value.format) else {
      return
    }
    let isFormat = if case ReportingFact.unknownFormat = problem.fact { true } else { false }
    let range = isFormat ? value.formatRange ?? value.pathRange : value.pathRange
    found.append(Diagnostic(.error, problem.fact, at: range))
  }

  private func check(
    _ address: String, at range: SourceRange, _ imageExists: (String) -> Bool,
    _ found: inout [Diagnostic]
  ) {
    if LinkPolicy.isRemote(address) {
      found.append(Diagnostic(.warning, ReportingFact.remoteImage(address), at: range))
    } else if LinkPolicy.isRelative(address), !imageExists(address) {
      found.append(Diagnostic(.warning, ReportingFact.missingImage(address), at: range))
    }
  }

  private func check(_ formula: Document.Formula, _ found: inout [Diagnostic]) {
    for warning in rendering(of: formula).warnings {
      let range = formula.excerpt.fileRange(
        SourceRange(warning.range.lowerBound, warning.range.upperBound))
      found.append(Diagnostic(.warning, warning.fact, at: range))
    }
  }
}

extension HandoutIndex {
  /// Everything that a reference may name, in the order of the file.
  var names: [String] {
    sections.sorted { $0.value < $1.value }.map(\.key) + headings.map(\.slug)
  }
}
