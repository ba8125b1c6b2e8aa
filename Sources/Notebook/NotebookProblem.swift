/// What can be wrong with a notebook's text, before any block is read.
enum NotebookProblem: Hashable, Sendable {
  case invalidUTF8(offset: Int, byte: UInt8)
  case unclosedFrontMatter
  case badBlockName(String)
  case duplicateBlockName(String, firstLine: Int)
  case extraWordInInfo(String)
  case unlikelyInfoWord(String, suggestion: String)
  case unlikelyCallout(String, suggestion: String)
  case unclosedDisplayMath
  case badValueFormat(String)
  case wideValueFormat(String, limit: Int)
  case badTolerance(String)
}
