import Source

extension ReportingFact: DiagnosticFact {
  var message: String {
    switch self {
    case .unknownFormat(let format): "unknown number format '\(format)'"
    case .notOneValue(let path, let members):
      members.isEmpty
        ? "'\(path)' is too long a list to stand in a sentence"
        : "'\(path)' is not one value"
    case .unknownReference(let name, _): "nothing here is called '#\(name)'"
    case .missingImage(let path): "the image '\(path)' was not found"
    case .remoteImage(let address): "the image '\(address)' is not on this computer"
    case .droppedLink(let address): "the link to '\(address)' is not safe and was dropped"
    case .leakedSolution(let text):
      "the student's version would hold '\(text)', which stands in a solution"
    case .leakedValue(let text, let block):
      "the student's version would hold \(text), a value of '\(block)' in a solution"
    }
  }

  var help: String? {
    switch self {
    case .unknownFormat: "formats are %.4f, %.3e, %.5g and %d"
    case .notOneValue(let path, let members):
      members.first.map { "name one of its members: '\(path).\($0)'" }
        ?? "name one of its elements: '\(path)[0]'"
    case .unknownReference(_, let suggestion):
      suggestion.map { "did you mean '#\($0)'?" } ?? "name a block or a heading of this notebook"
    case .missingImage: "image paths are relative to the notebook"
    case .remoteImage: "the page needs a network to show it; keep a copy beside the notebook"
    case .droppedLink: "links may use http, https, mailto and relative paths"
    case .leakedSolution, .leakedValue:
      "nothing was written; look for inline values, captions and files outside the solution that bring it"
    }
  }
}
