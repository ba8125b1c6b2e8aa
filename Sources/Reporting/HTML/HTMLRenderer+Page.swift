import Experiments
import Notebook

extension HTMLRenderer {
  mutating func writePage() {
    if let template = options.template {
      out.raw(template.render(fields()))
      return
    }
    // First, since the rules depend on the formulas in it.
    writeArticle()
    let article = out.bytes
    out = HTMLWriter()
    out.reserve(article.count + 65_536)
    let header = handout.result.header
    out.raw("<!DOCTYPE html>\n<html")
    out.attribute("lang", Self.language(header.lang))
    out.raw(">\n<head>\n<meta charset=\"utf-8\">\n")
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
    writeMeta("generator", options.generator)
    if let author = header.author { writeMeta("author", author) }
    if let description = header.description { writeMeta("description", description) }
    out.element("title", pageTitle)
    out.raw("\n<style>\n")
    for sheet in sheets { out.raw(sheet) }
    out.raw("</style>\n</head>\n<body>\n")
    writeTitleBlock()
    if header.toc { writeContents() }
    out.raw("<main>\n")
    out.raw(article)
    out.raw("</main>\n")
    writeNeighbours()
    writeFooter()
    writeScripts()
    out.raw("</body>\n</html>\n")
  }

  private mutating func writeMeta(_ name: String, _ content: String) {
    out.raw("<meta name=\"\(name)\"")
    out.attribute("content", content)
    out.raw(">\n")
  }

  private var pageTitle: String { handout.title.isEmpty ? "Notebook" : handout.title }

  /// The page's rules, those that the formulas of the article need, and a course's own.
  private var sheets: [String] {
    var sheets = [HTMLStyle.sheet]
    switch formulas {
    case .none: break
    case .plain: sheets.append(MathML.plainStyle)
    case .drawn: sheets.append(MathML.style)
    }
    if let css = options.css { sheets.append(css + "\n") }
    return sheets
  }

  private mutating func writeArticle() {
    out.raw("<article>\n")
    write(from: 0)
    writeFootnotes()
    out.freshLine()
    out.raw("</article>\n")
  }

  private mutating func writeScripts() {
    if hasFrames { out.raw("<script>\n\(PlayScript.text)</script>\n") }
    if answerCount > 0 { out.raw("<script>\n\(AnswerScript.text)</script>\n") }
    writeRecord()
  }

  /// The parts of the page for a template.
  private mutating func fields() -> [PageTemplate.Field: [UInt8]] {
    let header = handout.result.header
    var fields: [PageTemplate.Field: [UInt8]] = [
      .title: Array(pageTitle.utf8), .author: Array((header.author ?? "").utf8),
      .date: Array((header.date ?? "").utf8),
      .description: Array((header.description ?? "").utf8),
      .lang: Array(Self.language(header.lang).utf8), .generator: Array(options.generator.utf8),
    ]
    // In the page's order: the rules and the scripts depend on what the content holds.
    fields[.header] = part { $0.writeTitleBlock() }
    if header.toc { fields[.contents] = part { $0.writeContents() } }
    fields[.content] = part { $0.writeArticle() }
    fields[.style] = Array(sheets.joined().utf8)
    fields[.navigation] = part { $0.writeNeighbours() }
    fields[.footer] = part { $0.writeFooter() }
    fields[.scripts] = part { $0.writeScripts() }
    return fields
  }

  private mutating func part(_ write: (inout HTMLRenderer) -> Void) -> [UInt8] {
    out = HTMLWriter()
    write(&self)
    defer { out = HTMLWriter() }
    return out.bytes
  }

  /// A language tag as HTML knows it, English where the author gave none that could be one.
  static func language(_ tag: String?) -> String {
    guard let tag, tag.utf8.count >= 2, tag.utf8.count <= 35,
      tag.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { return "en" }
    return tag
  }

  /// Title, author and date, as far as the prose does not begin with them itself.
  private mutating func writeTitleBlock() {
    let header = handout.result.header
    let repeats = handout.index.headings.first.map { $0.text == header.title } ?? false
    let title = repeats ? nil : header.title
    let byline = [header.author, header.date].compactMap { $0 }.filter { !$0.isEmpty }
    guard title != nil || !byline.isEmpty else { return }
    out.raw("<header>\n")
    if let title { out.element("h1", title) }
    if !byline.isEmpty { out.element("p", class: "byline", byline.joined(separator: " · ")) }
    out.raw("\n</header>\n")
  }

  private mutating func writeContents() {
    let headings = handout.index.headings.filter { (2...3).contains($0.level) }
    guard headings.count > 1 else { return }
    out.raw("<nav class=\"contents\" aria-label=\"Contents\">\n<p>Contents</p>\n<ol>\n")
    for heading in headings {
      out.raw("<li class=\"level-\(heading.level)\"><a href=\"#\(Escape.address(heading.slug))\">")
      if let number = handout.index.sectionNumbers[heading.node] { writeSectionNumber(number) }
      out.text(heading.text)
      out.raw("</a></li>\n")
    }
    out.raw("</ol>\n</nav>\n")
  }

  private mutating func writeNeighbours() {
    let neighbours = options.neighbours
    guard neighbours != Neighbours() else { return }
    out.raw("<nav class=\"neighbours\" aria-label=\"Other handouts\">\n")
    if let previous = neighbours.previous {
      out.raw("<a rel=\"prev\" href=\"\(Escape.address(previous.file))\">← ")
      out.text(previous.title)
      out.raw("</a>\n")
    }
    if let index = neighbours.index {
      out.raw("<a href=\"\(Escape.address(index))\">All handouts</a>\n")
    }
    if let next = neighbours.next {
      out.raw("<a rel=\"next\" href=\"\(Escape.address(next.file))\">")
      out.text(next.title)
      out.raw(" →</a>\n")
    }
    out.raw("</nav>\n")
  }

  mutating func writeSectionNumber(_ number: String) {
    out.element("span", class: "section-number", number)
    out.raw(" ")
  }

  /// What the page was made by and from, and how to make it again.
  private mutating func writeFooter() {
    out.raw("<footer>\n<p>Computed by ")
    out.text(options.generator)
    let name = handout.document.source.name.split(separator: "/").last.map(String.init) ?? ""
    if !name.isEmpty {
      out.raw(" from ")
      out.element("code", name)
    }
    if options.source != nil {
      out.raw(", SHA-256 ")
      out.element("code", ContentDigest(of: handout.document.source.bytes).shortText)
      out.raw(
        ". The page carries it: <code>runbook check</code> runs it again and compares every number")
    }
    out.raw(".</p>\n</footer>\n")
  }

  private mutating func writeRecord() {
    if let source = options.source { write(source, id: HandoutRecord.sourceID) }
    if let record = options.record { write(record.abridgedRecord, id: HandoutRecord.elementID) }
  }

  private mutating func write(_ value: ResultValue, id: String) {
    out.raw(HandoutRecord.openingTag(id))
    out.raw(JSONRenderer.renderForHTML(value))
    out.raw(HandoutRecord.closingTag + "\n")
  }
}
