import Dispatch
import Experiments
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the command on Ctrl-C (or when it is asked to terminate) between two records of the cache, and
/// says how to go on.
///
/// Outputs are replaced whole or not at all, so that nothing else has to be tidied up.
final class Interruption: Sendable {
  private let state = Mutex(State())
  private let terminal: Terminal

  private struct State {
    var hasBegun = false
    var caches: [TrialCache] = []
    var progress: NotebookRunner.Progress?
    var notebook = ""
    var job: SlurmJob?
  }

  init(terminal: Terminal) { self.terminal = terminal }

  /// Takes the signals from now on; before there is something to say, the system ends the command.
  func begin() {
    let isFirst = state.withLock { state in
      defer { state.hasBegun = true }
      return !state.hasBegun
    }
    guard isFirst else { return }
    let queue = DispatchQueue(label: "interruption")
    for number in [SIGINT, SIGTERM] {
      // The source takes the place of what the system would do.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [weak self] in
        // The handler holds its own source, which lives as long as the command.
        withExtendedLifetime(source) { self?.end(number) }
      }
      source.resume()
    }
  }

  func watch(_ cache: TrialCache) {
    state.withLock { $0.caches.append(cache) }
  }

  func note(_ progress: NotebookRunner.Progress, of notebook: String) {
    state.withLock { state in
      state.progress = progress
      state.notebook = notebook
    }
  }

  /// A job array that is cancelled where the command is ended; nil: none.
  func watch(_ job: SlurmJob?) {
    state.withLock { $0.job = job }
  }

  private func end(_ number: Int32) {
    let (message, job) = state.withLock { state -> (String, SlurmJob?) in
      for cache in state.caches { cache.close(merging: false) }
      return (Self.message(state.progress, state.notebook, state.job), state.job)
    }
    if let job {
      let isCancelled = DispatchSemaphore(value: 0)
      Task {
        await job.cancel()
        isCancelled.signal()
      }
      isCancelled.wait()
    }
    terminal.showProgress("")
    terminal.write(message)
    // As a shell tells a command that a signal ended.
    _exit(128 + number)
  }

  static func message(
    _ progress: NotebookRunner.Progress?, _ notebook: String, _ job: SlurmJob? = nil
  ) -> String {
    if let job {
      return
        "runbook: stopped, and job \(job.id) is cancelled; what was done is kept: run the same "
        + "command again to go on"
    }
    guard let progress else {
      return "runbook: stopped; what was done is kept: run the same command again to go on"
    }
    return "runbook: stopped at \(progress.done) of \(progress.total) trials of "
      + "'\(progress.block)' in \(notebook); what was done is kept: run the same command again to "
      + "go on"
  }
}
