import Source

/// A class: for each student what the notebook's parameters are, or the seed.
package struct Roster: Sendable {
  package struct Student: Hashable, Sendable {
    /// As the roster names it.
    package let name: String
    /// As a part of a file's name: letters, digits, `-`, `_` and `.`; others become `-`.
    package let fileName: String
    package let settings: [Setting]
  }

  package struct Setting: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package let students: [Student]

  /// Column names beside those of parameters.
  package static let seed = "seed"

  /// Reads a CSV text, whose first column names the students and whose others name parameters of the
  /// notebook, or the seed.
  ///
  /// - Returns: the roster, or what is wrong in it.
  package static func read(
    _ source: SourceText, parameters: [String]
  ) -> Result<Roster, RosterFailure> {
    let table: DataTable
    do {
      table = try DataTable(
        DataTable.Origin(
          excerpt: Excerpt(text: source.text(SourceRange(0, source.bytes.count)), fileOffset: 0),
          file: source))
    } catch {
      return .failure(RosterFailure(diagnostics: error.diagnostics))
    }
    var reader = Reader(table: table, source: source)
    reader.read(parameters + [seed])
    return reader.problems.isEmpty
      ? .success(Roster(students: reader.students))
      : .failure(RosterFailure(diagnostics: reader.problems))
  }

  private struct Reader {
    let table: DataTable
    let source: SourceText
    var students: [Student] = []
    var problems: [Diagnostic] = []

    mutating func report(_ problem: RosterProblem, _ row: Int, _ column: Int) {
      let range = CSVPlaces(table.origin.excerpt.text).range(row: row, column: column)
      problems.append(Diagnostic(.error, problem, at: range, in: source))
    }

    mutating func read(_ known: [String]) {
      let columns = Array(table.names.enumerated().dropFirst())
      for (column, name) in columns where !known.contains(name) {
        let nearest = Suggestion.nearest(to: name, among: known)
        report(.unknownColumn(name, nearest: nearest, known: known), 0, column)
      }
      if columns.isEmpty { report(.noColumns(known), 0, 0) }
      guard problems.isEmpty else { return }
      var seen: Set<String> = []
      for (row, fields) in table.rows.enumerated() {
        let fileName = String(fields[0].map(Self.fileLetter))
        if fields[0].isEmpty {
          report(.unnamedStudent, row + 1, 0)
        } else if !seen.insert(fileName.lowercased()).inserted {
          report(.repeatedStudent(fields[0]), row + 1, 0)
        }
        for (column, name) in columns where fields[column].isEmpty {
          report(.noValue(name), row + 1, column)
        }
        students.append(
          Student(
            name: fields[0], fileName: fileName,
            settings: columns.map { Setting(name: $1, value: fields[$0]) }))
      }
    }

    private static func fileLetter(_ letter: Character) -> Character {
      letter.isLetter || letter.isNumber || "-_.".contains(letter) ? letter : "-"
    }
  }
}

/// All that is wrong with a roster.
package struct RosterFailure: Error {
  package let diagnostics: [Diagnostic]
}

/// What can be wrong with a roster.
package enum RosterProblem: DiagnosticFact, Hashable {
  case unknownColumn(String, nearest: String?, known: [String])
  case noColumns([String])
  case unnamedStudent
  case repeatedStudent(String)
  case noValue(String)

  package var message: String {
    switch self {
    case .unknownColumn(let name, _, _): "the notebook has no parameter '\(name)'"
    case .noColumns: "the roster has nothing but names"
    case .unnamedStudent: "this student has no name"
    case .repeatedStudent(let name): "'\(name)' has the file name of a student above"
    case .noValue(let name): "no value for '\(name)'"
    }
  }

  package var help: String? {
    switch self {
    case .unknownColumn(_, let nearest?, _): "did you mean '\(nearest)'?"
    case .unknownColumn(_, nil, let known), .noColumns(let known):
      "the columns after the first are parameters of the front matter, or the seed: "
        + known.joined(separator: ", ")
    case .unnamedStudent: "the first column names each student's files"
    case .repeatedStudent: "letters and digits tell students apart; others become '-'"
    case .noValue: "each student needs a value for each column"
    }
  }
}
