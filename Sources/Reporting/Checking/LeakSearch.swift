import Experiments
import Notebook
import Source

/// Searches a student's version as it was written for what it must not hold: words and numbers of the
/// solutions and of the blocks inside them.
///
/// It is a second net: what is withheld is cut out before a page is made. Words count from eight letters,
/// numbers from six significant digits; what also stands in what students may see is no leak.
package struct LeakSearch {
  package static let fewestLetters = 8
  package static let fewestDigits = 6
  /// Longer lists of a withheld block are not looked for.
  private static let longestList = 100

  private enum Origin: Hashable {
    case solution(SourceRange)
    case block(String, SourceRange?)
  }

  private var words: [String: Origin] = [:]
  private var numbers: [TextTokens.NumberForm: Origin] = [:]

  /// - Parameters:
  ///   - whole: the notebook.
  ///   - results: of all its blocks.
  ///   - student: the version without what is withheld.
  package init(whole: Document, results: NotebookResult, student: Handout) {
    let source = whole.source
    let solutions = whole.withheldRanges([.solution])
    for range in solutions {
      for (token, place) in TextTokens(source.bytes[range.start..<range.end]) {
        add(token, .solution(SourceRange(place.lowerBound, place.upperBound)))
      }
    }
    let visible = Set(student.result.blocks.map(\.name))
    for block in results.blocks where !visible.contains(block.name) {
      // Where the prose asks for it is the place to mend.
      let use = whole.nodes.lazy.compactMap { node -> SourceRange? in
        guard case .value(let value) = node.kind, ResultPath(value.path)?.head == block.name,
          !solutions.contains(where: { $0.contains(value.pathRange.start) })
        else { return nil }
        return value.pathRange
      }.first
      addNumbers(of: block.value(diagnostics: []), .block(block.name, use ?? block.range))
    }
    guard !words.isEmpty || !numbers.isEmpty else { return }
    allow(TextTokens(student.document.source.bytes))
    for text in student.report.texts { allow(TextTokens(text.utf8)) }
    for block in student.result.blocks { allow(block.value(diagnostics: [])) }
    for page in Self.samples { allow(TextTokens(page)) }
  }

  private mutating func add(_ token: TextTokens.Token, _ origin: Origin) {
    switch token {
    case .word(let word):
      if word.count >= Self.fewestLetters, words[word] == nil { words[word] = origin }
    case .number(let form):
      if form.digits.utf8.count >= Self.fewestDigits, numbers[form] == nil {
        numbers[form] = origin
      }
    }
  }

  private mutating func addNumbers(of value: ResultValue, _ origin: Origin) {
    switch value {
    case .string, .integer: return
    case .number(let number, _): addForms(of: number, origin)
    case .numbers(let list, _):
      if list.count <= Self.longestList { for number in list { addForms(of: number, origin) } }
    case .array(let items): for item in items { addNumbers(of: item, origin) }
    case .object(let members): for member in members { addNumbers(of: member.value, origin) }
    }
  }

  /// A number as it may be written: rounded to six digits and more.
  private mutating func addForms(of number: Double, _ origin: Origin) {
    for form in Self.forms(of: number) where numbers[form] == nil { numbers[form] = origin }
  }

  private static func forms(of number: Double) -> [TextTokens.NumberForm] {
    guard number.isFinite, number != 0 else { return [] }
    let texts = (fewestDigits...12).map { NumberText(number, digits: $0).written(.ascii) }
    return (texts + [ResultValue.shortest(number, .float64)]).compactMap { text in
      guard case .number(let form)? = TextTokens(text.utf8).makeFirst,
        form.digits.utf8.count >= fewestDigits
      else { return nil }
      return form
    }
  }

  private mutating func allow(_ tokens: TextTokens) {
    for (token, _) in tokens {
      switch token {
      case .word(let word): words[word] = nil
      case .number(let form): numbers[form] = nil
      }
    }
  }

  /// The numbers and the names of a visible record.
  private mutating func allow(_ value: ResultValue) {
    switch value {
    case .string(let text): allow(TextTokens(text.utf8))
    case .integer: return
    case .number(let number, _): for form in Self.forms(of: number) { numbers[form] = nil }
    case .numbers(let list, _):
      for number in list.prefix(Self.longestList) {
        for form in Self.forms(of: number) { numbers[form] = nil }
      }
    case .array(let items): for item in items { allow(item) }
    case .object(let members):
      for member in members {
        allow(TextTokens(member.key.utf8))
        allow(member.value)
      }
    }
  }

  /// What pages hold whatever stands in them.
  private static var samples: [[UInt8]] {
    let text = """
      # Heading

      ## Heading

      Text[^1] *emphasis* `code` [link](#heading) ~~strike~~ $x$

      | a | b |
      | - | - |
      | 1 | 2 |

      - [x] task

      > [!EXERCISE]
      > > [!HINT]

      <b>

      [^1]: Note
      """
    let document = Document.parse(SourceText(name: "", text)).document
    var header = Header()
    header.toc = true
    let handout = Handout(
      document: document, result: NotebookResult(header: header, blocks: [], diagnostics: []),
      lookUp: { _ in .gap })
    var options = HTMLRenderer.Options()
    options.source = .object([])
    return [
      HTMLRenderer.render(handout, options: options), MarkdownRenderer.render(handout),
      Array(AnswerScript.text.utf8), Array(Self.recordWords.utf8),
    ]
  }

  /// Of records and receipts.
  private static let recordWords =
    "notebook version receipt numerics precision settings audience student"

  /// What a written version holds and must not, each once.
  package func leaks(in output: [UInt8]) -> [Diagnostic] {
    guard !words.isEmpty || !numbers.isEmpty else { return [] }
    var found: Set<TextTokens.Token> = []
    var diagnostics: [Diagnostic] = []
    for (token, place) in TextTokens(output) {
      let origin: Origin?
      switch token {
      case .word(let word): origin = words[word]
      case .number(let form): origin = numbers[form]
      }
      guard let origin, found.insert(token).inserted else { continue }
      let text = String(decoding: output[place], as: UTF8.self)
      switch origin {
      case .solution(let range):
        diagnostics.append(Diagnostic(.error, ReportingFact.leakedSolution(text), at: range))
      case .block(let name, let range):
        diagnostics.append(
          Diagnostic(.error, ReportingFact.leakedValue(text, block: name), at: range))
      }
    }
    return diagnostics
  }
}

extension TextTokens {
  fileprivate var makeFirst: Token? {
    var iterator = makeIterator()
    return iterator.next()?.token
  }
}
