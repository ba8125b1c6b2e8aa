#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file could not be read or written.
enum FileProblem: Error, Hashable {
  case cannotRead(path: String, reason: String)
  case isFolder(path: String)
  case cannotWrite(path: String, reason: String)
  case cannotMakeFolder(path: String, reason: String)

  /// The system's words for an error number, in English whatever the locale.
  static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT: "no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EEXIST: "a file has that name"
    case ENOTDIR: "a part of the path is not a folder"
    case EISDIR: "it is a folder"
    case ENOSPC: "the disk is full"
    case EROFS: "the file system is read-only"
    case ENAMETOOLONG: "the name is too long"
    case EMFILE, ENFILE: "too many open files"
    case EFBIG: "the file is too large"
    case EIO: "the device failed"
    default: "error number \(number)"
    }
  }
}

extension FileProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
    case .isFolder(let path):
      "cannot read \(path): it is a folder; name the notebooks in it, such as \(path)/*.md"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason); what stood there before is unchanged"
    case .cannotMakeFolder(let path, let reason): "cannot make the folder \(path): \(reason)"
    }
  }
}
