/// Paths as strings, by text alone.
enum FilePath {
  /// `a/b/c.md` → `c.md`.
  static func name(of path: String) -> String {
    String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
  }

  /// `a/b/c.md` → `c`.
  static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// `a/b/c.md` → `a/b`; `c.md` → `.`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// The way from one folder to another, both absolute or both relative to the same folder:
  /// from `out/html` to `notebooks` it is `../../notebooks`; from a folder to itself it is empty.
  static func relative(to target: String, from base: String) -> String {
    let target = components(target)
    let base = components(base)
    var common = 0
    while common < min(target.count, base.count), target[common] == base[common] { common += 1 }
    let up = [String](repeating: "..", count: base.count - common)
    return (up + target[common...]).joined(separator: "/")
  }

  /// Without `.`, empty parts and `x/..`.
  static func components(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(String(part))
      }
    }
    return parts
  }
}
