extension MathML {
  /// The style sheet that formulas need, for a page to include once.
  ///
  /// Ordinary text fonts are enough: letters slant by style, and what has to grow is drawn. A
  /// drawing is an element's border seen through a mask, since borders take the text's colour,
  /// follow forced colours and are printed where backgrounds are not. The characters stay in the
  /// MathML for copying and for screen readers; they are clipped.
  package static let style =
    [faces, layout, colors, MathDrawing.style].joined(separator: "\n")

  /// A page may set `--math-font`; it should be a font with an italic of its own.
  private static let faces = """
    math{font-family:var(--math-font,"STIX Two Text",Cambria,"Times New Roman","Liberation Serif",\
    "Nimbus Roman","Noto Serif","DejaVu Serif",serif);line-height:normal;font-style:normal;\
    font-weight:normal;text-align:initial}
    math mi{font-style:italic;text-transform:none}
    math mi[mathvariant]{font-style:normal}
    math [mathvariant^=bold]{font-weight:bold}
    math mi[mathvariant=italic],math mtext[mathvariant=italic],math mi[mathvariant=bold-italic]{font-style:italic}
    math [mathvariant=sans-serif]{font-family:sans-serif;font-size:.95em}
    math [mathvariant=monospace]{font-family:monospace;font-size:.9em}
    math .tex,code.tex{font-family:monospace;font-size:.9em;border-bottom:.1em dotted}
    """

  private static let layout = """
    math[display=block]{display:block math;margin:1em 0;padding:.25em 0;max-width:100%;\
    overflow-x:auto;overflow-y:hidden}
    math.lines{display:inline}
    math.lines>mrow{display:inline math}
    math[display=block].lines{display:flex;flex-wrap:wrap;justify-content:center;\
    align-items:baseline;row-gap:.4em}
    math[display=block].lines>mrow{display:block math}
    math mfrac>:first-child{padding-bottom:.08em}
    math mfrac>:last-child{padding-top:.08em}
    math msup>:last-child,math msubsup>:last-child{position:relative;top:.14em}
    math msub>:last-child,math msubsup>:nth-child(2){position:relative;top:.09em}
    math .prime{position:relative;top:.36em;font-size:1.15em}
    math mtd{text-align:center}
    math mtd.l{text-align:left}
    math mtd.r{text-align:right}
    math .aligned>mtr>mtd{padding-left:0;padding-right:0}
    math .aligned>mtr>mtd.r~mtd.r{padding-left:2em}
    math .aligned>mtr>mtd{padding-top:.3em;padding-bottom:.3em}
    math .stack>mtr>mtd{padding:.05em .25em}
    math .small{font-size:.71em}
    math .line-l{border-left:.06em solid}
    math .line-r{border-right:.06em solid}
    math .line-t{border-top:.06em solid}
    math .line-b{border-bottom:.06em solid}
    math .boxed{border:.07em solid;padding:.3em .4em}
    """

  private static let colors: String = {
    let light = MathMLColor.tones.map { "math .ink-\($0.name){color:\($0.light)}" }
    let dark = MathMLColor.tones.map { "math .ink-\($0.name){color:\($0.dark)}" }
    return light.joined(separator: "\n") + "\n@media screen and (prefers-color-scheme:dark){\n"
      + dark.joined(separator: "\n") + "\n}"
  }()
}
