import Experiments
import Synchronization

/// One line on the terminal that tells how far a long notebook is; nothing where standard error is
/// not a terminal.
final class ProgressLine: Sendable {
  private let terminal: Terminal
  private let notebook: String
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var lastShown: Duration = .zero
    var isShown = false
    var block = ""
    var blockStart: Duration = .zero
  }

  init(terminal: Terminal, notebook: String) {
    self.terminal = terminal
    self.notebook = notebook
  }

  /// Shows how far a block's trials are, at most ten times a second and only once the notebook has
  /// taken half a second.
  func show(_ progress: NotebookRunner.Progress) {
    guard terminal.isInteractive else { return }
    let elapsed = ContinuousClock.now - start
    state.withLock { state in
      if state.block != progress.block {
        state.block = progress.block
        state.blockStart = elapsed
      }
      guard elapsed > .milliseconds(500), elapsed - state.lastShown > .milliseconds(100) else {
        return
      }
      state.lastShown = elapsed
      state.isShown = true
      let seconds = (elapsed - state.blockStart) / .seconds(1)
      terminal.showProgress(
        "\(notebook): " + Self.text(progress, seconds: seconds, total: elapsed / .seconds(1)))
    }
  }

  func clear() {
    state.withLock { state in
      if state.isShown { terminal.showProgress("") }
      state.isShown = false
    }
  }

  /// The line without the notebook's name.
  ///
  /// - Parameters:
  ///   - seconds: since the block began.
  ///   - total: since the notebook began.
  static func text(
    _ progress: NotebookRunner.Progress, seconds: Double, total: Double
  ) -> String {
    guard progress.total > 1 else { return "\(progress.block): training, \(Int(total)) s" }
    var parts = ["\(progress.block): \(progress.done) of \(progress.total) trials"]
    if progress.running > 0 { parts.append("\(progress.running) running") }
    if let best = progress.best { parts.append("best \(best)") }
    // Those found in the cache took no time.
    let computed = progress.done - progress.found
    let left = progress.total - progress.done
    if computed > 0, left > 0 {
      parts.append("\(duration(seconds * Double(left) / Double(computed))) left")
    } else {
      parts.append("\(Int(total)) s")
    }
    return parts.joined(separator: ", ")
  }

  /// `12 s`, `3 min`, `2 h 5 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(0, seconds), 1e9).rounded(.up))
    if whole < 90 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
