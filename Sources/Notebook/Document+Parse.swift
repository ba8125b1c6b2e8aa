import Source

extension Document {
  /// Reads a notebook.
  package static func parse(_ source: SourceText) -> ParsedNotebook {
    fatalError()
  }
}
