import Source

/// A notebook as it was read: a tree of nodes in one array, in document order (a node's parent and
/// earlier siblings precede it), so that walking and freeing it never recurses.
package struct Document: Sendable {
  package let source: SourceText
  /// The YAML between the opening `---` lines, without them.
  package let frontMatter: Excerpt?
  package let nodes: [Node]
  /// The blocks to run, in order; `Node.Kind.executable` holds an index into it.
  package let executableBlocks: [ExecutableBlock]

  package init(
    source: SourceText, frontMatter: Excerpt?, nodes: [Node], executableBlocks: [ExecutableBlock]
  ) {
    self.source = source
    self.frontMatter = frontMatter
    self.nodes = nodes
    self.executableBlocks = executableBlocks
  }

  package struct Node: Sendable {
    package internal(set) var kind: Kind
    /// The node's bytes in the file, its markers included. A block ends before its last line end;
    /// a break between lines reaches from the end of the text before it, trailing spaces
    /// included, to the text behind it, past the containers' markers.
    package internal(set) var range: SourceRange
    package let parent: Int?
    package internal(set) var children: [Int] = []

    package init(kind: Kind, range: SourceRange, parent: Int?) {
      self.kind = kind
      self.range = range
      self.parent = parent
    }
  }

  package enum Kind: Hashable, Sendable {
    // Blocks.
    case document
    case paragraph
    case heading(level: Int)
    case blockQuote
    /// A GitHub alert or one of runbook's own: `> [!EXERCISE] title`. Its first child is a
    /// `calloutTitle` where the author gave a title.
    case callout(Callout)
    case calloutTitle
    case list(ListStyle)
    /// `checked` is set for task list items.
    case item(checked: Bool?)
    case codeBlock(info: String, literal: String)
    case executable(index: Int)
    case htmlBlock(String)
    case thematicBreak
    indirect case mathBlock(tex: Formula)
    case table([ColumnAlignment])
    case tableRow(isHeader: Bool)
    case tableCell
    case footnoteDefinition(label: String)

    // Inlines.
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case htmlInline(String)
    case emphasis
    case strong
    case strikethrough
    case link(destination: String, title: String)
    case image(destination: String, title: String)
    indirect case math(tex: Formula)
    case footnoteReference(label: String)
    /// `{name.path %.4f}`.
    indirect case value(InlineValue)
    /// `{answer name.path ± 0.01}`.
    indirect case answer(AnswerField)
    /// `[](#name)` and `[text](#name)`; the text is the node's children.
    case reference(target: String)
  }

  package enum Callout: String, CaseIterable, Hashable, Sendable {
    case note
    case tip
    case important
    case warning
    case caution
    case exercise
    case hint
    case solution
  }

  package enum ListStyle: Hashable, Sendable {
    case bullet(isTight: Bool)
    case ordered(start: Int, isTight: Bool)
  }

  package enum ColumnAlignment: Hashable, Sendable {
    case none
    case left
    case center
    case right
  }

  /// TeX as written between the dollars, with its place in the file.
  package struct Formula: Hashable, Sendable {
    /// The TeX line by line, without the marks of the containers that it stands in.
    package let excerpt: Excerpt
    /// From behind the opening dollars to the closing ones.
    package let range: SourceRange
    package let isDisplay: Bool

    package var tex: String { excerpt.text }

    package init(excerpt: Excerpt, range: SourceRange, isDisplay: Bool) {
      self.excerpt = excerpt
      self.range = range
      self.isDisplay = isDisplay
    }

    /// TeX that stands in the file as it is.
    package init(tex: String, range: SourceRange, isDisplay: Bool) {
      self.init(
        excerpt: Excerpt(text: tex, fileOffset: range.start), range: range, isDisplay: isDisplay)
    }
  }

  package struct InlineValue: Hashable, Sendable {
    /// `xor.final_loss`, as written.
    package let path: String
    package let pathRange: SourceRange
    /// `%.4f`, or nil.
    package let format: String?
    package let formatRange: SourceRange?

    package init(
      path: String, pathRange: SourceRange, format: String?, formatRange: SourceRange?
    ) {
      self.path = path
      self.pathRange = pathRange
      self.format = format
      self.formatRange = formatRange
    }
  }

  package struct AnswerField: Hashable, Sendable {
    package let path: String
    package let pathRange: SourceRange
    package let tolerance: Double?

    package init(path: String, pathRange: SourceRange, tolerance: Double?) {
      self.path = path
      self.pathRange = pathRange
      self.tolerance = tolerance
    }
  }
}

/// A document and what was wrong with it; the document holds whatever could be read.
package struct ParsedNotebook: Sendable {
  package let document: Document
  package let diagnostics: [Diagnostic]

  package init(document: Document, diagnostics: [Diagnostic]) {
    self.document = document
    self.diagnostics = diagnostics
  }
}
