/// What an author must know about a page's prose.
enum ReportingFact: Hashable, Sendable {
  case unknownFormat(String)
  /// A path to something with members, or to a list too long to read.
  case notOneValue(path: String, members: [String])
  case unknownReference(String, suggestion: String?)
  case missingImage(String)
  case remoteImage(String)
  case droppedLink(String)
  /// A student's version holds a word or number of a solution, or a value of a block inside one.
  case leakedSolution(String)
  case leakedValue(String, block: String)
}
