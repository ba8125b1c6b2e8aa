/// A job array that Slurm has taken.
struct SlurmJob: Sendable {
  /// As Slurm numbers it.
  let id: String

  /// How many of its tasks are in which state; what is over is in neither.
  struct Tasks: Hashable, Sendable {
    var waiting = 0
    var running = 0

    var isOver: Bool { waiting + running == 0 }
  }

  enum Problem: Error, CustomStringConvertible {
    case missing(program: String)
    case rejected(String)
    case unreadable(String)

    var description: String {
      switch self {
      case .missing(let program):
        "'--on slurm' needs the program '\(program)', which is not to be found here; run this on a "
          + "machine of the cluster, or leave '--on slurm' out to run the trials here"
      case .rejected(let message): "Slurm took no job: \(message)"
      case .unreadable(let text): "sbatch named no job: '\(text)'"
      }
    }
  }

  /// Hands a script to `sbatch`.
  static func submit(_ script: SlurmScript) async throws(Problem) -> SlurmJob {
    let result = try await call("sbatch", script.arguments, input: script.text)
    guard result.isSuccess else {
      throw .rejected(result.errors.split(separator: "\n").joined(separator: "; "))
    }
    // `123`, or `123;cluster`.
    let id = result.output.prefix { $0.isASCII && $0.isNumber }
    guard !id.isEmpty else { throw .unreadable(result.output) }
    return SlurmJob(id: String(id))
  }

  /// What `squeue` tells; nil where it does not answer.
  func tasks() async throws(Problem) -> Tasks? {
    let result = try await Self.call(
      "squeue", ["--noheader", "--array", "--jobs=" + id, "--format=%T"])
    if result.isSuccess { return Self.tasks(in: result.output) }
    // Of a job that is long over it knows nothing any more.
    return result.errors.contains("Invalid job id") ? Tasks() : nil
  }

  static func tasks(in states: String) -> Tasks {
    var tasks = Tasks()
    for state in states.split(whereSeparator: \.isWhitespace) {
      switch state {
      case "RUNNING", "COMPLETING", "STAGE_OUT", "STOPPED", "SIGNALING": tasks.running += 1
      case "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT",
        "RESIZING", "SUSPENDED", "RESV_DEL_HOLD":
        tasks.waiting += 1
      default: continue
      }
    }
    return tasks
  }

  func cancel() async {
    _ = try? await Self.call("scancel", [id])
  }

  private static func call(
    _ name: String, _ arguments: [String], input: String = ""
  ) async throws(Problem) -> ChildProcess.Result {
    do throws(ChildProcess.Failure) {
      return try await ChildProcess.run(name, arguments, input: input)
    } catch {
      throw .missing(program: name)
    }
  }
}
