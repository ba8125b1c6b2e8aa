import Foundation
import Testing

/// Versions of a notebook for each student of a roster.
@Suite struct VariantTests {
  private static let page = """
    ---
    parameters: {rate: 0.1}
    ---

    # Page

    The rate is yours. Where does it end? `{answer walk.final.w ± 0.01}`

    ```yaml experiment walk
    minimize: (w - 5)^2
    start: {w: 8}
    learning rate: ${rate}
    steps: 1
    show: [verdict]
    ```

    ```yaml experiment net
    network: 2 -> 2 tanh -> 1 sigmoid
    data: xor
    steps: 1
    show: [network]
    ```

    """

  private func folder(_ roster: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.page, to: "page.md")
    try folder.write(roster, to: "roster.csv")
    return folder
  }

  @Test("each row gives a student's version with its own numbers, and the matching key")
  func variants() throws {
    let folder = try folder("student,rate,seed\nada,0.1,1\nÉmile D'Arc,0.2,2\n")
    let run = try CommandLineRun(
      ["page.md", "--variants", "roster.csv", "--to", "md,json"], in: folder.url)
    #expect(run.errors == "")
    #expect(run.status == 0)
    #expect(
      run.output == """
        output/page-ada.md
        output/page-ada.json
        output/page-ada-solutions.md
        output/page-ada-solutions.json
        output/page-Émile-D-Arc.md
        output/page-Émile-D-Arc.json
        output/page-Émile-D-Arc-solutions.md
        output/page-Émile-D-Arc-solutions.json

        """)
    #expect(try folder.read("output/page-ada.md").contains("end? `____________`"))
    #expect(try folder.read("output/page-ada-solutions.md").contains("end? **7.4 ± 0.01**"))
    #expect(try folder.read("output/page-Émile-D-Arc-solutions.md").contains("**6.8 ± 0.01**"))
    #expect(try folder.read("output/page-ada.json").contains(#""seed": 1"#))
    #expect(try folder.read("output/page-Émile-D-Arc.json").contains(#""seed": 2"#))
  }

  @Test("a student's page checks by itself, seed and parameters included")
  func check() throws {
    let folder = try folder("student,rate,seed\nada,0.2,5\n")
    _ = try CommandLineRun(["page.md", "--variants", "roster.csv", "--to", "html"], in: folder.url)
    let check = try CommandLineRun(["check", "output/page-ada.html"], in: folder.url)
    #expect(check.status == 0, "\(check.errors)\(check.output)")
  }

  @Test("what is wrong in a roster is told at its place, all of it, and nothing is written")
  func errors() throws {
    let folder = try folder("student,rate\nada,0.1\nAda,\n,0.3\n")
    let run = try CommandLineRun(["page.md", "--variants", "roster.csv"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        roster.csv:3:1: error: 'Ada' has the file name of a student above
        3 | Ada,
          | ^^^
          help: letters and digits tell students apart; others become '-'
        roster.csv:3:5: error: no value for 'rate'
        3 | Ada,
          |     ^
          help: each student needs a value for each column
        roster.csv:4:1: error: this student has no name
        4 | ,0.3
          | ^
          help: the first column names each student's files

        """)
    #expect(!folder.has("output"))
  }

  @Test("a column that is no parameter is an error with a suggestion")
  func column() throws {
    let folder = try folder("student,rat\nada,0.1\n")
    let run = try CommandLineRun(["page.md", "--variants", "roster.csv"], in: folder.url)
    #expect(
      run.errors == """
        roster.csv:1:9: error: the notebook has no parameter 'rat'
        1 | student,rat
          |         ^^^
          help: did you mean 'rate'?

        """)
  }

  @Test("a roster of names alone, and one that is not there, are errors")
  func empty() throws {
    let folder = try folder("student\nada\n")
    let run = try CommandLineRun(["page.md", "--variants", "roster.csv"], in: folder.url)
    #expect(
      run.errors == """
        roster.csv:1:1: error: the roster has nothing but names
        1 | student
          | ^^^^^^^
          help: the columns after the first are parameters of the front matter, or the seed: rate, seed

        """)
    let missing = try CommandLineRun(["page.md", "--variants", "none.csv"], in: folder.url)
    #expect(missing.errors == "runbook: cannot read none.csv: no such file or folder\n")
    #expect(missing.status == 1)
  }

  @Test("'--set seed' stays an error where no parameter is called so")
  func setSeed() throws {
    let folder = try folder("")
    let run = try CommandLineRun(["page.md", "--set", "seed=2"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("seed"))
  }
}
