import Foundation
import Testing

/// Shares of a notebook's trials that are run apart.
@Suite struct ShardTests {
  private static let study = """
    ```yaml experiment start
    network: 2 -> 4 tanh -> 1 sigmoid
    data: xor
    steps: 20
    ```

    ```yaml experiment rates
    network: 2 -> 4 tanh -> 1 sigmoid
    data: xor
    sweep: {learning rate: 1e-2..10 log 7}
    seeds: 5
    steps: 30
    ```

    ```yaml experiment on
    network: 2 -> 4 tanh -> 1 sigmoid
    data: xor
    weights: {from: start}
    sweep: {learning rate: [0.1, 1], batch: [1, 2, all]}
    find learning rate: {from: 1e-3, to: 10, steps: 20}
    steps: 30
    ```

    """
  private static let pages = ["--to", "html,md,json"]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.study, to: "study.md")
    return folder
  }

  private func outputs(_ folder: TemporaryFolder) throws -> [String] {
    try ["html", "md", "json"].map { try folder.read("output/study.\($0)") }
  }

  @Test("shares together run every trial once, and the page has the bytes of a single run")
  func shares() throws {
    let whole = try folder()
    _ = try CommandLineRun(["study.md"] + Self.pages, in: whole.url)
    let folder = try folder()
    var computed: [Int] = []
    for number in 1...3 {
      let run = try CommandLineRun(["study.md", "--shard", "\(number)/3"], in: folder.url)
      #expect(run.errors == "")
      #expect(run.status == 0)
      let match = try #require(
        run.output.firstMatch(
          of: #/^study\.md: share (\d)/3: (\d+) trials computed, (\d+) found in the cache\n$/#))
      #expect(match.1 == "\(number)")
      computed.append(try #require(Int(match.2)))
    }
    // 35 and 6 trials, and the block that others start from, which the first share has left.
    #expect(computed.reduce(0, +) == 42)
    #expect(computed.allSatisfy { $0 >= 8 }, "\(computed)")
    #expect(!folder.has("output"))
    _ = try CommandLineRun(["study.md"] + Self.pages, in: folder.url)
    #expect(try outputs(folder) == outputs(whole))
    for block in ["start", "rates", "on"] {
      let why = try CommandLineRun(["why", block], in: folder.url)
      #expect(why.output.contains(" found in the cache") && !why.output.contains("computed"))
    }
  }

  @Test("a share of a notebook with an error says so, and runs the other blocks")
  func error() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Self.study + "```yaml experiment wrong\nminimize: w^2\n```\n", to: "study.md")
    let run = try CommandLineRun(["study.md", "--shard", "1/1"], in: folder.url)
    #expect(run.status == 1)
    #expect(
      run.errors.hasPrefix("study.md:24:11: error: 'minimize' needs 'start'"), "\(run.errors)")
    #expect(run.output == "study.md: share 1/1: 42 trials computed, 0 found in the cache\n")
  }

  @Test(
    "what is no share is wrong usage",
    arguments: ["0/3", "4/3", "1", "a/b", "1/2/3", "-1/2"])
  func usage(text: String) throws {
    let folder = try folder()
    let run = try CommandLineRun(["study.md", "--shard=\(text)"], in: folder.url)
    #expect(run.status == 64)
    #expect(
      run.errors.contains("The value '\(text)' is invalid for '--shard <k/n>'"), "\(run.errors)")
  }

  @Test(
    "options that mean nothing together are told",
    arguments: [
      (
        ["--shard", "1/2", "--on", "slurm"],
        "--shard runs here what '--on' has run elsewhere: give one of them."
      ),
      (
        ["--on", "slurm", "--fresh"],
        "--fresh means nothing with '--on': remove what is kept with 'runbook cache --clear'."
      ),
      (["--tasks", "4"], "--tasks, --partition and --sbatch go with '--on slurm'."),
      (["--on", "slurm", "--tasks", "0"], "--tasks takes a whole number from 1 to 10000, not 0."),
      (
        ["--on", "slurm", "--sbatch", "time=5"],
        "--sbatch takes an option such as '--time=1:00:00', not 'time=5'."
      ),
    ])
  func together(options: [String], message: String) throws {
    let folder = try folder()
    let run = try CommandLineRun(["study.md"] + options, in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("Error: \(message)\n"), "\(run.errors)")
  }

  @Test("without Slurm '--on slurm' says what is missing; with every trial kept none is needed")
  func withoutSlurm() throws {
    let folder = try folder()
    // An empty folder is all that programs are looked for in.
    let nothing = ["PATH": folder.url.path]
    let run = try CommandLineRun(
      ["study.md", "--on", "slurm"], in: folder.url, environment: nothing)
    #expect(run.status == 1)
    #expect(
      run.errors == """
        runbook: '--on slurm' needs the program 'sbatch', which is not to be found here; run this on a \
        machine of the cluster, or leave '--on slurm' out to run the trials here

        """)
    #expect(!folder.has("output"))
    _ = try CommandLineRun(["study.md"], in: folder.url)
    let again = try CommandLineRun(
      ["study.md", "--on", "slurm"], in: folder.url, environment: nothing)
    #expect(again.status == 0)
    #expect(again.errors == "")
  }
}
