import Experiments

/// Has a command's pending trials run by Slurm: a job array is submitted and followed, and what is
/// missing when it has ended, a lost node's share, submitted again.
struct SlurmRun {
  let options: SlurmOptions
  let notebooks: [String]
  let settings: [ParameterSetting]
  /// Which trials the caches have, read anew; nil where a notebook cannot be read.
  let survey: () -> ShardOutcome?
  let terminal: Terminal
  let interruption: Interruption

  /// Submissions beside the first.
  private static let mostRepeats = 3
  private static let pause = Duration.seconds(1)

  /// - Returns: whether all trials are there.
  func run() async -> Bool {
    for attempt in 0...Self.mostRepeats {
      guard let state = survey() else { return false }
      if state.missing == 0 { return true }
      let before = state.missing
      guard await submit(missing: before, attempt: attempt) else { return false }
    }
    guard let state = survey() else { return false }
    if state.missing > 0 {
      terminal.write(
        "runbook: \(state.missing) trials are still missing after \(Self.mostRepeats + 1) job arrays; "
          + "their messages are in \(logFolder). What was done is kept: without '--on slurm' the rest "
          + "is run here")
    }
    return state.missing == 0
  }

  private var logFolder: String {
    FilePath.join(FilePath.folder(of: notebooks[0]), ".runbook/slurm")
  }

  /// Runs one job array to its end.
  private func submit(missing: Int, attempt: Int) async -> Bool {
    do {
      try OutputFile.makeFolder(logFolder)
      let tasks = min(options.tasks ?? SlurmOptions.defaultTasks, missing)
      let script = SlurmScript(
        executable: Processors.executable, notebooks: notebooks, settings: settings, tasks: tasks,
        partition: options.partition, options: options.sbatch, logFolder: logFolder)
      let job = try await SlurmJob.submit(script)
      terminal.write(
        "runbook: " + (attempt == 0 ? "" : "again, ") + "\(missing) trials as job \(job.id) of "
          + "\(tasks) task\(tasks == 1 ? "" : "s")")
      interruption.watch(job)
      defer { interruption.watch(nil) }
      try await follow(job)
      return true
    } catch {
      terminal.write("runbook: \(error)")
      return false
    }
  }

  private func follow(_ job: SlurmJob) async throws(SlurmJob.Problem) {
    var last = ""
    while true {
      try? await Task.sleep(for: Self.pause)
      // A controller that does not answer for a while is asked again.
      guard let tasks = try await job.tasks() else { continue }
      if tasks.isOver { break }
      let text = "job \(job.id): \(tasks.running) tasks running, \(tasks.waiting) waiting"
      if terminal.isInteractive, let state = survey() {
        let total = state.found + state.missing
        terminal.showProgress("\(text); \(state.found) of \(total) trials done")
      } else if text != last {
        terminal.write("runbook: " + text)
      }
      last = text
    }
    terminal.showProgress("")
  }
}
