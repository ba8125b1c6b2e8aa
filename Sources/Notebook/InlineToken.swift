/// A step through the inlines of a paragraph or heading, with its bytes in the leaf's content.
struct InlineToken {
  enum Kind {
    /// Text that stands in the content as it is.
    case text
    /// An escape, an entity or an autolink's text; the literal is in ``CMarkTree/literals``.
    case literal(Range<Int32>)
    case softBreak
    case lineBreak
    /// The index of cmark's node.
    case code(Int)
    case htmlInline(Int)
    case open(Span)
    case close
    case formula(Int)
    case footnoteReference(String)
  }

  enum Span {
    case emphasis
    case strong
    case strikethrough
    /// The index of cmark's node.
    case link(Int)
    case image(Int)
    /// A bare link, with its destination.
    case bareLink(String)
  }

  let kind: Kind
  var start: Int
  var end: Int
}
