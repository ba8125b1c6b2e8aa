import Foundation
import Testing

/// Notebooks that take in other files.
@Suite struct IncludeTests {
  private static let chapter = """
    ---
    title: Alone
    ---

    ## A chapter

    ```yaml experiment walk
    minimize: w^2
    start: {w: 1}
    steps: 1
    lerning rate: 1
    ```

    """

  @Test("a file's text takes its link's place, blocks and all, and its errors stand in it")
  func includes() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      # Book

      [A chapter](chapter.md "include")

      After: `{walk.steps}`, `{none.x}`.

      ```text
      [A chapter](chapter.md "include")
      ```

      """, to: "book.md")
    try folder.write(Self.chapter, to: "chapter.md")
    let run = try CommandLineRun(["book.md", "--to", "md"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors.contains("chapter.md:11:1: error: unknown key 'lerning rate' of an experiment"))
    #expect(run.errors.contains("book.md:5:26: error: no block is named 'none'"), "\(run.errors)")
    try folder.write(Self.chapter.replacing("lerning", with: "learning"), to: "chapter.md")
    _ = try CommandLineRun(["book.md"], in: folder.url)
    let page = try folder.read("output/book.md")
    #expect(page.hasPrefix("# Book\n\n"))
    #expect(page.contains("## A chapter\n") && page.contains("After: 1, "))
    #expect(!page.contains("title: Alone"))
    #expect(page.contains("```text\n[A chapter](chapter.md \"include\")\n```"))
  }

  @Test("a page carries what was included, and checks without the files")
  func check() throws {
    let folder = try TemporaryFolder()
    try folder.write("[Chapter](chapter.md \"include\")\n", to: "book.md")
    try folder.write(Self.chapter.replacing("lerning", with: "learning"), to: "chapter.md")
    _ = try CommandLineRun(["book.md", "--to", "html"], in: folder.url)
    let elsewhere = try TemporaryFolder()
    try elsewhere.write(try folder.read("output/book.html"), to: "page.html")
    let check = try CommandLineRun(["check", "page.html"], in: elsewhere.url)
    #expect(check.errors == "")
    #expect(check.status == 0)
  }

  @Test("a missing file, one of another folder and a circle are errors at the link, which stays")
  func errors() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      [A](none.md "include")

      [B](../b.md "include")

      [C](c.md "include")

      """, to: "book.md")
    try folder.write("Text.\n\n[Back](book.md \"include\")\n", to: "c.md")
    let run = try CommandLineRun(["book.md", "--to", "md"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        book.md:1:5: error: cannot read none.md: no such file or folder
        1 | [A](none.md "include")
          |     ^^^^^^^
          help: files are included by their names, from the notebook's folder
        c.md:3:8: error: files include each other: book.md → c.md → book.md
        3 | [Back](book.md "include")
          |        ^^^^^^^
          help: take one of these lines out
        book.md:3:5: error: '../b.md' is in another folder
        3 | [B](../b.md "include")
          |     ^^^^^^^
          help: an included file stands beside the notebook, so that its links lead to the same files

        """)
    #expect(try folder.read("output/book.md").contains("[A](../none.md \"include\")\n"))
  }
}
