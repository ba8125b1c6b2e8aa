extension TeXSymbols {
  static let lowercaseGreek = table(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ imath ı jmath ȷ
    """)

  static let uprightLetters = table(
    """
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
    ell ℓ hbar ℏ hslash ℏ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ gimel ℷ infty ∞ partial ∂ nabla ∇
    emptyset ∅ varnothing ∅ mho ℧ eth ð R ℝ N ℕ Z ℤ Q ℚ C ℂ reals ℝ Reals ℝ
    natnums ℕ Complex ℂ
    """)

  /// Symbols without space around them.
  static let ordinarySymbols = table(
    """
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △
    square □ Box □ blacksquare ■ Diamond ◇ lozenge ◊ bigstar ★ clubsuit ♣ diamondsuit ♢
    heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ prime ′ backprime ‵ degree ° checkmark ✓
    dag † ddag ‡ S § P ¶ copyright © pounds £ yen ¥ surd √ backslash \\ vert | Vert ‖ | ‖
    # # $ $ % % & & _ _ textbackslash \\ textunderscore _
    qed □ complement ∁ diagup ╱ diagdown ╲ QED ∎
    """)

  static let accents: [String: MathAccent] = [
    "hat": MathAccent(character: "^", drawing: "hat"),
    "check": MathAccent(character: "ˇ", drawing: "check"),
    "tilde": MathAccent(character: "~", drawing: "tilde"),
    "acute": MathAccent(character: "´", drawing: "acute"),
    "grave": MathAccent(character: "`", drawing: "grave"),
    "dot": MathAccent(character: "˙", drawing: "dot"),
    "ddot": MathAccent(character: "¨", drawing: "ddot"),
    "dddot": MathAccent(character: "⃛", drawing: "dddot"),
    "breve": MathAccent(character: "˘", drawing: "breve"),
    "bar": MathAccent(character: "¯", drawing: "bar"),
    "vec": MathAccent(character: "→", drawing: "vec"),
    "mathring": MathAccent(character: "˚", drawing: "ring"),
    "widehat": MathAccent(character: "^", drawing: "hat", isWide: true),
    "widecheck": MathAccent(character: "ˇ", drawing: "check", isWide: true),
    "widetilde": MathAccent(character: "~", drawing: "tilde", isWide: true),
    "overline": MathAccent(character: "¯", drawing: "line", isWide: true),
    "underline": MathAccent(character: "_", drawing: "line", isWide: true, isUnder: true),
    "underbar": MathAccent(character: "_", drawing: "line", isWide: true, isUnder: true),
    "overrightarrow": MathAccent(character: "→", drawing: "ra", isWide: true),
    "overleftarrow": MathAccent(character: "←", drawing: "la", isWide: true),
    "overleftrightarrow": MathAccent(character: "↔", drawing: "lra", isWide: true),
    "underrightarrow": MathAccent(character: "→", drawing: "ra", isWide: true, isUnder: true),
    "underleftarrow": MathAccent(character: "←", drawing: "la", isWide: true, isUnder: true),
    "overbrace": MathAccent(character: "⏞", drawing: "ob", isWide: true, isBrace: true),
    "underbrace": MathAccent(
      character: "⏟", drawing: "ub", isWide: true, isUnder: true, isBrace: true),
    "overbracket": MathAccent(character: "⎴", drawing: "ok", isWide: true, isBrace: true),
    "underbracket": MathAccent(
      character: "⎵", drawing: "uk", isWide: true, isUnder: true, isBrace: true),
  ]

  static let fonts: [String: MathFont] = [
    "mathrm": .roman, "mathup": .roman, "mathnormal": .normal, "mathit": .italic,
    "mathbf": .bold, "boldsymbol": .boldItalic, "bm": .boldItalic, "pmb": .boldItalic,
    "mathbfit": .boldItalic, "mathsf": .sansSerif, "mathtt": .monospace,
    "mathbb": .doubleStruck, "Bbb": .doubleStruck, "mathbbm": .doubleStruck,
    "mathds": .doubleStruck, "mathcal": .script, "mathscr": .script, "mathfrak": .fraktur,
    "frak": .fraktur,
  ]

  /// Font commands that hold to the end of their group.
  static func fontSwitch(_ command: String) -> MathFont? {
    switch command {
    case "rm": .roman
    case "it": .italic
    case "bf", "bfseries": .bold
    case "sf": .sansSerif
    case "tt": .monospace
    case "cal": .script
    default: nil
    }
  }

  static let textFonts: [String: MathFont] = [
    "text": .roman, "textrm": .roman, "textnormal": .roman, "textup": .roman, "mbox": .roman,
    "hbox": .roman, "textit": .italic, "emph": .italic, "textbf": .bold, "textsf": .sansSerif,
    "texttt": .monospace,
  ]
}
