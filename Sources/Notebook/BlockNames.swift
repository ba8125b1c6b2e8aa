import Source

/// Gives the executable blocks their names.
///
/// A block without a name, or with one that is taken, is called after its kind and counted:
/// `experiment-1`, `experiment-2`, … Numbers whose name an author has given are passed over, so
/// that a written name always means the block that bears it.
enum BlockNames {
  /// A block as its fence says, before it has a name.
  struct Header {
    let kind: ExecutableBlock.Kind
    let name: InfoString.Word?
    let line: Int
  }

  static func assign(to headers: [Header]) -> (names: [String], diagnostics: [Diagnostic]) {
    var firstLines: [String: Int] = [:]
    var diagnostics: [Diagnostic] = []
    var given: [String?] = []
    for header in headers {
      guard let name = header.name else {
        given.append(nil)
        continue
      }
      if !InfoString.isName(name.text) {
        diagnostics.append(
          Diagnostic(.error, NotebookProblem.badBlockName(name.text), at: name.range))
      }
      if let line = firstLines[name.text] {
        let problem = NotebookProblem.duplicateBlockName(name.text, firstLine: line)
        diagnostics.append(Diagnostic(.error, problem, at: name.range))
        given.append(nil)
      } else {
        firstLines[name.text] = header.line
        given.append(name.text)
      }
    }
    var counts: [ExecutableBlock.Kind: Int] = [:]
    let names = zip(headers, given).map { header, name in
      if let name { return name }
      while true {
        let count = counts[header.kind, default: 0] + 1
        counts[header.kind] = count
        let candidate = "\(header.kind.rawValue)-\(count)"
        if firstLines[candidate] == nil { return candidate }
      }
    }
    return (names, diagnostics)
  }
}
