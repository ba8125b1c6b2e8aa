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
  }

  init(terminal: Terminal, notebook: String) {
    self.terminal = terminal
    self.notebook = notebook
  }

  /// Shows how many of a block's trials are done, at most ten times a second and only once the
  /// notebook has taken half a second.
  func show(block: String, done: Int, of total: Int) {
    guard terminal.isInteractive else { return }
    let elapsed = ContinuousClock.now - start
    state.withLock { state in
      guard elapsed > .milliseconds(500), elapsed - state.lastShown > .milliseconds(100) else {
        return
      }
      state.lastShown = elapsed
      state.isShown = true
      let trials = total == 1 ? "training" : "\(done) of \(total) trials"
      terminal.showProgress("\(notebook): \(block): \(trials), \(elapsed.components.seconds) s")
    }
  }

  func clear() {
    state.withLock { state in
      if state.isShown { terminal.showProgress("") }
      state.isShown = false
    }
  }
}
