/// Shapes that stand for characters which have to grow, as style.
enum MathDrawing {
  static let style = [rules, fences, roots, accents, arrows, operators, letters]
    .joined(separator: "\n")

  /// A mask from an SVG path in a box that is stretched to the element.
  /// - Parameter stroke: the width of the pen; nil for a filled shape.
  static func image(_ width: Int, _ height: Int, _ path: String, stroke: Int? = nil) -> String {
    let pen = stroke.map { " fill='none' stroke='%23000' stroke-width='\($0)'" } ?? ""
    return "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
      + "viewBox='0 0 \(width) \(height)' preserveAspectRatio='none'%3E%3Cpath d='\(path)'\(pen)/%3E"
      + "%3C/svg%3E\")"
  }

  /// What all drawings share: the width is the border's, and the character has no room.
  private static let rules = """
    math [class^=f-],math [class^=a-],math [class^=x-],math [class^=op-],math [class^=cal-]{\
    display:block;box-sizing:border-box;overflow:hidden;white-space:nowrap;\
    border:0 solid;border-left-width:5em;mask-size:100% 100%;mask-repeat:no-repeat;\
    mask-origin:border-box;mask-clip:border-box;width:var(--w);--w:.4em;border-left-width:var(--w)}
    """

  // MARK: - Fences

  private static let ink = "linear-gradient(%23000 0 0)"

  private static let fences: String = {
    let paren = image(40, 100, "M36 0C-8 25-8 75 36 100L40 99C1 76 1 24 40 1Z")
    let angle = image(40, 100, "M31 0L4 50L31 100L37 98.500L12 50L37 1.500Z")
    let slash = image(50, 100, "M43 0L0 100H7L50 0Z")
    let top = image(40, 40, "M16 40V26C16 8 24 1 38 0V3C28 4 24 12 24 26V40Z")
    let middle = image(
      40, 80,
      "M24 0V16C24 32 14 39 5 40C14 41 24 48 24 64V80H16V64C16 50 10 42 1 41V39C10 38 16 30 16 16V0Z"
    )
    let bottom = image(40, 40, "M16 0V14C16 32 24 39 38 40V37C28 36 24 28 24 14V0Z")
    let spine = "linear-gradient(#000 0 0)"
    return """
      math .fenced{display:flex;align-items:baseline}
      math .fenced>mo[class]{align-self:stretch;flex:none}
      math .fenced>mo+mtable>mtr>mtd:first-child{padding-left:.12em}
      math .fenced>mtable:has(+mo)>mtr>mtd:last-child{padding-right:.12em}
      math .fenced>mo+*{padding-left:.08em}
      math .fenced>:has(+mo){padding-right:.08em}
      math .high>mo{--w:.45em}
      math .tall>mo{--w:.52em}
      math .f-paren,math .f-paren-r{mask-image:\(paren)}
      math .f-angle,math .f-angle-r{mask-image:\(angle)}
      math .f-slash,math .f-slash-r{mask-image:\(slash)}
      math .f-brace,math .f-brace-r{mask:\(top) top/100% min(.4em,25%) no-repeat border-box,\
      \(middle) center/100% min(.8em,50%) no-repeat border-box,\
      \(bottom) bottom/100% min(.4em,25%) no-repeat border-box,\
      \(spine) left 50% top min(.38em,24%)/20% calc(50% - min(.76em,48%)) no-repeat border-box,\
      \(spine) left 50% bottom min(.38em,24%)/20% calc(50% - min(.76em,48%)) no-repeat border-box}
      math [class^=f-][class*="-r"]{transform:scaleX(-1)}
      math [class^=f-square],math [class^=f-floor],math [class^=f-ceil]{width:.3em;margin:0 .06em;\
      border-width:.065em 0 .065em .075em;text-indent:2em}
      math [class^=f-floor]{border-top-width:0}
      math [class^=f-ceil]{border-bottom-width:0}
      math .f-bar,math .f-bars{width:.07em;border-left-width:.07em;margin:0 .12em;text-indent:2em}
      math .f-bars{width:.26em;border-right-width:.07em}
      """
        + [1.2, 1.8, 2.4, 3].enumerated().map { index, size in
          "\nmath .sized-\(index + 1){height:\(size)em;line-height:\(size - 0.19)em}"
        }.joined()
  }()

  // MARK: - Roots

  private static let roots = """
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

  // MARK: - Accents

  private static let accents: String = {
    let hat = image(50, 20, "M25 0L46 15L43 19L25 7L7 19L4 15Z")
    let check = image(50, 20, "M25 20L46 5L43 1L25 13L7 1L4 5Z")
    let tilde = image(
      50, 20, "M3 15C9 0 18 2 26 7C33 11 39 12 44 3L48 6C41 20 32 17 24 13C16 8 12 8 7 18Z")
    let left = image(40, 30, "M0 30C2 12 10 11 20 11H40V19H24C12 19 5 20 3 30Z")
    let middle = image(
      80, 30,
      "M0 11H22C32 11 38 6 39 0H41C42 6 48 11 58 11H80V19H60C50 19 43 16 40 8C37 16 30 19 20 19H0Z")
    let right = image(40, 30, "M40 30C38 12 30 11 20 11H0V19H16C28 19 35 20 37 30Z")
    let simple: [(String, String)] = [
      ("hat", hat), ("check", check), ("tilde", tilde), ("bar", image(50, 20, "M5 8H45V13H5Z")),
      ("dot", image(50, 20, "M25 4A7 7 0 1 1 24.900 4Z")),
      ("ddot", image(50, 20, "M14 4A7 7 0 1 1 13.900 4ZM36 4A7 7 0 1 1 35.900 4Z")),
      (
        "dddot",
        image(50, 20, "M8 4A7 7 0 1 1 7.900 4ZM25 4A7 7 0 1 1 24.900 4ZM42 4A7 7 0 1 1 41.900 4Z")
      ),
      ("acute", image(50, 20, "M33 0L38 3L22 18L18 16Z")),
      ("grave", image(50, 20, "M17 0L12 3L28 18L32 16Z")),
      ("breve", image(50, 20, "M8 1C12 19 38 19 42 1H46C42 25 8 25 4 1Z")),
      ("ring", image(50, 20, "M25 1A9 9 0 1 1 24.900 1ZM25 4A6 6 0 1 0 25.100 4Z")),
      ("vec", image(50, 20, "M3 8H38L32 3L35 0L48 10L35 20L32 17L38 12H3Z")),
    ]
    return """
      math [class^=a-]{--w:.5em;height:.24em;line-height:.2em;mask-size:100% .2em}
      math .wide>mo{position:absolute;left:0;right:0;top:0;height:.2em;width:auto;\
      border-width:.2em 0 0;text-indent:-9em;mask-size:100% 100%}
      math .wide{display:inline-flex;position:relative}
      math mover.wide>:first-child{padding-top:.26em}
      math munder.wide>:first-child{padding-bottom:.26em}
      math munder.wide>mo{top:auto;bottom:0}
      math .wide>.a-line{border-top-width:.055em;height:.1em}
      math mover.wide:has(>.a-line)>:first-child{padding-top:.14em}
      math munder.wide:has(>.a-line)>:first-child{padding-bottom:.14em}
      math .wide>.a-ob,math .wide>.a-ub{height:.3em;border-top-width:.3em;mask:\
      \(left) left/.4em 100% no-repeat border-box,\(right) right/.4em 100% no-repeat border-box,\
      \(middle) center/.8em 100% no-repeat border-box,\
      linear-gradient(#000 0 0) left .38em top 50%/calc(50% - .76em) 27% no-repeat border-box,\
      linear-gradient(#000 0 0) right .38em top 50%/calc(50% - .76em) 27% no-repeat border-box}
      math .wide>.a-ub{transform:scaleY(-1)}
      math mover.wide:has(>.a-ob)>:first-child{padding-top:.4em}
      math munder.wide:has(>.a-ub)>:first-child{padding-bottom:.4em}
      math .wide>.a-ok,math .wide>.a-uk{border-width:.06em .06em 0}
      math .wide>.a-uk{transform:scaleY(-1)}

      """ + simple.map { "math .a-\($0){mask-image:\($1)}" }.joined(separator: "\n")
  }()

  // MARK: - Arrows

  private static let arrows: String = {
    let head = image(
      40, 50, "M2 0C8 12 24 22 38 25C24 28 8 38 2 50L0 47C3 38 8 30 14 25C8 20 3 12 0 3Z")
    let back = image(
      40, 50, "M38 0C32 12 16 22 2 25C16 28 32 38 38 50L40 47C37 38 32 30 26 25C32 20 37 12 40 3Z")
    let line = "linear-gradient(#000 0 0)"
    func mask(_ parts: [String]) -> String {
      "mask:" + parts.map { $0 + " no-repeat border-box" }.joined(separator: ",")
    }
    let single = "\(line) center/calc(100% - .2em) .06em"
    let double = [
      "\(line) left 50% top 34%/calc(100% - .5em) .06em",
      "\(line) left 50% bottom 34%/calc(100% - .5em) .06em",
    ]
    let right = "\(head) right/.34em 100%"
    let left = "\(back) left/.34em 100%"
    let rules: [(String, [String])] = [
      ("ra", [single, right]), ("la", [single, left]), ("lra", [single, left, right]),
      ("Ra", double + [right]), ("La", double + [left]), ("Lra", double + [left, right]),
      ("map", [single, right, "\(line) left .1em top 50%/.06em 60%"]), ("eq", double),
    ]
    return """
      math [class^=x-]{border-width:.44em 0 0;text-indent:-9em;height:.44em;line-height:.25em}

      """
        + rules.map { name, parts in
          let wide =
            parts.count < 4 && !name.hasPrefix("m") && name != "eq" ? ",math .a-\(name)" : ""
          return "math .x-\(name)\(wide){\(mask(parts))}"
        }.joined(separator: "\n")
  }()

  // MARK: - Large operators

  private static let operators: String = {
    let sum = image(
      100, 140,
      "M4 0H88L94 32H90C86 14 80 8 60 8H22L60 66V70L18 126H64C82 126 89 118 93 104H97L90 140H4V134L47 74L4 6Z"
    )
    let product = image(
      100, 140,
      "M2 0H98V5C90 6 87 9 87 17V123C87 131 90 134 98 135V140H60V135C68 134 72 131 72 123V7H28V123C28 131 32 134 40 135V140H2V135C10 134 13 131 13 123V17C13 9 10 6 2 5Z"
    )
    let integral = "M66 16C60 0 46 2 42 40L32 180C29 216 16 222 8 204"
    func moved(_ count: Int) -> String {
      (0..<count).map { index in
        let x = index * 38
        return
          "M\(66 + x) 16C\(60 + x) 0 \(46 + x) 2 \(42 + x) 40L\(32 + x) 180C\(29 + x) 216 \(16 + x) 222 \(8 + x) 204"
      }.joined()
    }
    let loop = "M37 86A24 24 0 1 1 36.900 86Z"
    let shapes: [(String, String)] = [
      ("sum", sum), ("prod", product), ("coprod", product),
      ("int", image(74, 220, integral, stroke: 8)),
      ("oint", image(74, 220, integral + loop, stroke: 7)),
      ("iint", image(112, 220, moved(2), stroke: 8)),
      ("iiint", image(150, 220, moved(3), stroke: 8)),
      ("cup", image(100, 140, "M8 0V84C8 116 28 135 50 135S92 116 92 84V0", stroke: 9)),
      ("cap", image(100, 140, "M8 140V56C8 24 28 5 50 5S92 24 92 56V140", stroke: 9)),
      ("vee", image(100, 140, "M6 0L50 130L94 0", stroke: 9)),
      ("wedge", image(100, 140, "M6 140L50 10L94 140", stroke: 9)),
      ("oplus", image(140, 140, "M70 6A64 64 0 1 1 69.900 6ZM70 6V134M6 70H134", stroke: 8)),
      (
        "otimes",
        image(140, 140, "M70 6A64 64 0 1 1 69.900 6ZM25 25L115 115M25 115L115 25", stroke: 8)
      ),
      (
        "odot", image(140, 140, "M70 6A64 64 0 1 1 69.900 6ZM70 62A8 8 0 1 1 69.900 62Z", stroke: 8)
      ),
      (
        "uplus",
        image(100, 140, "M8 0V84C8 116 28 135 50 135S92 116 92 84V0M50 40V100M22 70H78", stroke: 9)
      ),
      ("sqcup", image(100, 140, "M8 0V134H92V0", stroke: 9)),
    ]
    return """
      math [class^=op-]{--w:.8em;height:1.08em;line-height:.89em}
      math [class^=op-].big{--w:1.05em;height:1.4em;line-height:1.21em}
      math .op-oplus.big,math .op-otimes.big,math .op-odot.big{--w:1.4em}
      math [class*=int]{--w:.5em;height:1.4em;line-height:1.21em}
      math .op-int.big,math .op-oint.big{--w:.72em;height:2.1em;line-height:1.91em}
      math .op-iint{--w:.75em}
      math .op-iiint{--w:1em}
      math .op-iint.big{--w:1.09em;height:2.1em;line-height:1.91em}
      math .op-iiint.big{--w:1.46em;height:2.1em;line-height:1.91em}
      math .op-coprod{transform:scaleY(-1)}

      """ + shapes.map { "math .op-\($0){mask-image:\($1)}" }.joined(separator: "\n")
  }()

  // MARK: - Letters

  private static let letters = ""
}
