import Source

/// Why a file could not be read or written.
enum FileProblem: Error, Hashable {
  case cannotRead(path: String, reason: String)
  case isFolder(path: String)
  case cannotWrite(path: String, reason: String)
  case cannotMakeFolder(path: String, reason: String)

  static func reason(_ number: Int32) -> String { SystemError.reason(number) }
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
