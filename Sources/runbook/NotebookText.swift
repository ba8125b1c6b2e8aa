import Notebook
import Source

/// A notebook's text with that of the files that it includes in their places.
struct NotebookText {
  let source: SourceText
  let diagnostics: [Diagnostic]

  /// Reads a notebook and what it includes; what cannot be included stays a link and is told.
  static func read(_ path: String) throws(FileProblem) -> NotebookText {
    let source = SourceText(name: path, bytes: try InputFile.read(path))
    guard !IncludeLine.all(in: source).isEmpty else {
      return NotebookText(source: source, diagnostics: [])
    }
    var reader = Reader()
    reader.add(source, stack: [FilePath.name(of: path)])
    return NotebookText(
      source: SourceText(name: path, bytes: reader.bytes, parts: reader.parts),
      diagnostics: reader.diagnostics)
  }

  private struct Reader {
    var bytes: [UInt8] = []
    var parts: [SourceText.Part] = []
    var diagnostics: [Diagnostic] = []

    /// Appends a file's text.
    ///
    /// - Parameter stack: the names of the files around it and its own.
    mutating func add(_ source: SourceText, stack: [String]) {
      var offset = 0
      func part(at line: Int) -> SourceText.Part {
        SourceText.Part(start: bytes.count, name: source.name, line: line)
      }
      parts.append(part(at: 1))
      for include in IncludeLine.all(in: source) {
        bytes += source.bytes[offset..<include.range.start]
        offset = include.range.start
        guard let file = file(include, in: source, stack) else { continue }
        add(file, stack: stack + [include.target])
        offset = include.range.end
        parts.append(part(at: source.line(at: offset)))
      }
      bytes += source.bytes[offset...]
    }

    private mutating func file(
      _ include: IncludeLine, in source: SourceText, _ stack: [String]
    ) -> SourceText? {
      func fail(_ problem: IncludeProblem) -> SourceText? {
        diagnostics.append(Diagnostic(.error, problem, at: include.targetRange, in: source))
        return nil
      }
      let name = include.target
      guard !name.contains("/") else { return fail(.otherFolder(name)) }
      if let first = stack.firstIndex(of: name) {
        return fail(.circle(Array(stack[first...]) + [name]))
      }
      let path = FilePath.join(FilePath.folder(of: source.name), name)
      do throws(FileProblem) {
        let text = SourceText(name: path, bytes: try InputFile.read(path))
        // A front matter of its own is for when it is run alone.
        guard let matter = Document.parse(text).document.frontMatterRange else { return text }
        var bytes = text.bytes
        for place in matter.bytes where bytes[place] != 0x0A && bytes[place] != 0x0D {
          bytes[place] = 0x20
        }
        return SourceText(name: path, bytes: bytes)
      } catch {
        return fail(.unreadable(error.description))
      }
    }
  }
}

/// Why a file is not included.
enum IncludeProblem: DiagnosticFact, Hashable {
  case unreadable(String)
  case otherFolder(String)
  case circle([String])

  var message: String {
    switch self {
    case .unreadable(let reason): reason
    case .otherFolder(let name): "'\(name)' is in another folder"
    case .circle(let names): "files include each other: \(names.joined(separator: " → "))"
    }
  }

  var help: String? {
    switch self {
    case .unreadable: "files are included by their names, from the notebook's folder"
    case .otherFolder:
      "an included file stands beside the notebook, so that its links lead to the same files"
    case .circle: "take one of these lines out"
    }
  }
}
