import Foundation
import Testing

/// Several notebooks in one call.
@Suite struct CourseTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "---\ntitle: One <1>\ndescription: The beginning & so on\n---\n\n# Heading\n\nText.\n",
      to: "a.md")
    try folder.write(
      """
      # Two *words*

      > [!SOLUTION]
      > Hidden.

      The first paragraph ends at `{walk.final.w}`, in
      two lines.

      ```yaml experiment walk
      minimize: w^2
      start: {w: 1}
      steps: 1
      ```
      """, to: "b.md")
    try folder.write("Nothing but text.\n", to: "c.md")
    return folder
  }

  @Test("an index leads to all pages, with their titles and descriptions")
  func index() throws {
    let folder = try folder()
    let run = try CommandLineRun(["b.md", "a.md", "c.md", "--to", "html"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output
        == "output/b.html\noutput/a.html\noutput/c.html\noutput/index.html\n")
    #expect(
      try folder.read("output/index.html").contains(
        """
        <h1>Handouts</h1>
        <ol class="course">
        <li><a href="b.html">Two words</a><p>The first paragraph ends at , in two lines.</p></li>
        <li><a href="a.html">One &lt;1&gt;</a><p>The beginning &amp; so on</p></li>
        <li><a href="c.html">c</a><p>Nothing but text.</p></li>
        </ol>
        """))
  }

  @Test("each page leads to its neighbours, outside the article")
  func neighbours() throws {
    let folder = try folder()
    _ = try CommandLineRun(["b.md", "a.md", "c.md"], in: folder.url)
    #expect(
      try folder.read("output/a.html").contains(
        """
        </article>
        </main>
        <nav class="neighbours" aria-label="Other handouts">
        <a rel="prev" href="b.html">← Two words</a>
        <a href="index.html">All handouts</a>
        <a rel="next" href="c.html">c →</a>
        </nav>
        """))
    #expect(try !folder.read("output/c.html").contains("rel=\"next\""))
    _ = try CommandLineRun(["a.md"], in: folder.url)
    #expect(try !folder.read("output/a.html").contains("<nav class=\"neighbours\""))
  }

  @Test("any number of jobs gives the same files and the same messages in the notebooks' order")
  func jobs() throws {
    let folder = try folder()
    try folder.write("`{none.here}`\n", to: "d.md")
    let arguments = ["d.md", "b.md", "a.md", "c.md", "--fresh"]
    let one = try CommandLineRun(arguments + ["--jobs", "1", "-o", "one"], in: folder.url)
    let many = try CommandLineRun(arguments + ["--jobs", "4", "-o", "many"], in: folder.url)
    #expect(one.status == 1 && many.status == 1)
    #expect(one.errors == many.errors)
    #expect(one.output.replacing("one/", with: "many/") == many.output)
    for name in ["a.html", "b.html", "c.md", "d.html", "index.html"] {
      #expect(try folder.read("one/\(name)") == folder.read("many/\(name)"), "\(name)")
    }
  }

  @Test("a notebook called index takes the index's place")
  func ownIndex() throws {
    let folder = try folder()
    try folder.write("# My own\n", to: "index.md")
    let run = try CommandLineRun(["a.md", "index.md", "--to", "html"], in: folder.url)
    #expect(run.output == "output/a.html\noutput/index.html\n")
    #expect(try folder.read("output/index.html").contains("<h1 id=\"my-own\">My own</h1>"))
    #expect(try !folder.read("output/a.html").contains("All handouts"))
  }
}
