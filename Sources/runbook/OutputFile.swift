import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are replaced whole or not at all.
enum OutputFile {
  /// Writes to a temporary file in the same folder and renames it over `path`, so that a crash or a
  /// full disk leaves the old file as it was. Makes the folder if need be.
  ///
  /// A file that has these bytes already is left, with a new time: to have a page written on the disk
  /// once more takes as long as to make a short one.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileProblem) {
    if holds(path, bytes), utimensat(AT_FDCWD, path, nil, 0) == 0 { return }
    let folder = FilePath.folder(of: path)
    try makeFolder(folder)
    var template = Array("\(folder)/.\(FilePath.name(of: path)).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let temporary = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: FileProblem.reason(errno)) }
    let failure = writeAll(bytes, to: descriptor)
    let mode = umask(0)
    umask(mode)
    fchmod(descriptor, 0o666 & ~mode)
    let closed = close(descriptor)
    if failure != 0 || closed != 0 || rename(temporary, path) != 0 {
      let reason = FileProblem.reason(failure != 0 ? failure : errno)
      unlink(temporary)
      throw .cannotWrite(path: path, reason: reason)
    }
  }

  /// Whether a file, itself and no link to one, has these bytes.
  private static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size == bytes.count
    else { return false }
    return bytes.withUnsafeBytes { expected in
      withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 16) { buffer in
        var compared = 0
        while compared < expected.count {
          let count = read(descriptor, buffer.baseAddress, buffer.count)
          guard count > 0, compared + count <= expected.count,
            expected[compared...].starts(with: buffer[..<count])
          else { return false }
          compared += count
        }
        return true
      }
    }
  }

  /// Whether two paths name one entry of one folder, however they are spelled; a link is not the
  /// file that it leads to, since replacing it leaves that as it was.
  static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard lstat(one, &first) == 0, lstat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  static func makeFolder(_ folder: String) throws(FileProblem) {
    errno = 0
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: nil)
    } catch {
      // The call may fail without the system having said anything.
      let number = errno == 0 ? EEXIST : errno
      throw .cannotMakeFolder(path: folder, reason: FileProblem.reason(number))
    }
  }

  /// Returns 0 or the error number. The data is on disk before the rename makes it visible.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        written += count
      }
      return fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno
    }
  }
}
