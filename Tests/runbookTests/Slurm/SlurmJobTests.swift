import Testing

@testable import runbook

@Suite struct SlurmJobTests {
  @Test("what squeue tells is counted as running or waiting; what is over is neither")
  func states() {
    let tasks = SlurmJob.tasks(in: "RUNNING\nCOMPLETING\nPENDING\nREQUEUED\nNODE_FAIL\n")
    #expect(tasks == SlurmJob.Tasks(waiting: 2, running: 2))
    #expect(!tasks.isOver)
    #expect(SlurmJob.tasks(in: "").isOver)
    #expect(SlurmJob.tasks(in: "COMPLETED\nFAILED\n").isOver)
  }

  @Test("what is wrong is told with what to do")
  func problems() {
    #expect(
      SlurmJob.Problem.missing(program: "sbatch").description
        == "'--on slurm' needs the program 'sbatch', which is not to be found here; run this on a "
        + "machine of the cluster, or leave '--on slurm' out to run the trials here")
    #expect(
      SlurmJob.Problem.rejected("invalid partition").description
        == "Slurm took no job: invalid partition")
    #expect(
      SlurmJob.Problem.unreadable("x").description == "sbatch named no job: 'x'")
  }

  @Test("a program that is missing is told by its name")
  func missing() async {
    await #expect(throws: ChildProcess.Failure.self) {
      try await ChildProcess.run("no-such-program-of-runbook", [])
    }
  }

  @Test("a program's output, errors and status come back, and it reads its input")
  func child() async throws {
    let result = try await ChildProcess.run("sh", ["-c", "cat; echo bad >&2; exit 3"], input: "in")
    #expect(result.output == "in")
    #expect(result.errors == "bad\n")
    #expect(!result.isSuccess)
  }
}
