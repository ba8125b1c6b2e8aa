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
    math [mathvariant=fraktur]{font-family:"UnifrakturMaguntia","Old English Text MT",serif;\
    font-weight:bold}
    math [mathvariant=sans-serif]{font-family:sans-serif;font-size:.95em}
    math [mathvariant=monospace]{font-family:monospace;font-size:.9em}
    math .tex,code.tex{font-family:monospace;font-size:.9em;border-bottom:.1em dotted}
    """

  private static let layout = """
    math[display=block]{margin:1em 0;padding:.25em 0;max-width:100%;\
    overflow-x:auto;overflow-y:hidden}
    math.lines{display:inline}
    math.lines>mrow{--d:inline math;display:var(--d)}
    math[display=block].lines{display:flex;flex-wrap:wrap;justify-content:center;\
    align-items:baseline;row-gap:.4em}
    math[display=block].lines>mrow{--d:block math}
    math mfrac>:first-child{padding-bottom:.08em}
    math mfrac>:last-child{padding-top:.08em}
    math msup>:first-child,math msubsup>:first-child{margin-top:-.35em}
    math msup>mi:first-child,math msubsup>mi:first-child{margin-top:-.5em}
    math msub>:first-child,math msubsup>:first-child{margin-bottom:-.2em}
    math msup>:last-child{position:relative;top:.14em}
    math msub>:last-child{position:relative;top:.13em;margin-top:-.3em}
    math msubsup>:nth-child(2){position:relative;top:.2em;margin-top:-.3em}
    math msubsup>:last-child{position:relative;top:.06em}
    math .prime{margin-left:.06em;position:relative;top:.5em;font-size:1.15em}
    math munderover>:nth-child(2),math munder>:nth-child(2):not([class]){padding-top:.12em}
    math munderover>:nth-child(3),math mover>:nth-child(2):not([class]){padding-bottom:.12em}
    math mtd.l{text-align:left;text-align:-webkit-left}
    math mtd.r{text-align:right;text-align:-webkit-right}
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
