#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files whole.
enum InputFile {
  static func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, reason: FileProblem.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotRead(path: path, reason: FileProblem.reason(errno))
    }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder(path: path) }
    var failure: Int32 = 0
    var bytes: [UInt8] = []
    // The size is a hint: a pipe has none, and a file may grow.
    var room = max(4096, Int(status.st_size) + 1)
    while failure == 0 {
      var ended = false
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        while count < buffer.count {
          let got = Self.readSome(
            descriptor,
            into: UnsafeMutableRawBufferPointer(
              rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
          if got < 0 { failure = errno }
          if got <= 0 {
            ended = true
            break
          }
          count += got
        }
      }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if ended { break }
      room *= 2
    }
    guard failure == 0 else { throw .cannotRead(path: path, reason: FileProblem.reason(failure)) }
    return bytes
  }

  private static func readSome(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func read(_ descriptor: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int)
    -> Int
  {
    #if canImport(Darwin)
      Darwin.read(descriptor, base, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, base, count)
    #else
      Glibc.read(descriptor, base, count)
    #endif
  }
}
