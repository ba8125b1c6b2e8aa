import ArgumentParser
import Source

/// A format that handouts can be written in; raw values are file name extensions.
enum OutputFormat: String, CaseIterable, Sendable {
  case html
  case md
  case json
  /// The trials, and beside them the curves as `NAME-curves.csv`.
  case csv
  /// Printed by a browser.
  case pdf
  /// A Jupyter notebook.
  case ipynb
}

extension OutputFormat {
  /// Reads a list such as `html,md`; the error names the unknown word and what there is.
  static func list(_ text: String) throws -> [OutputFormat] {
    var formats: [OutputFormat] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = word.filter { $0 != " " }.lowercased()
      guard let format = OutputFormat(rawValue: name == "markdown" ? "md" : name) else {
        let known = allCases.map(\.rawValue)
        let hint = Suggestion.nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        throw ValidationError(
          "Unknown format '\(word)': --to takes \(known.joined(separator: ", ")).\(hint)")
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }
}
