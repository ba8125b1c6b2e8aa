import Foundation
import Testing

/// The command as a user meets it: arguments in, files, messages and a status out.
@Suite("The command")
struct CommandTests {
  private static let parabola = """
    # A parabola

    ```yaml experiment parabola
    minimize: (w - 5)^2
    start: {w: 8}
    learning rate: 0.1
    steps: 3
    ```

    The loss ends at `{parabola.final_loss %.4f}`.

    """

  @Test("a run writes HTML and Markdown to output/ and names them")
  func writes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "parabola.md")
    let run = try CommandLineRun(["parabola.md"], in: folder.url)
    #expect(run.errors == "")
    #expect(run.output == "output/parabola.html\noutput/parabola.md\n")
    #expect(run.status == 0)
    #expect(try folder.read("output/parabola.md").contains("The loss ends at 2.3593."))
    #expect(!folder.has("output/parabola.json"))
  }

  @Test("only the named formats are written, to the named folder")
  func formats() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "parabola.md")
    let run = try CommandLineRun(
      ["parabola.md", "--to", "json", "-o", "deep/site"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output == "deep/site/parabola.json\n")
    #expect(!folder.has("deep/site/parabola.html"))
    #expect(!folder.has("output"))
  }

  @Test("a notebook with an error has status 1, its place, and the other blocks' results")
  func notebookError() throws {
    let folder = try TemporaryFolder()
    let wrong = "```yaml experiment wrong\nminimize: w^2\nstart: {w: 1}\nlerning rate: 1\n```\n"
    try folder.write(Self.parabola + wrong, to: "two.md")
    let run = try CommandLineRun(["two.md"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        two.md:14:1: error: unknown key 'lerning rate' of an experiment
        14 | lerning rate: 1
           | ^^^^^^^^^^^^
          help: did you mean 'learning rate'?

        """)
    let page = try folder.read("output/two.md")
    #expect(page.contains("The loss ends at 2.3593."))
    #expect(page.contains("**This block has errors** and gave no result."))
  }

  @Test("wrong usage has status 64")
  func usage() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "a.md")
    try folder.write(Self.parabola, to: "b/a.md")
    for arguments in [
      [], ["a.md", "--no-such-option"], ["a.md", "--to", "docx"], ["a.md", "--jobs", "0"],
      ["a.md", "--set", "rate"], ["a.md", "b/a.md"], ["check", "a.md", "--tolerance", "-1"],
    ] {
      let run = try CommandLineRun(arguments, in: folder.url)
      #expect(run.status == 64, "\(arguments)")
      #expect(run.errors.contains("Error:"), "\(arguments)")
      #expect(run.output == "", "\(arguments)")
    }
    #expect(!folder.has("output"))
  }

  @Test("a missing file and a folder are told apart, and other notebooks still run")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "parabola.md")
    try folder.write("", to: "folder/empty.txt")
    let run = try CommandLineRun(["missing.md", "folder", "parabola.md"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        runbook: cannot read missing.md: no such file or folder
        runbook: cannot read folder: it is a folder; name the notebooks in it, such as folder/*.md

        """)
    #expect(run.output == "output/parabola.html\noutput/parabola.md\n")
  }

  @Test("a handout that cannot be replaced stays as it was")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "parabola.md")
    try folder.write("in the way", to: "output")
    let run = try CommandLineRun(["parabola.md"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot make the folder output"))
    #expect(try folder.read("output") == "in the way")
  }

  @Test("an empty notebook and one without experiments are pages")
  func nothingToRun() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "empty.md")
    try folder.write("Only *prose*.\n", to: "prose.md")
    let run = try CommandLineRun(["empty.md", "prose.md"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(try folder.read("output/empty.md") == "")
    #expect(try folder.read("output/prose.md") == "Only *prose*.\n")
    #expect(try folder.read("output/prose.html").contains("Only <em>prose</em>."))
  }

  @Test("the same bytes whatever the folder, locale, time zone and number of jobs")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    let sweep = """
      ```yaml experiment lr
      network: 2 -> 3 tanh -> 1 sigmoid
      data: xor
      steps: 20
      sweep: {learning rate: [0.1, 1, 10]}
      seeds: 3
      ```

      """
    try folder.write(Self.parabola + sweep, to: "notes/page.md")
    let formats = ["--to", "html,md,json"]
    let first = try CommandLineRun(
      ["page.md", "-o", "../out", "--jobs", "1"] + formats,
      in: folder.url.appendingPathComponent("notes"))
    #expect(first.status == 0)
    var pages: [[String]] = []
    pages.append(try ["html", "md", "json"].map { try folder.read("out/page.\($0)") })
    let environment = ["LC_ALL": "de_DE.UTF-8", "LANG": "ar_EG.UTF-8", "TZ": "Asia/Kathmandu"]
    let second = try CommandLineRun(
      ["notes/page.md", "-o", "out", "--jobs", "2"] + formats, in: folder.url,
      environment: environment)
    #expect(second.status == 0)
    pages.append(try ["html", "md", "json"].map { try folder.read("out/page.\($0)") })
    #expect(pages[0] == pages[1])
  }

  @Test("colours are for terminals only")
  func noColours() throws {
    let folder = try TemporaryFolder()
    try folder.write("```tape\ny = x\n```\n", to: "page.md")
    let run = try CommandLineRun(["page.md"], in: folder.url, environment: ["TERM": "xterm"])
    #expect(run.status == 1)
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test("a vector level that cannot run falls back with a warning, and gives the same bytes")
  func vectorLevels() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "page.md")
    _ = try CommandLineRun(["page.md", "--to", "json", "-o", "plain"], in: folder.url)
    for level in ["baseline", "sse9"] {
      let run = try CommandLineRun(
        ["page.md", "--to", "json", "-o", level], in: folder.url,
        environment: ["RUNBOOK_SIMD": level])
      #expect(run.status == 0)
      let warned = run.errors.hasPrefix(
        "runbook: warning: RUNBOOK_SIMD: there is no level 'sse9', only baseline, avx2, avx512; ")
      #expect(warned == (level == "sse9"))
      #expect(try folder.read("\(level)/page.json") == folder.read("plain/page.json"))
    }
  }

  @Test("a handout is never written over a notebook")
  func overTheNotebook() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "a.md")
    for output in [".", "../" + folder.url.lastPathComponent] {
      let run = try CommandLineRun(["a.md", "-o", output], in: folder.url)
      #expect(run.status == 64)
      #expect(run.errors.contains("The handout would be written over the notebook"))
    }
    #expect(try folder.read("a.md") == Self.parabola)
    let run = try CommandLineRun(["a.md", "-o", ".", "--to", "html"], in: folder.url)
    #expect(run.status == 0)
  }

  @Test("an output folder that is a file is told")
  func folderIsFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.parabola, to: "a.md")
    let run = try CommandLineRun(["a.md", "-o", "a.md", "--to", "json"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors == "runbook: cannot make the folder a.md: a file has that name\n")
  }
}
