import Foundation
import Testing

@Suite("Handouts for an audience")
struct AudienceTests {
  private static let page = """
    # Page

    > [!EXERCISE] Halve it
    > Find the rate.
    >
    > > [!SOLUTION]
    > > The plantedword is here.
    > >
    > > ```yaml experiment secretblock
    > > minimize: w^2
    > > start: {w: 1.23456789}
    > > steps: 1
    > > ```
    >
    > After it.

    ```yaml experiment
    minimize: w^2
    start: {w: 3}
    steps: 1
    ```

    """

  @Test("students get no trace of a solution in any format, blocks inside it included")
  func student() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page, to: "page.md")
    let run = try CommandLineRun(
      ["page.md", "--to", "html,md,json,csv,ipynb", "--audience", "student"], in: folder.url)
    #expect(run.status == 0)
    for file in ["page.html", "page.md", "page.json", "page.csv", "page-curves.csv", "page.ipynb"] {
      let text = try folder.read("output/\(file)")
      for planted in ["plantedword", "1.23456789", "secretblock", "SOLUTION"] {
        #expect(!text.contains(planted), "\(planted) in \(file)")
      }
      #expect(text.contains("experiment-1"), "\(file)")
    }
    #expect(try folder.read("output/page.md").contains("After it."))
  }

  @Test("solutions are unfolded in their own version and folded without one")
  func solutions() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page, to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    #expect(try folder.read("output/page.html").contains(#"<details class="callout solution">"#))
    _ = try CommandLineRun(["page.md", "--audience", "solutions"], in: folder.url)
    #expect(
      try folder.read("output/page.html").contains(#"<details class="callout solution" open>"#))
    #expect(try folder.read("output/page.md").contains("plantedword"))
  }

  @Test(
    "an answer is a box that holds no value, a line to write on in Markdown, and its value in the solutions"
  )
  func answers() throws {
    let folder = try TemporaryFolder()
    let page = """
      Where does it end? `{answer walk.final.w ± 0.01}`

      ```yaml experiment walk
      minimize: (w - 5)^2
      start: {w: 8}
      learning rate: 0.1
      steps: 1
      show: [verdict]
      ```

      """
    try folder.write(page, to: "page.md")
    _ = try CommandLineRun(["page.md"], in: folder.url)
    #expect(try folder.read("output/page.md").contains("end? `____________`\n"))
    #expect(
      try folder.read("output/page.html").contains(
        "<span class=\"answer\" data-salt=\"1 page\" data-digest="))
    _ = try CommandLineRun(
      ["page.md", "--audience", "student", "--to", "html,json"], in: folder.url)
    #expect(try !folder.read("output/page.html").contains("7.4"))
    #expect(try !folder.read("output/page.json").contains("7.4"))
    let check = try CommandLineRun(["check", "output/page.html"], in: folder.url)
    #expect(check.status == 0)
    _ = try CommandLineRun(["page.md", "--audience", "solutions"], in: folder.url)
    #expect(try folder.read("output/page.md").contains("end? **7.4 ± 0.01**\n"))
    #expect(
      try folder.read("output/page.html").contains(
        "<strong class=\"value\">7.4 ± 0.01</strong>"))
  }

  @Test("what is wrong behind a withheld solution is shown at its place in the notebook")
  func places() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page + "\n`{nothing.here}`\n", to: "page.md")
    let run = try CommandLineRun(["page.md", "--audience", "student"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("page.md:23:3: error: "))
  }

  private static let gaps = """
    ```yaml experiment one
    network: 2 -> 2 tanh -> 1 sigmoid
    data: {x: [[1, 0.5]], y: [[1]]}
    weights: {W1: [[0.1, 0.2], [0.3, 0.4]], b1: [0, 0], W2: [[0.5], [0.6]], b2: [0]}
    learning rate: 0.5
    steps: 1
    show: [backward, gradients, updates, verdict]
    blank: [gradients.W2, updates, verdict]
    ```

    It is `{one.gradients.W2[1][0] %.4f}`.

    """

  @Test("what 'blank' names is a gap for students in every format, and a value for others")
  func gaps() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.gaps, to: "page.md")
    let formats = ["page.md", "--to", "html,md,json"]
    _ = try CommandLineRun(formats, in: folder.url)
    // ∂L/∂W2[1][0], and what an update makes of it: 0.6 − 0.5 · (−0.0761505…) = 0.638075….
    for format in ["html", "md", "json"] {
      #expect(try folder.read("output/page.\(format)").contains("0.07615"), "\(format)")
      #expect(try folder.read("output/page.\(format)").contains("0.6380"), "\(format)")
    }
    let run = try CommandLineRun(formats + ["--audience", "student"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    for format in ["html", "md", "json"] {
      let page = try folder.read("output/page.\(format)")
      #expect(!page.contains("0.0761") && !page.contains("0.6380"), "\(format)")
      #expect(!page.contains("\"verdict\""), "\(format)")
    }
    let page = try folder.read("output/page.md")
    #expect(page.contains("| `W2[1]`   |   ______ |"), "\(page)")
    #expect(page.contains("| `W2[1][0]` |  0.6 | ______ | ______  | ______ |"), "\(page)")
    #expect(page.contains("It is \\_\\_\\_\\_\\_\\_."))
    #expect(try CommandLineRun(["check", "page.md"], in: folder.url).status == 0)
  }

  @Test("a gap of a parameter that is not there is an error at its place")
  func unknownGap() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.gaps.replacing("gradients.W2, u", with: "gradients.W3, u"), to: "page.md")
    let run = try CommandLineRun(["page.md"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors.hasPrefix(
        """
        page.md:8:9: error: unknown gradients 'W3'
        8 | blank: [gradients.W3, updates, verdict]
          |         ^^^^^^^^^^^^
          help: did you mean 'W1'?
        """), "\(run.errors)")
  }

  @Test("a value of a solution's block that the prose asks for is a leak: an error, and no file")
  func leak() throws {
    let folder = try TemporaryFolder()
    let page = Self.page.replacing("Find the rate.", with: "Find `{secretblock.final.w}`.")
    try folder.write(page, to: "page.md")
    let run = try CommandLineRun(["page.md", "--audience", "student"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        page.md:4:10: error: the student's version would hold 1.20988, a value of 'secretblock' in a solution
        4 | > Find `{secretblock.final.w}`.
          |          ^^^^^^^^^^^^^^^^^^^
          help: nothing was written; look for inline values, captions and files outside the solution that bring it

        """)
    #expect(!folder.has("output"))
    #expect(try CommandLineRun(["page.md"], in: folder.url).status == 0)
  }

  @Test("a file that only a solution's block reads is not carried by the student's page")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.write("x,y\n1,2\n2,3\n", to: "secret.csv")
    try folder.write("x,y\n1,2\n2,4\n", to: "open.csv")
    func block(_ name: String, _ start: String) -> String {
      """
      \(start)```yaml experiment \(name)
      \(start)network: [1]
      \(start)data: {from: \(name).csv, target: y}
      \(start)steps: 2
      \(start)```

      """
    }
    try folder.write(
      block("open", "") + "\n> [!SOLUTION]\n" + block("secret", "> "), to: "page.md")
    _ = try CommandLineRun(["page.md", "--audience", "student"], in: folder.url)
    let page = try folder.read("output/page.html")
    #expect(page.contains("open.csv"))
    #expect(!page.contains("secret.csv"))
  }

  @Test("figures and tables keep the numbers of the whole notebook")
  func numbers() throws {
    let folder = try TemporaryFolder()
    let block = "minimize: w^2\nstart: {w: 1}\nsteps: 2\nshow: [updates, loss plot]"
    try folder.write(
      """
      > [!SOLUTION]
      > ```yaml experiment hidden
      > \(block.replacing("\n", with: "\n> "))
      > ```

      ```yaml experiment open
      \(block)
      ```

      See [](#open).
      """, to: "page.md")
    _ = try CommandLineRun(["page.md", "--audience", "student"], in: folder.url)
    let page = try folder.read("output/page.md")
    #expect(page.contains("**Table 2.**") && !page.contains("**Table 1.**"))
    #expect(page.contains("**Figure 2.**") && page.contains("See [Figure 2](#open)."))
  }
}
