import Experiments
import FoundationEssentials
import Reporting
import Synchronization

/// The files that a notebook reads: from the disk, or from the page that carries them.
final class ReadFiles: Sendable {
  /// Pages carry files of so many bytes together at most.
  private static let mostCarried = 1_000_000

  private let folder: String
  private let carried: [String: PageSource.File]
  private let read = Mutex<[(path: String, bytes: [UInt8])]>([])

  /// - Parameters:
  ///   - folder: the notebook's, which paths have in front.
  ///   - carried: what the page has with it.
  init(folder: String, carried: [PageSource.File] = []) {
    self.folder = folder
    self.carried = Dictionary(carried.map { ($0.path, $0) }) { first, _ in first }
  }

  @Sendable func bytes(of path: String) throws(FileProblem) -> [UInt8] {
    let name = relative(path)
    let bytes: [UInt8]
    if let base64 = carried[name]?.base64, let data = Data(base64Encoded: base64) {
      bytes = Array(data)
    } else {
      bytes = try InputFile.read(path)
    }
    read.withLock { read in
      if !read.contains(where: { $0.path == name }) { read.append((name, bytes)) }
    }
    return bytes
  }

  /// Each file read, for a page to carry.
  var files: [PageSource.File] {
    var room = Self.mostCarried
    return read.withLock { $0 }.sorted { $0.path < $1.path }.map { path, bytes in
      let fits = bytes.count <= room
      if fits { room -= bytes.count }
      return PageSource.File(
        path: path, sha256: ContentDigest(of: bytes).text,
        base64: fits ? Data(bytes).base64EncodedString() : nil)
    }
  }

  /// As the notebook says it.
  private func relative(_ path: String) -> String {
    guard folder != ".", !folder.isEmpty else { return path }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
