/// Fences as high as the row that they stand in.
extension MathDrawing {
  static let fences: String = {
    let paren = image(40, 100, "M36 0C-8 25-8 75 36 100L40 99C1 76 1 24 40 1Z")
    let angle = image(40, 100, "M31 0L4 50L31 100L37 98.500L12 50L37 1.500Z")
    let slash = image(50, 100, "M43 0L0 100H7L50 0Z")
    let top = image(40, 40, "M16 40V26C16 8 24 1 38 0V3C28 4 24 12 24 26V40Z")
    let middle = image(
      40, 80,
      "M24 0V16C24 32 14 39 5 40C14 41 24 48 24 64V80H16V64C16 50 10 42 1 41V39C10 38 16 30 16 16V0Z"
    )
    let bottom = image(40, 40, "M16 0V14C16 32 24 39 38 40V37C28 36 24 28 24 14V0Z")
    let spine = "20% calc(50% - min(.76em,48%))"
    let brace = mask([
      Layer(image: top, position: "top", size: "100% min(.4em,25%)"),
      Layer(image: middle, position: "center", size: "100% min(.8em,50%)"),
      Layer(image: bottom, position: "bottom", size: "100% min(.4em,25%)"),
      Layer(image: Layer.bar, position: "left 50% top min(.38em,24%)", size: spine),
      Layer(image: Layer.bar, position: "left 50% bottom min(.38em,24%)", size: spine),
    ])
    return """
      math .fenced{display:flex;align-items:baseline}
      math .fenced>mo[class]{align-self:stretch;flex:none}
      math .fenced>mtable>mtr>mtd:first-child{padding-left:.12em}
      math .fenced>mtable>mtr>mtd:last-child{padding-right:.12em}
      math [class^=f-]{margin:0 .07em}
      math .high>mo{--w:.45em}
      math .tall>mo{--w:.52em}
      math .f-paren,math .f-paren-r{--i:\(paren)}
      math .f-angle,math .f-angle-r{--i:\(angle)}
      math .f-slash,math .f-slash-r{--i:\(slash)}
      math .f-brace,math .f-brace-r{\(brace)}
      math [class^=f-][class*="-r"]{transform:scaleX(-1)}
      math [class^=f-square],math [class^=f-floor],math [class^=f-ceil]{width:.3em;margin:0 .06em;\
      border-width:.065em 0 .065em .075em}
      math [class^=f-floor]{border-top-width:0}
      math [class^=f-ceil]{border-bottom-width:0}
      math .f-bar,math .f-bars{width:.07em;border-left-width:.07em;margin:0 .12em}
      math .f-bars{width:.26em;border-right-width:.07em}
      """
        + [1.2, 1.8, 2.4, 3].enumerated().map { index, size in
          "\nmath .sized-\(index + 1){height:\(size)em;line-height:\(size - 0.19)em}"
        }.joined()
  }()
}
