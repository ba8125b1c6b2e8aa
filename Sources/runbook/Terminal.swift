import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard error: messages, colour, and one line of progress.
struct Terminal: Sendable {
  let isInteractive: Bool
  /// Colours appear on a terminal only, and not where `NO_COLOR` is set to anything
  /// (no-color.org) or the terminal is `dumb`.
  let isColored: Bool
  /// Where what is said waits for its turn; nil: it is said at once.
  var transcript: Transcript?

  init() {
    isInteractive = isatty(STDERR_FILENO) != 0
    isColored =
      isInteractive && (Self.environment("NO_COLOR") ?? "").isEmpty
      && Self.environment("TERM") != "dumb"
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  func write(_ text: String) { say(text, to: STDERR_FILENO) }

  /// To standard output.
  func print(_ text: String) { say(text, to: STDOUT_FILENO) }

  private func say(_ text: String, to descriptor: Int32) {
    if let transcript {
      transcript.add(text, to: descriptor)
    } else {
      Self.write(text + "\n", to: descriptor)
    }
  }

  /// Replaces the progress line; an empty text removes it.
  func showProgress(_ text: String) {
    guard isInteractive else { return }
    Self.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  fileprivate static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }

  private static func systemWrite(
    _ descriptor: Int32, _ base: UnsafeRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, base, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, base, count)
    #else
      Glibc.write(descriptor, base, count)
    #endif
  }
}

/// What one of several notebooks that run side by side says, until it is its turn.
final class Transcript: Sendable {
  private let lines = Mutex<[(text: String, descriptor: Int32)]>([])

  func add(_ text: String, to descriptor: Int32) {
    lines.withLock { $0.append((text, descriptor)) }
  }

  func say() {
    let lines = lines.withLock { lines in
      defer { lines = [] }
      return lines
    }
    for (text, descriptor) in lines { Terminal.write(text + "\n", to: descriptor) }
  }
}
