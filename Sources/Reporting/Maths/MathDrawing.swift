/// Shapes that stand for characters which have to grow, as style.
enum MathDrawing {
  static let style = [rules, fences, roots, accents, arrows, operators, letters, print]
    .joined(separator: "\n")

  /// What the classes of drawn elements begin with: fences and what they enclose, accents, arrows,
  /// operators, letters.
  static let classes = ["f-", "fenced", "a-", "x-", "op-", "cal-"]

  /// A mask from an SVG path in a box that is stretched to the element.
  ///
  /// - Parameters:
  ///   - pen: the width of the pen's stroke; nil for a filled shape.
  ///   - margin: room around the box for what leans out of it.
  static func image(
    _ width: Int, _ height: Int, _ path: String, pen: Int? = nil, margin: Int = 0
  ) -> String {
    let stroke =
      pen.map {
        " fill='none' stroke='%23000' stroke-linecap='round' stroke-width='\($0)'"
      } ?? ""
    let box = "\(-margin) \(-margin) \(width + 2 * margin) \(height + 2 * margin)"
    return "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
      + "viewBox='\(box)' preserveAspectRatio='none'%3E"
      + "%3Cpath d='\(path)'\(stroke)/%3E%3C/svg%3E\")"
  }

  /// One image of a mask, with its position and its size.
  struct Layer {
    let image: String
    let position: String
    let size: String

    static let bar = "linear-gradient(#000,#000)"
  }

  /// Declarations of a mask from several images.
  static func mask(_ layers: [Layer]) -> String {
    "--i:\(layers.map(\.image).joined(separator: ","));"
      + "--p:\(layers.map(\.position).joined(separator: ","));"
      + "--s:\(layers.map(\.size).joined(separator: ","))"
  }

  /// What all drawings share: the width is the border's, and the character has no room.
  private static let rules = """
    math [class^=f-],math [class^=a-],math [class^=x-],math [class^=op-],math [class^=cal-]{\
    display:block;box-sizing:border-box;overflow:hidden;white-space:nowrap;text-indent:99em;\
    --w:.4em;width:var(--w);border:0 solid;border-left-width:var(--w);mask-image:var(--i);\
    mask-position:var(--p,0 0);mask-size:var(--s,100% 100%);mask-repeat:no-repeat;\
    mask-origin:border-box;mask-clip:border-box}
    """

  /// On paper the images themselves are painted, in black: a mask would be left out along with the
  /// page's backgrounds, or be rounded so that a hair of the border shows at its edges.
  private static let print = """
    @media print{
    math [class^=f-],math [class^=a-],math [class^=x-],math [class^=op-],math [class^=cal-]{\
    mask-image:none;border-color:transparent;background-image:var(--i);\
    background-position:var(--p,0 0);background-size:var(--s,100% 100%);\
    background-repeat:no-repeat;background-origin:border-box;-webkit-print-color-adjust:exact}
    math [class^=f-square],math [class^=f-floor],math [class^=f-ceil],math [class^=f-bar],\
    math .a-line,math .a-ok,math .a-uk{border-color:currentColor}
    }
    """

  static let roots = """
    math msqrt,math mroot{display:inline-flex;align-items:baseline}
    math msqrt::before,math mroot::before{content:"";align-self:stretch;flex:none;width:.7em;\
    box-sizing:border-box;border:0 solid;border-left-width:.7em;clip-path:polygon(\
    0 calc(100% - .47em),.17em calc(100% - .58em),.37em calc(100% - .17em),.655em 0,.7em 0,\
    .7em .05em,.41em 100%,.34em 100%,.13em calc(100% - .47em),.02em calc(100% - .42em))}
    math msqrt>mrow,math mroot>:first-child{border-top:.05em solid;padding:.14em .08em .05em .04em}
    math mroot::before{order:1}
    math mroot>:first-child{order:2}
    math mroot>:last-child{align-self:flex-end;margin:0 -.7em 1em .1em}
    """
}
