import Notebook

/// The words below a node, without markup.
struct PlainText {
  let document: Document
  let values: InlineValues

  func text(below node: Int) -> String {
    var text = ""
    document.walk(from: node) { event in
      guard case .enter(let index) = event else { return }
      switch document.nodes[index].kind {
      case .text(let string), .code(let string), .htmlInline(let string): text += string
      case .softBreak, .lineBreak: text += " "
      case .math(let formula): text += formula.tex
      case .value(let value):
        if case .success(let string) = values.text(path: value.path, format: value.format) {
          text += string
        }
      default: return
      }
    }
    return text
  }
}
