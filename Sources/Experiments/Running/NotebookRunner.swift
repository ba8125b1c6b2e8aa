import Source

/// Runs a notebook's blocks.
package struct NotebookRunner: Sendable {
  package struct Options: Sendable {
    /// `--set name=value`, in order.
    package var settings: [(name: String, value: String)] = []
    package var jobs = 1
    /// The folder of the notebook, which CSV paths are relative to.
    package var folder = "."

    package init() {}
  }

  package init(options: Options, readFile: @escaping @Sendable (String) throws -> [UInt8]) {
    fatalError()
  }

  package func run(
    blocks: [ExecutableBlock], frontMatter: Excerpt?, source: SourceText
  ) async -> NotebookResult {
    fatalError()
  }
}
