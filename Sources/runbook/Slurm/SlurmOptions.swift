import ArgumentParser

/// Where trials are run.
enum Scheduler: String, NamedChoice, Sendable {
  case slurm
}

/// What the run command takes for trials that run elsewhere.
struct SlurmOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run the trials as a job array on a cluster: slurm. The notebook's folder must be shared.",
      valueName: "scheduler"))
  var on: Scheduler?

  @Option(help: ArgumentHelp("The tasks of the job array (default: 8).", valueName: "n"))
  var tasks: Int?

  @Option(help: ArgumentHelp("The cluster's partition.", valueName: "name"))
  var partition: String?

  @Option(
    help: ArgumentHelp(
      "A further option for sbatch, such as '--time=1:00:00'; may be repeated.",
      valueName: "option"))
  var sbatch: [String] = []

  static let defaultTasks = 8

  func validate() throws {
    if on == nil, tasks != nil || partition != nil || !sbatch.isEmpty {
      throw ValidationError("--tasks, --partition and --sbatch go with '--on slurm'.")
    }
    if let tasks, !(1...10_000).contains(tasks) {
      throw ValidationError("--tasks takes a whole number from 1 to 10000, not \(tasks).")
    }
    for option in sbatch where !option.hasPrefix("-") {
      throw ValidationError("--sbatch takes an option such as '--time=1:00:00', not '\(option)'.")
    }
  }
}
