import Source
import Testing

@Suite struct FrontMatterTests {
  @Test("the YAML is given on with its places, and lines stay true")
  func frontMatter() throws {
    let notebook = ReadNotebook("\u{FEFF}---\r\ntitle: a\r\nlang: en\r\n---  \r\n# *b*\r\n")
    let yaml = try #require(notebook.document.frontMatter)
    #expect(yaml.text == "title: a\nlang: en\n")
    #expect(notebook.source.location(of: yaml.fileOffset(of: 9)) == .init(line: 3, column: 1))
    #expect(
      notebook.tree == """
        heading 1 «# *b*»
          emphasis «*b*»
            text «b» «b»
        """)
    #expect(notebook.messages.isEmpty)
  }

  @Test("three dots close it too, and it may be all of the file")
  func dots() {
    let notebook = ReadNotebook("---\na: 1\n...")
    #expect(notebook.document.frontMatter?.text == "a: 1\n")
    #expect(notebook.tree.isEmpty)
    #expect(ReadNotebook("---\n---\n").document.frontMatter?.text == "")
  }

  @Test("unclosed front matter is an error, and the rest is read")
  func unclosed() {
    let notebook = ReadNotebook("---\ntitle: a\n")
    #expect(
      notebook.messages == """
        notebook.md:1:1: error: the front matter that '---' opens is never closed
        1 | ---
          | ^^^
          help: put a line '---' after its last key; for a rule across the page, write '***'
        """)
    #expect(notebook.tree.hasPrefix("rule «---»"))
  }

  @Test("a rule further down is not front matter")
  func laterRule() {
    #expect(ReadNotebook("\n---\na: 1\n---\n").document.frontMatter == nil)
    #expect(ReadNotebook("----\na: 1\n----\n").document.frontMatter == nil)
  }
}
