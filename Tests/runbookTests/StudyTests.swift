import Foundation
import Testing

/// Studies that are ended on the way and gone on with.
@Suite struct StudyTests {
  private static let study = """
    # Study

    ```yaml experiment lr
    network: 2 -> 8 tanh -> 1 sigmoid
    data: moons
    loss: bce
    sweep: {learning rate: 1e-2..10 log 8}
    seeds: 6
    steps: 150
    ```

    Best: `{lr.best.final_loss}`
    """
  private static let arguments = ["study.md", "--to", "html,md,json", "--jobs", "2"]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.study, to: "study.md")
    return folder
  }

  private func outputs(_ folder: TemporaryFolder) throws -> [String] {
    try ["html", "md", "json"].map { try folder.read("output/study.\($0)") }
  }

  private func undisturbed() throws -> [String] {
    let folder = try folder()
    let run = try CommandLineRun(Self.arguments, in: folder.url)
    #expect(run.status == 0)
    return try outputs(folder)
  }

  /// The bytes of all segments.
  private func kept(_ folder: TemporaryFolder) -> Int {
    let cache = folder.url.appendingPathComponent(".runbook/cache")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cache.path)) ?? []
    return names.filter { $0.hasSuffix(".segment") }.reduce(0) { sum, name in
      let path = cache.appendingPathComponent(name).path
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return sum + ((attributes?[.size] as? Int) ?? 0)
    }
  }

  @Test("a study killed again and again goes on to the bytes of an undisturbed one")
  func killed() throws {
    let expected = try undisturbed()
    let folder = try folder()
    for round in 1...6 {
      let before = kept(folder)
      let run = try CommandLineRun.start(Self.arguments, in: folder.url)
      // Some way into the study, a different one each time.
      while run.isRunning, kept(folder) < before + 3001 * round {}
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
    }
    let last = try CommandLineRun(Self.arguments, in: folder.url)
    #expect(last.status == 0)
    #expect(try outputs(folder) == expected)
    let why = try CommandLineRun(["why", "lr"], in: folder.url)
    #expect(why.output.hasPrefix("study.md: lr: "))
    #expect(why.output.contains("found in the cache"))
  }

  @Test("Ctrl-C ends the study with status 130, tells how to go on, and keeps what was done")
  func interrupted() throws {
    let whole = try self.folder()
    _ = try CommandLineRun(Self.arguments, in: whole.url)
    let expected = try outputs(whole)
    let folder = try folder()
    let errors = folder.url.appendingPathComponent("errors")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    let run = try CommandLineRun.start(Self.arguments, in: folder.url, errors: errors)
    while run.isRunning, kept(folder) < kept(whole) / 2 {}
    kill(run.processIdentifier, SIGINT)
    run.waitUntilExit()
    #expect(run.terminationStatus == 130)
    let message = try folder.read("errors")
    #expect(
      message.range(
        of: #"^runbook: stopped at \d+ of 48 trials of 'lr' in study.md; "#
          + #"what was done is kept: run the same command again to go on\n$"#,
        options: .regularExpression) != nil, "\(message)")
    #expect(!folder.has("output"))
    let last = try CommandLineRun(Self.arguments, in: folder.url)
    // No record was cut.
    #expect(last.errors == "")
    #expect(try outputs(folder) == expected)
  }

  @Test("a study whose cache was damaged gives the same bytes, with a warning")
  func damaged() throws {
    let folder = try folder()
    _ = try CommandLineRun(Self.arguments, in: folder.url)
    let expected = try outputs(folder)
    let cache = folder.url.appendingPathComponent(".runbook/cache")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: cache.path)
        .first { $0.hasSuffix(".segment") })
    var bytes = try Data(contentsOf: cache.appendingPathComponent(name))
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: cache.appendingPathComponent(name))
    let run = try CommandLineRun(Self.arguments, in: folder.url)
    #expect(
      run.errors
        == "runbook: warning: the cache .runbook/cache/\(name) is damaged (1 place); the trials that "
        + "stood there are computed again\n")
    #expect(run.status == 0)
    #expect(try outputs(folder) == expected)
    let again = try CommandLineRun(Self.arguments, in: folder.url)
    #expect(again.errors == "")
  }

  @Test("'why' and 'cache' tell what is kept, and '--clear' removes it")
  func commands() throws {
    let folder = try folder()
    let none = try CommandLineRun(["why", "lr"], in: folder.url)
    #expect(none.status == 1)
    #expect(
      none.errors == "runbook: no run of a block 'lr' is known in .runbook/cache; run its notebook "
        + "first, or name it: runbook why lr notebook.md\n")
    _ = try CommandLineRun(Self.arguments, in: folder.url)
    let first = try CommandLineRun(["why", "lr", "study.md"], in: folder.url)
    #expect(
      first.output == """
        study.md: lr: 48 trials computed
          it is the first run that is known of this block

        """)
    let list = try CommandLineRun(["cache"], in: folder.url)
    #expect(
      list.output == """
        .runbook/cache: 48 trials, \(kept(folder)) bytes in 1 file
          study.md: lr: 48 trials computed

        """)
    let clear = try CommandLineRun(["cache", "--clear", "study.md"], in: folder.url)
    #expect(clear.output == ".runbook/cache: 48 trials removed\n")
    #expect(kept(folder) == 0)
  }

  @Test("where the cache cannot be written, a warning says so and the run goes on")
  func unwritable() throws {
    let folder = try folder()
    try folder.write("in the way", to: ".runbook")
    let run = try CommandLineRun(Self.arguments, in: folder.url)
    #expect(run.status == 0)
    #expect(
      run.errors == """
        runbook: warning: cannot read the cache .runbook/cache: a part of the path is not a folder; \
        its trials are computed again
        runbook: warning: cannot make the cache's folder .runbook/cache: a part of the path is not a \
        folder; the run goes on without keeping its trials

        """)
    #expect(folder.has("output/study.html"))
  }
}
