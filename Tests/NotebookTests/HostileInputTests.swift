import Notebook
import Source
import Testing

@Suite struct HostileInputTests {
  @Test("an empty file is an empty document")
  func empty() {
    for text in ["", "\u{FEFF}", "\n", " \r\r\n"] {
      let notebook = ReadNotebook(text)
      #expect(notebook.document.nodes.count == 1)
      #expect(notebook.messages.isEmpty)
    }
  }

  @Test("a byte that is not UTF-8 is one error with its place, and the rest is read")
  func invalidUTF8() {
    let notebook = ReadNotebook(
      bytes: Array("a *b".utf8) + [0xFF, 0xC3] + Array("* c\n\n`d`".utf8))
    #expect(
      notebook.messages == """
        notebook.md:1:5: error: the file is not valid UTF-8: byte 0xFF at offset 4
        1 | a *b\u{FFFD}\u{FFFD}* c
          |     ^
          help: save the file as UTF-8
        """)
    #expect(notebook.tree.contains("emphasis «*b\u{FFFD}\u{FFFD}*»"))
    #expect(notebook.tree.contains("code «d» «`d`»"))
  }

  @Test("NUL stands for the replacement character and moves nothing")
  func nul() {
    let notebook = ReadNotebook("a\0b *c*")
    #expect(notebook.tree.contains("text «a\u{FFFD}b »"))
    #expect(notebook.tree.contains("emphasis «*c*»"))
  }

  @Test("line ends of every kind part lines")
  func lineEnds() {
    #expect(
      ReadNotebook("a\rb\r\nc\n\n> d\r> e").tree == """
        paragraph «a␍b␍⏎c»
          text «a» «a»
          break «␍»
          text «b» «b»
          break «␍⏎»
          text «c» «c»
        quote «> d␍> e»
          paragraph «d␍> e»
            text «d» «d»
            break «␍> »
            text «e» «e»
        """)
  }

  @Test(
    "deep nesting and unclosed marks are read without deep recursion",
    arguments: [
      ">", "- ", "[", "![", "*a **a ", "_", "~a ", "~~a ~b ", "$a ", "a $$b ", "$$a\n\n", "[^a ",
      "[^a]: ", "|", "a@", "www._", "http://", "<a b=\"", "<!--", "&a", "`{", "[a](", "> [!NOTE] ",
      "> - ", "a | b\n",
    ])
  func pathological(_ piece: String) {
    let text = String(repeating: piece, count: 10_000) + "\nend `x`\n"
    let notebook = ReadNotebook(text)
    var depth = 0
    notebook.document.walk { event in
      switch event {
      case .enter(let index): if notebook.document.nodes[index].kind.canHaveChildren { depth += 1 }
      case .leave: depth -= 1
      }
    }
    #expect(depth == 0)
    #expect(RangeCheck(notebook).problems.isEmpty)
  }

  @Test("a long notebook has as many nodes as its parts")
  func long() {
    let part = "# A *b*\n\n$c_d$ `{e.f}` and\ntext\n\n```tape\nx = 1\n```\n\n|g|\n|-|\n|h|\n\n"
    let one = ReadNotebook(part).document.nodes.count - 1
    let many = ReadNotebook(String(repeating: part, count: 500))
    #expect(many.document.nodes.count == 500 * one + 1)
    #expect(many.document.executableBlocks.last?.name == "tape-500")
    #expect(RangeCheck(many).problems.isEmpty)
  }
}

/// Checks what holds for the ranges of any document.
struct RangeCheck {
  private(set) var problems: [String] = []

  init(_ notebook: ReadNotebook) {
    let nodes = notebook.document.nodes
    for (index, node) in nodes.enumerated() {
      if node.range.start > node.range.end { problems.append("\(index): reversed") }
      if let parent = node.parent {
        let outer = nodes[parent].range
        if parent >= index { problems.append("\(index): before its parent") }
        if node.range.start < outer.start || node.range.end > outer.end {
          problems.append("\(index) \(node.kind): outside its parent")
        }
      }
      for (first, second) in zip(node.children, node.children.dropFirst())
      where nodes[first].range.end > nodes[second].range.start {
        problems.append("\(first) and \(second): overlap")
      }
      check(node, notebook.source.text(node.range), index)
    }
  }

  private mutating func check(_ node: Document.Node, _ slice: String, _ index: Int) {
    let isRight =
      switch node.kind {
      case .text(let text): slice.contains { "&\\\0".contains($0) } || slice == text
      case .code, .value, .answer: slice.hasPrefix("`") && slice.hasSuffix("`")
      case .math, .mathBlock: slice.hasPrefix("$") && slice.hasSuffix("$")
      case .emphasis: slice.first == slice.last && (slice.first == "*" || slice.first == "_")
      case .strikethrough: slice.hasPrefix("~") && slice.hasSuffix("~")
      case .softBreak, .lineBreak: slice.contains { $0.isNewline }
      case .executable: slice.hasPrefix("```") || slice.hasPrefix("~~~")
      default: true
      }
    if !isRight { problems.append("\(index) \(node.kind): «\(slice)»") }
  }
}
