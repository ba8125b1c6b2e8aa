/// Sums, products, integrals and their kin in two sizes.
extension MathDrawing {
  static let operators: String = {
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
    let loop = "M37 86A24 24 0 1 1 36.9 86Z"
    let shapes: [(String, String)] = [
      ("sum", sum), ("prod", product), ("coprod", product),
      ("int", image(74, 220, integral, pen: 8)),
      ("oint", image(74, 220, integral + loop, pen: 7)),
      ("iint", image(112, 220, moved(2), pen: 8)),
      ("iiint", image(150, 220, moved(3), pen: 8)),
      ("cup", image(100, 140, "M8 0V84C8 116 28 135 50 135S92 116 92 84V0", pen: 9)),
      ("cap", image(100, 140, "M8 140V56C8 24 28 5 50 5S92 24 92 56V140", pen: 9)),
      ("vee", image(100, 140, "M6 0L50 130L94 0", pen: 9)),
      ("wedge", image(100, 140, "M6 140L50 10L94 140", pen: 9)),
      ("oplus", image(140, 140, "M70 6A64 64 0 1 1 69.9 6ZM70 6V134M6 70H134", pen: 8)),
      (
        "otimes",
        image(140, 140, "M70 6A64 64 0 1 1 69.9 6ZM25 25L115 115M25 115L115 25", pen: 8)
      ),
      (
        "odot", image(140, 140, "M70 6A64 64 0 1 1 69.9 6ZM70 62A8 8 0 1 1 69.9 62Z", pen: 8)
      ),
      (
        "uplus",
        image(100, 140, "M8 0V84C8 116 28 135 50 135S92 116 92 84V0M50 40V100M22 70H78", pen: 9)
      ),
      ("sqcup", image(100, 140, "M8 0V134H92V0", pen: 9)),
    ]
    return """
      math [class^=op-]{--w:.8em;height:1.08em;line-height:.89em;margin-right:.08em}
      math [class^=op-].big{margin-right:0;--w:1.05em;height:1.4em;line-height:1.21em}
      math .op-oplus.big,math .op-otimes.big,math .op-odot.big{--w:1.4em}
      math [class*=int]{--w:.5em;height:1.4em;line-height:1.21em}
      math .op-int.big,math .op-oint.big{--w:.72em;height:2.1em;line-height:1.91em}
      math .op-iint{--w:.75em}
      math .op-iiint{--w:1em}
      math .op-iint.big{--w:1.09em;height:2.1em;line-height:1.91em}
      math .op-iiint.big{--w:1.46em;height:2.1em;line-height:1.91em}
      math .op-coprod{transform:scaleY(-1)}

      """ + shapes.map { "math .op-\($0){--i:\($1)}" }.joined(separator: "\n")
  }()
}
