import Mustache
import Source

/// A course's own page around the handouts, in Mustache. The parts of a page are its fields.
package struct PageTemplate: Sendable {
  /// A part of a page. Those that are markup stand in a template as `{{{content}}}`; the others are
  /// texts, and `{{title}}` escapes them.
  package enum Field: String, CaseIterable, Sendable {
    case title
    case author
    case date
    case description
    case lang
    case generator
    /// The contents of a `style` element.
    case style
    /// Title, author and date as the page has them.
    case header
    case contents
    /// The prose with its results.
    case content
    /// The links to the pages of a course beside this one.
    case navigation
    case footer
    /// The scripts and the record, which belong at the end of the body.
    case scripts

    /// Those without which a page is not whole.
    static let needed: [Field] = [.style, .content, .scripts]
  }

  private let template: MustacheTemplate

  /// Reads a template; what is wrong is told at its place.
  package static func read(_ source: SourceText) -> Result<PageTemplate, TemplateFailure> {
    let text = source.text(SourceRange(0, source.bytes.count))
    let template: MustacheTemplate
    do {
      template = try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      let line = min(max(1, error.context.lineNumber), source.lineStarts.count)
      let start = source.lineStarts[line - 1]
      let place = min(start + max(0, error.context.columnNumber - 1), source.bytes.count)
      return .failure(failure(.unreadable, at: .point(place), in: source))
    } catch {
      return .failure(failure(.unreadable, at: .point(0), in: source))
    }
    for (name, range) in names(in: source) where Field(rawValue: name) == nil {
      let known = Field.allCases.map(\.rawValue)
      let nearest = Suggestion.nearest(to: name, among: known)
      return .failure(
        failure(.unknownField(name, nearest: nearest, known: known), at: range, in: source))
    }
    for field in Field.needed where !text.contains("{{{\(field.rawValue)}}}") {
      return .failure(failure(.missing(field.rawValue), at: nil, in: source))
    }
    return .success(PageTemplate(template: template))
  }

  private static func failure(
    _ problem: TemplateProblem, at range: SourceRange?, in source: SourceText
  ) -> TemplateFailure {
    TemplateFailure(diagnostic: Diagnostic(.error, problem, at: range, in: source))
  }

  /// The names in the tags, with their places.
  private static func names(in source: SourceText) -> [(String, SourceRange)] {
    var names: [(String, SourceRange)] = []
    var rest = source.bytes[...]
    while let open = rest.firstRange(of: Array("{{".utf8)) {
      let start = source.bytes[open.upperBound...].firstIndex { byte in
        !"{#/^& \t".utf8.contains(byte)
      }
      guard let start else { break }
      let end =
        source.bytes[start...].firstIndex { !Self.isName($0) } ?? source.bytes.endIndex
      // Comments and other tags begin with signs.
      if end > start {
        names.append(
          (String(decoding: source.bytes[start..<end], as: UTF8.self), SourceRange(start, end)))
      }
      rest = source.bytes[max(end, open.upperBound)...]
    }
    return names
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  /// The page; a field that is not given is empty.
  func render(_ fields: [Field: [UInt8]]) -> [UInt8] {
    let values = Dictionary(
      uniqueKeysWithValues: Field.allCases.compactMap { field -> (String, String)? in
        // An empty one counts as none where a template asks.
        guard let bytes = fields[field], !bytes.isEmpty else { return nil }
        return (field.rawValue, String(decoding: bytes, as: UTF8.self))
      })
    return Array(template.render(values).utf8)
  }
}

/// Why a template cannot be used.
package struct TemplateFailure: Error {
  package let diagnostic: Diagnostic
}

/// What can be wrong with a template.
package enum TemplateProblem: DiagnosticFact, Hashable {
  case unreadable
  case unknownField(String, nearest: String?, known: [String])
  case missing(String)

  package var message: String {
    switch self {
    case .unreadable: "this is no Mustache"
    case .unknownField(let name, _, _): "a page has no part '\(name)'"
    case .missing(let name): "the template has no {{{\(name)}}}"
    }
  }

  package var help: String? {
    switch self {
    case .unreadable: "tags are {{name}}, {{{name}}}, {{#name}}…{{/name}} and {{^name}}…{{/name}}"
    case .unknownField(_, let nearest?, _): "did you mean '\(nearest)'?"
    case .unknownField(_, nil, let known): "the parts are \(known.joined(separator: ", "))"
    case .missing: "a page is not whole without its style, content and scripts"
    }
  }
}
