import Experiments
import Testing

@testable import runbook

@Suite struct ProgressLineTests {
  private func progress(done: Int, of total: Int) -> NotebookRunner.Progress {
    NotebookRunner.Progress(block: "lr", done: done, total: total, steps: 0)
  }

  @Test("a study tells what is done, what runs, the best so far and the time left")
  func study() {
    var progress = progress(done: 30, of: 120)
    progress.running = 8
    progress.best = "final_loss 0.012 (learning rate 0.1, seed 2)"
    #expect(
      ProgressLine.text(progress, seconds: 20, total: 25)
        == "lr: 30 of 120 trials, 8 running, best final_loss 0.012 (learning rate 0.1, seed 2), "
        + "60 s left")
  }

  @Test("trials that the cache had do not count for the time that is left")
  func found() {
    var progress = progress(done: 60, of: 120)
    progress.found = 50
    #expect(
      ProgressLine.text(progress, seconds: 20, total: 25) == "lr: 60 of 120 trials, 2 min left")
    progress.found = 60
    #expect(ProgressLine.text(progress, seconds: 20, total: 25) == "lr: 60 of 120 trials, 25 s")
  }

  @Test("a single training tells how long the run takes")
  func single() {
    #expect(
      ProgressLine.text(progress(done: 0, of: 1), seconds: 1, total: 7.9) == "lr: training, 7 s")
  }

  @Test("durations are rounded to what matters")
  func durations() {
    #expect(
      [0.2, 89, 90, 3500, 3600, 7500].map(ProgressLine.duration)
        == ["1 s", "89 s", "2 min", "58 min", "1 h 0 min", "2 h 5 min"])
  }
}
