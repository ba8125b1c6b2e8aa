import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What relative links of a notebook mean, seen from the notebook and from the output folder.
struct RelativeFiles: Sendable {
  private let notebookFolder: String
  /// The way from the output folder to the notebook's; empty where they are the same.
  private let way: String

  init(notebook: String, output: String) {
    let here = Self.currentFolder
    notebookFolder = FilePath.folder(of: notebook)
    func absolute(_ folder: String) -> String {
      folder.hasPrefix("/") ? folder : FilePath.join(here, folder)
    }
    way = FilePath.relative(to: absolute(notebookFolder), from: absolute(output))
  }

  /// The current folder's path, empty where it has none any more.
  private static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  /// A relative address of the notebook as one of the output folder.
  @Sendable func relocate(_ address: String) -> String {
    guard !way.isEmpty else { return address }
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    let path = FilePath.components(way + "/" + address[..<end]).joined(separator: "/")
    let slash = address[..<end].hasSuffix("/") ? "/" : ""
    return path + slash + address[end...]
  }

  /// Whether the notebook's folder has a file at a relative address.
  func exists(_ address: String) -> Bool {
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    let path = String(address[..<end])
    return access(FilePath.join(notebookFolder, path.removingPercentEncoding ?? path), F_OK) == 0
  }
}
