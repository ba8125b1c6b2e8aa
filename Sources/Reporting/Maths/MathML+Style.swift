extension MathML {
  /// The style sheet that formulas need, for a page to include once.
  ///
  /// The page sees to what is around a displayed formula: its margins, and that one which is wider
  /// than the page can be scrolled.
  ///
  /// Firefox and Safari grow fences, roots and operators by themselves, with any font or with the
  /// one that comes with the system, and they lay out MathML by their own rules: they get the faces
  /// and colours alone. Chromium grows them only where a mathematics font is installed. There, a
  /// text font does, letters slant by style, scripts are moved to where TeX has them (without a
  /// mathematics font Chromium goes by the height of each letter), and what has to grow is drawn.
  ///
  /// A drawing is an element's border seen through a mask, since borders take the text's colour,
  /// follow forced colours and are printed where backgrounds are not. The characters stay in the
  /// MathML for copying and for screen readers; they are clipped. Values that checkers of style
  /// sheets do not know yet stand in variables.
  package static let style = sheet(MathDrawing.style)

  /// That of formulas without drawings, which most of the rules are about. Roots need no class.
  package static let plainStyle = sheet(MathDrawing.roots)

  private static func sheet(_ drawings: String) -> String {
    """
    \(common)
    \(colors)
    @supports (-webkit-app-region:none){
    \(faces)
    \(layout)
    \(scripts)
    \(drawings)
    }
    """
  }

  private static let common = """
    math [mathvariant]{text-transform:none}
    math [mathvariant^=bold]{font-weight:bold}
    math [mathvariant$=italic]{font-style:italic}
    math [mathvariant=sans-serif]{font-family:sans-serif;font-size:.95em}
    math [mathvariant=monospace]{font-family:monospace;font-size:.9em}
    math [mathvariant=fraktur]{font-family:"UnifrakturMaguntia","Old English Text MT",serif;\
    font-weight:bold}
    math .tex,code.tex{font-family:monospace;font-size:.9em;border-bottom:.1em dotted}
    math mtd.l{text-align:left;text-align:-webkit-left}
    math mtd.r{text-align:right;text-align:-webkit-right}
    math .aligned>mtr>mtd{padding:.3em 0}
    math .aligned>mtr>mtd.r~mtd.r{padding-left:2em}
    math .stack>mtr>mtd{padding:.05em .25em}
    math .small{font-size:.71em}
    math .line-l{border-left:.06em solid}
    math .line-r{border-right:.06em solid}
    math .line-t{border-top:.06em solid}
    math .line-b{border-bottom:.06em solid}
    math .boxed{border:.07em solid;padding:.3em .4em}
    """

  /// A page may set `--math-font`; it should be a font with an italic of its own.
  private static let faces = """
    math{font-family:var(--math-font,"STIX Two Text",Cambria,"Times New Roman","Liberation Serif",\
    "Nimbus Roman","Noto Serif","DejaVu Serif",serif);line-height:normal;font-style:normal;\
    font-weight:normal}
    math mi{font-style:italic;text-transform:none}
    math mi[mathvariant]{font-style:normal}
    math mi[mathvariant$=italic]{font-style:italic}
    """

  /// Long formulas break between their lines, displayed ones and those in running text.
  private static let layout = """
    math.lines{display:inline}
    math.lines>mrow{--d:inline math;display:var(--d)}
    math[display=block].lines{display:flex;flex-wrap:wrap;--j:safe center;\
    justify-content:var(--j);align-items:baseline;row-gap:.4em}
    math[display=block].lines>mrow{--d:block math}
    math mfrac>:first-child{padding-bottom:.08em}
    math mfrac>:last-child{padding-top:.08em}
    """

  private static let scripts = """
    math msup>:first-child,math msubsup>:first-child{margin-top:-.35em}
    math msup>mi:first-child,math msubsup>mi:first-child{margin-top:-.5em}
    math msub>:first-child,math msubsup>:first-child{margin-bottom:-.2em}
    math msup>:last-child{position:relative;top:.14em}
    math msub>:last-child{position:relative;top:.29em;margin-top:-.3em}
    math msubsup>:nth-child(2){position:relative;top:.1em}
    math msubsup>:last-child{position:relative;top:.06em}
    math .prime{margin-left:.06em;position:relative;top:.5em;font-size:1.15em}
    math munderover>:nth-child(2),math munder>:nth-child(2):not([class]){padding-top:.12em}
    math munderover>:nth-child(3),math mover>:nth-child(2):not([class]){padding-bottom:.12em}
    """

  private static let colors: String = {
    let light = MathMLColor.tones.map { "math .ink-\($0.name){color:\($0.light)}" }
    let dark = MathMLColor.tones.map { "math .ink-\($0.name){color:\($0.dark)}" }
    return light.joined(separator: "\n") + "\n@media screen and (prefers-color-scheme:dark){\n"
      + dark.joined(separator: "\n") + "\n}"
  }()
}
