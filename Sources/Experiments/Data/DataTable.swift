import Source
import SwiftCSV

/// A CSV text as a table of fields, with the way back to their places.
struct DataTable: Sendable {
  /// Where the text stands: in a block of the notebook or in a file of its own.
  struct Origin: Sendable {
    let excerpt: Excerpt
    let file: SourceText?

    func failure(_ problem: DataProblem, _ range: SourceRange) -> Failure {
      Failure(
        diagnostic: Diagnostic(.error, problem, at: excerpt.fileRange(range), in: file),
        isInTable: true)
    }
  }

  /// A problem that ends the reading.
  struct Failure: Error {
    let diagnostic: Diagnostic
    /// Whether its place is in the table, and not where an experiment names it.
    var isInTable = false
    /// What is wrong in the table, where `diagnostic` says that it cannot be used.
    var cause: Diagnostic?

    var diagnostics: [Diagnostic] { [cause, diagnostic].compactMap { $0 } }
  }

  let origin: Origin
  let names: [String]
  /// Without the header; each as long as `names`.
  let rows: [[String]]

  /// Reads a CSV text with a header row.
  init(_ origin: Origin) throws(Failure) {
    self.origin = origin
    let text = origin.excerpt.text
    let places = CSVPlaces(text)
    if text.utf8.contains(UInt8(ascii: "\"")), let quote = places.unclosedQuote() {
      throw origin.failure(.unclosedQuote, SourceRange(quote, quote + 1))
    }
    guard var records = Self.records(text) else {
      let quote = Self.misplacedQuote(in: text)
      throw origin.failure(.misplacedQuote, SourceRange(quote, quote + 1))
    }
    records.removeAll { $0.count == 1 && $0[0].isEmpty }
    guard let header = records.first else {
      throw origin.failure(.emptyTable, .point(0))
    }
    names = header
    rows = Array(records.dropFirst())
    try check(places)
  }

  private func check(_ places: CSVPlaces) throws(Failure) {
    func fail(_ problem: DataProblem, _ row: Int, _ column: Int) -> Failure {
      origin.failure(problem, places.range(row: row, column: column))
    }
    if names.allSatisfy({ DecimalNumber($0) != nil }) { throw fail(.missingHeader, 0, 0) }
    var seen: Set<String> = []
    for (column, name) in names.enumerated() {
      if name.isEmpty { throw fail(.unnamedColumn(column + 1), 0, column) }
      if !seen.insert(name).inserted { throw fail(.repeatedColumn(name), 0, column) }
    }
    guard !rows.isEmpty else { throw fail(.noRows, 0, 0) }
    for (index, row) in rows.enumerated() where row.count != names.count {
      let column = min(row.count, names.count)
      throw fail(.raggedRow(has: row.count, header: names.count), index + 1, column)
    }
  }

  /// A problem at a value; rows count from 0 below the header.
  func failure(_ problem: DataProblem, row: Int, column: Int) -> Failure {
    origin.failure(
      problem, CSVPlaces(origin.excerpt.text).range(row: row + 1, column: column))
  }

  // MARK: Reading

  /// All records, blanks around values dropped; nil where a quote is misplaced.
  private static func records(_ text: String) -> [[String]]? {
    if let records = plainRecords(text) { return records }
    // The last line needs its end, or an empty last value would be lost.
    let ended = text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    guard let table = try? CSV<NoView>(string: ended, delimiter: .comma, loadColumns: false) else {
      return nil
    }
    let sink = Sink()
    do {
      try table.enumerateAsArray(startAt: 0, rowLimit: nil) { sink.records.append($0.map(trimmed)) }
    } catch {
      return nil
    }
    return sink.records
  }

  /// The same for a text without quotes and all in ASCII, where a value is what stands between two commas;
  /// nil for others. Tables of a million numbers are of this kind, and this is ten times as fast.
  private static func plainRecords(_ text: String) -> [[String]]? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.allSatisfy(isPlain) else { return nil }
      return bytes.split { $0 == 0x0A || $0 == 0x0D }.map { line in
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(value)
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""): false
    case 0x09, 0x0A, 0x0D, 0x20..<0x7F: true
    default: false
    }
  }

  private static func value(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var field = field
    while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
    while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
    return String(decoding: UnsafeBufferPointer(rebasing: field), as: UTF8.self)
  }

  private static func trimmed(_ field: String) -> String {
    guard let last = field.utf8.last, last == 0x20 || last == 0x09 else { return field }
    var field = field
    while let last = field.last, last == " " || last == "\t" { field.removeLast() }
    return field
  }

  private final class Sink {
    var records: [[String]] = []
  }

  /// SwiftCSV's own views fill short rows up in silence, so the records are taken one by one.
  private struct NoView: CSVView {
    var rows: [[String]] { [] }
    var columns: [String]? { nil }

    init(
      header: [String], text: String, delimiter: CSVDelimiter, loadColumns: Bool, rowLimit: Int?
    ) throws {}

    func serialize(header: [String], delimiter: CSVDelimiter) -> String { "" }
  }

  /// The first quote that does not open or close a value.
  private static func misplacedQuote(in text: String) -> Int {
    var isInside = false
    var previous = UInt8(ascii: ",")
    let bytes = Array(text.utf8)
    for (offset, byte) in bytes.enumerated() where byte != 0x20 {
      if byte == UInt8(ascii: "\"") {
        let opens = [UInt8(ascii: ","), 0x0A, 0x0D].contains(previous)
        if !isInside, !opens, previous != UInt8(ascii: "\"") { return offset }
        isInside.toggle()
      } else if !isInside, previous == UInt8(ascii: "\""), byte != UInt8(ascii: ","), byte != 0x0A,
        byte != 0x0D
      {
        return offset - 1
      }
      previous = byte
    }
    return 0
  }
}
