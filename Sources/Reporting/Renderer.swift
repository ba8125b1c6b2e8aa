import Experiments
import Notebook
import Source

/// Everything that a page is made from.
package struct Handout: Sendable {
  package let document: Document
  package let result: NotebookResult

  package init(document: Document, result: NotebookResult) {
    self.document = document
    self.result = result
  }
}
