import Testing

@testable import runbook

@Suite struct SlurmScriptTests {
  private func script(_ options: [String] = [], partition: String? = nil) -> SlurmScript {
    SlurmScript(
      executable: "/opt/run book/runbook", notebooks: ["week 1/it's.md", "b.md"],
      settings: [ParameterSetting(name: "rate", value: "$(rm)")], tasks: 4, partition: partition,
      options: options, logFolder: "week 1/.runbook/slurm")
  }

  @Test(
    "a task runs its share of the same notebooks with the same parameters, quoted for the shell")
  func text() {
    #expect(
      script().text == #"""
        #!/bin/sh
        exec '/opt/run book/runbook' 'week 1/it'\''s.md' b.md --set 'rate=$(rm)' --shard "$SLURM_ARRAY_TASK_ID/4" \
          --jobs "${SLURM_CPUS_PER_TASK:-1}"

        """#)
  }

  @Test("sbatch gets the array, the log and the partition, and the author's options last")
  func arguments() {
    #expect(
      script(["--time=5", "--array=1-4%2"], partition: "cpu").arguments == [
        "--parsable", "--job-name=runbook", "--array=1-4",
        "--output=week 1/.runbook/slurm/%A_%a.log", "--open-mode=append", "--partition=cpu",
        "--time=5", "--array=1-4%2",
      ])
  }
}
