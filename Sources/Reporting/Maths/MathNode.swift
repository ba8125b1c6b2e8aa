/// A formula's tree, between the TeX that is read and the MathML that is written.
indirect enum MathNode: Sendable {
  /// A letter, or a name set upright.
  case identifier(String, isUpright: Bool)
  case number(String)
  case symbol(String, MathClass)
  /// A sum, an integral, …; integrals keep their bounds beside them.
  case largeOperator(String, isIntegral: Bool)
  /// A named function; `hasLimits` where its bounds go below and above, as in `\lim`.
  case function(String, hasLimits: Bool)
  case text(String, MathFont)
  /// A space in em.
  case space(Double)
  case row([MathNode])
  case scripts(MathNode, MathScripts)
  case fraction(MathNode, MathNode, style: MathStyle?, hasBar: Bool)
  case root(MathNode, index: MathNode?)
  /// Pieces with the fences before, between and after them: one fence more than pieces.
  case fenced([MathNode], fences: [String])
  /// A fence of `\big` (1) to `\Bigg` (4).
  case sizedFence(String, Int, MathClass)
  case table(MathTable)
  case accent(MathNode, MathAccent)
  /// A base with something small above or below.
  case stacked(MathNode, over: MathNode?, under: MathNode?)
  /// An arrow as long as its labels.
  case labelledArrow(String, over: MathNode, under: MathNode?)
  case font(MathFont, MathNode)
  case style(MathStyle, MathNode)
  case color(String, MathNode)
  case boxed(MathNode)
  /// Room without ink, of the width and height of what it holds.
  case phantom(MathNode, hasWidth: Bool, hasHeight: Bool)
  /// Ink without height.
  case smashed(MathNode)
  case negated(MathNode)
  case classed(MathNode, MathClass)
  /// TeX that is not known, as it is written.
  case source(String)

  static var empty: MathNode { .row([]) }
}

/// What stands at the corners of a base.
struct MathScripts: Sendable {
  var `subscript`: MathNode?
  var superscript: MathNode?
  /// `\limits` or `\nolimits`, where given.
  var areLimits: Bool?
}

/// TeX's classes of atoms, which decide the space between them (The TeXbook, chapter 18).
enum MathClass: Hashable {
  case ordinary
  case largeOperator
  case binary
  case relation
  case opening
  case closing
  case punctuation
  case inner
}

/// TeX's styles; in `script`, relations and operators stand close.
enum MathStyle: Hashable {
  case display
  case text
  case script
  case scriptScript
}

/// The faces that TeX's font commands choose.
enum MathFont: Hashable {
  case normal
  case roman
  case italic
  case bold
  case boldItalic
  case sansSerif
  case monospace
  case doubleStruck
  case script
  case fraktur
}

/// A mark above or below a base.
struct MathAccent: Hashable, Sendable {
  /// The mark in the MathML.
  let character: String
  /// The name of the drawing in ``MathML/style``.
  let drawing: String
  /// As wide as the base.
  var isWide = false
  var isUnder = false
  /// A brace, whose label goes on its far side.
  var isBrace = false
}

/// Cells in rows and columns.
struct MathTable: Sendable {
  enum Alignment: Hashable {
    case left
    case center
    case right
  }

  var rows: [[MathNode]] = []
  /// The alignment of each column; where there are more columns, they go on from the first.
  var columns: [Alignment] = [.center]
  var style: MathStyle = .text
  /// Pairs of columns that meet at a relation, as in `aligned`.
  var isAligned = false
  var isSmall = false
  /// Columns that have a line on their left; one past the last for a line on the far right.
  var lineColumns: Set<Int> = []
  /// Rows that have a line above; one past the last for a line below.
  var lineRows: Set<Int> = []

  func alignment(ofColumn column: Int) -> Alignment {
    columns.isEmpty ? .center : columns[column % columns.count]
  }
}
