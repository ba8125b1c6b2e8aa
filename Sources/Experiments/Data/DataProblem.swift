import Source
import Training

/// What can be wrong with data.
package enum DataProblem: DiagnosticFact, Hashable {
  case unreadableFile(String)
  case notUTF8
  /// Said where a block or a file is named that has errors of its own.
  case tableFailed(String)
  case emptyTable
  case noRows
  case missingHeader
  case unnamedColumn(Int)
  case repeatedColumn(String)
  case raggedRow(has: Int, header: Int)
  case unclosedQuote
  case misplacedQuote
  case missingValue(column: String)
  /// A column of numbers with a text in it, or of texts with a number.
  case mixedColumn(String, value: String, mostAreNumbers: Bool)
  case unknownColumn(String, nearest: String?, known: [String])
  case targetAmongFeatures(String)
  case noFeatures
  case emptySplit(rows: Int, split: Double, trains: Bool)
  case notIDX(String, IDXFile.Fault)
  case notImages(String, dimensions: [Int])
  case notLabels(String, dimensions: [Int])
  case countsDiffer(images: Int, labels: Int)
  case builtin(BuiltinDataError)
  case network(NetworkError)
}
