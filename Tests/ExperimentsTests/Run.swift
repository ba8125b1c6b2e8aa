import Source

@testable import Experiments

/// A small notebook of nothing but front matter and fenced blocks, run.
struct Run {
  let result: NotebookResult
  let tree: ResultTree
  let messages: String
  let json: ResultValue

  init(
    _ text: String, set: [(String, String)] = [], jobs: Int = 1, files: [String: String] = [:],
    bytes: [String: [UInt8]] = [:], cache: NotebookRunner.Cache? = nil,
    makesRecord: Bool = true
  ) async {
    let source = SourceText(name: "a.md", text)
    let (front, blocks) = Self.split(source)
    var options = NotebookRunner.Options()
    options.settings = set.map { ($0.0, $0.1) }
    options.jobs = jobs
    options.makesRecord = makesRecord
    options.cache = cache
    struct Missing: Error {}
    let runner = NotebookRunner(options: options) { path in
      if let bytes = bytes[path] { return bytes }
      guard let text = files[path] else { throw Missing() }
      return Array(text.utf8)
    }
    result = await runner.run(blocks: blocks, frontMatter: front, source: source)
    tree = ResultTree(result)
    json = result.value(notebook: "a.md", version: "0")
    messages = result.diagnostics.map(DiagnosticPrinter(source: source).text)
      .joined(separator: "\n")
  }

  /// The value at a path as text, or why there is none.
  subscript(path: String) -> String {
    guard let path = ResultPath(path) else { return "not a path" }
    do { return try tree.value(at: path).text } catch { return error.message }
  }

  private static func split(_ source: SourceText) -> (Excerpt?, [ExecutableBlock]) {
    var front: Excerpt?
    var blocks: [ExecutableBlock] = []
    var start: (line: Int, info: [Substring])?
    var frontLine: Int?
    for line in 1...source.lineStarts.count {
      let range = source.lineRange(line)
      let text = source.text(range)
      if text == "---" {
        if let first = frontLine {
          front = excerpt(source, first + 1, line)
        } else {
          frontLine = line
        }
      } else if text.hasPrefix("```") {
        guard let open = start else {
          start = (line, text.dropFirst(3).split(separator: " "))
          continue
        }
        let kinds = open.info.compactMap { ExecutableBlock.Kind(rawValue: String($0)) }
        let opening = source.lineRange(open.line)
        let kindStart = opening.start + 3 + (open.info.count == 3 ? open.info[0].utf8.count + 1 : 0)
        blocks.append(
          ExecutableBlock(
            kind: kinds[0], name: String(open.info[open.info.count - 1]),
            body: excerpt(source, open.line + 1, line),
            kindRange: SourceRange(kindStart, kindStart + kinds[0].rawValue.utf8.count),
            nameRange: nil, range: SourceRange(opening.start, range.end), line: open.line))
        start = nil
      }
    }
    return (front, blocks)
  }

  private static func excerpt(_ source: SourceText, _ first: Int, _ end: Int) -> Excerpt {
    let start = source.lineStarts[first - 1]
    let text = source.text(SourceRange(start, source.lineStarts[end - 1]))
    return Excerpt(text: text, fileOffset: start)
  }
}
