import Experiments
import Notebook
import Source

/// Everything that a page is made from.
package struct Handout: Sendable {
  /// Finds the value that a path such as `xor.final_loss` names.
  package typealias LookUp = @Sendable (_ path: String) -> PathOutcome

  package enum PathOutcome: Sendable {
    case value(ResultValue)
    /// It is a gap that readers are to fill in.
    case gap
    case problem(any DiagnosticFact)
  }

  package let document: Document
  package let result: NotebookResult
  package let report: Report
  /// Numbers, anchors and footnotes, which all formats share.
  let index: HandoutIndex
  let lookUp: LookUp
  /// By node, what tells right answers; none of answers that no box can take.
  let answerKeys: [Int: AnswerKey]

  /// - Parameters:
  ///   - lookUp: the values that the readers may see.
  ///   - answers: those of answers to find; as `lookUp` unless given.
  ///   - whole: of a version with parts left out: that with all, whose numbers it keeps.
  package init(
    document: Document, result: NotebookResult, lookUp: @escaping LookUp, answers: LookUp? = nil,
    whole: Handout? = nil
  ) {
    self.document = document
    self.result = result
    self.lookUp = lookUp
    answerKeys = Self.keys(of: document, answers ?? lookUp)
    let values = InlineValues(lookUp: lookUp)
    report = Report(result, notebook: Self.name(of: document))
    index = HandoutIndex(
      document: document, report: report, values: values, isNumbered: result.header.numbered,
      whole: whole?.index)
  }

  private static func keys(of document: Document, _ lookUp: LookUp) -> [Int: AnswerKey] {
    var keys: [Int: AnswerKey] = [:]
    for (node, content) in document.nodes.enumerated() {
      guard case .answer(let answer) = content.kind, case .value(let value) = lookUp(answer.path)
      else { continue }
      let salt = "\(keys.count + 1) \(name(of: document))"
      keys[node] = AnswerKey(value, tolerance: answer.tolerance, salt: salt)
    }
    return keys
  }

  var values: InlineValues { InlineValues(lookUp: lookUp) }

  /// A formula with the front matter's macros.
  func rendering(of formula: Document.Formula) -> MathML.Rendering {
    MathML.render(formula.tex, display: formula.isDisplay, macros: result.header.macros)
  }

  /// The page's title: the front matter's, else the first heading, else the file's name.
  package var title: String {
    if let title = result.header.title, !title.isEmpty { return title }
    if let first = index.headings.first { return first.text }
    return Self.name(of: document)
  }

  /// The file's name without its ending.
  private static func name(of document: Document) -> String {
    let name = document.source.name.split(separator: "/").last.map(String.init) ?? ""
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }
}
