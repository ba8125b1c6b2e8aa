#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file of the cache, closed with its last reference.
final class CacheFile: Sendable {
  /// The system's number of what went wrong.
  struct Failure: Error, Hashable {
    let number: Int32
  }

  let path: String
  private let descriptor: Int32

  private init(path: String, flags: Int32) throws(Failure) {
    self.path = path
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Failure(number: errno) }
  }

  deinit { close(descriptor) }

  static func reading(_ path: String) throws(Failure) -> CacheFile {
    try CacheFile(path: path, flags: O_RDONLY)
  }

  /// A new file; one of this name must not be there.
  static func creating(_ path: String) throws(Failure) -> CacheFile {
    try CacheFile(path: path, flags: O_WRONLY | O_CREAT | O_EXCL)
  }

  /// A file to lock, made if need be.
  static func locking(_ path: String) throws(Failure) -> CacheFile {
    try CacheFile(path: path, flags: O_WRONLY | O_CREAT)
  }

  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Takes the file for this process alone, if no other has it; given back when it is closed.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Up to so many bytes from a place on; fewer at the end of the file.
  func read(_ count: Int, at offset: Int) throws(Failure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
          off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    if failure != 0 { throw Failure(number: failure) }
    return bytes
  }

  /// Writes at the file's end as its only writer knows it.
  func write(_ bytes: [UInt8], at offset: Int) throws(Failure) {
    let failure = bytes.withUnsafeBytes { buffer -> Int32 in
      var written = 0
      while written < buffer.count {
        let count = pwrite(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written,
          off_t(offset + written))
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        written += count
      }
      return 0
    }
    guard failure == 0 else {
      // What was written of it is taken back.
      ftruncate(descriptor, off_t(offset))
      throw Failure(number: failure)
    }
  }

  /// Waits until the file is on the disk.
  func synchronize() { fsync(descriptor) }
}

/// What the cache asks of the file system beside files that it has open.
enum CacheDirectory {
  /// The names in a folder in order; none where it is not there.
  static func names(in folder: String) throws(CacheFile.Failure) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw CacheFile.Failure(number: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder and those it lies in.
  static func make(_ folder: String) throws(CacheFile.Failure) {
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else {
      throw CacheFile.Failure(number: errno)
    }
    try make(String(folder[..<slash]))
    if mkdir(folder, 0o777) != 0 && errno != EEXIST { throw CacheFile.Failure(number: errno) }
  }

  static func remove(_ path: String) -> Bool { unlink(path) == 0 }

  static func rename(_ path: String, to other: String) -> Bool {
    #if canImport(Darwin)
      Darwin.rename(path, other) == 0
    #elseif canImport(Musl)
      Musl.rename(path, other) == 0
    #else
      Glibc.rename(path, other) == 0
    #endif
  }

  /// A name that no other process uses: it reaches no output.
  static var uniqueName: String {
    String(getpid()) + "-" + String(UInt64.random(in: .min ... .max), radix: 16)
  }
}
