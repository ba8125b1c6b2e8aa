extension TeXSymbols {
  static let binaryOperators = table(
    """
    pm ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖
    otimes ⊗ oslash ⊘ odot ⊙ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ cap ∩ cup ∪ uplus ⊎
    sqcap ⊓ sqcup ⊔ wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿
    dagger † ddagger ‡ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◃
    triangleright ▹ ltimes ⋉ rtimes ⋊ bigcirc ◯ barwedge ⊼ veebar ⊻ curlywedge ⋏ curlyvee ⋎
    dotplus ∔ intercal ⊺ circledast ⊛ circledcirc ⊚ circleddash ⊝ divideontimes ⋇ Cap ⋒ Cup ⋓
    """)

  static let relations = table(
    """
    le ≤ leq ≤ leqslant ⩽ leqq ≦ ge ≥ geq ≥ geqslant ⩾ geqq ≧ ne ≠ neq ≠ lt < gt > eq =
    ll ≪ lll ⋘ gg ≫ ggg ⋙ approx ≈ approxeq ≊ equiv ≡ sim ∼ simeq ≃ cong ≅ asymp ≍ doteq ≐
    propto ∝ varpropto ∝ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ subseteq ⊆ subseteqq ⊆ subsetneq ⊊
    supset ⊃ supseteq ⊇ supsetneq ⊋ sqsubset ⊏ sqsubseteq ⊑ sqsupset ⊐ sqsupseteq ⊒ prec ≺
    preceq ⪯ succ ≻ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ mid ∣ nmid ∤ parallel ∥ nparallel ∦
    perp ⊥ vdash ⊢ dashv ⊣ vDash ⊨ models ⊨ Vdash ⊩ lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷
    lessapprox ⪅ gtrapprox ⪆ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ eqcirc ≖ circeq ≗
    bumpeq ≏ Bumpeq ≎ risingdotseq ≓ fallingdotseq ≒ doteqdot ≑ bowtie ⋈ smile ⌣ frown ⌢
    backsim ∽ backsimeq ⋍ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nsim ≁ ncong ≇ nsubseteq ⊈
    nsupseteq ⊉ nprec ⊀ nsucc ⊁ nvdash ⊬ nvDash ⊭ between ≬ pitchfork ⋔ therefore ∴ because ∵
    trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ varsubsetneq ⊊
    """)

  static let arrows = table(
    """
    to → rightarrow → longrightarrow ⟶ gets ← leftarrow ← longleftarrow ⟵ leftrightarrow ↔
    longleftrightarrow ⟷ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ Leftarrow ⇐ Longleftarrow ⟸
    impliedby ⟸ Leftrightarrow ⇔ Longleftrightarrow ⟺ iff ⟺ mapsto ↦ longmapsto ⟼ uparrow ↑
    downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗ searrow ↘ swarrow ↙
    nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁
    leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ rightsquigarrow ⇝
    leadsto ⇝ leftrightarrows ⇆ rightleftarrows ⇄ rightrightarrows ⇉ leftleftarrows ⇇
    upuparrows ⇈ downdownarrows ⇊ twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣
    nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ nleftrightarrow ↮ nLeftrightarrow ⇎
    dashrightarrow ⇢ dashleftarrow ⇠ circlearrowleft ↺ circlearrowright ↻ curvearrowleft ↶
    curvearrowright ↷ looparrowright ↬ looparrowleft ↫ multimap ⊸ Rrightarrow ⇛ Lleftarrow ⇚
    """)

  static let labelledArrows = table(
    """
    xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xLeftrightarrow ⇔
    xmapsto ↦ xlongequal = xhookrightarrow ↪ xhookleftarrow ↩
    """)

  static let sums = table(
    """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂
    bigodot ⨀ biguplus ⨄ bigsqcup ⨆
    """)

  static let integrals = table(
    "int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ smallint ∫ intop ∫")

  static let functions: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "coth", "exp", "log", "ln", "lg", "ker", "dim", "hom", "arg", "deg", "tr", "sgn", "erf",
  ]

  static let functionsWithLimits = table(
    """
    lim lim liminf lim.inf limsup lim.sup max max min min sup sup inf inf det det gcd gcd Pr Pr
    argmax arg.max argmin arg.min injlim inj.lim projlim proj.lim
    """)

  static let punctuation = table("colon : cdotp · ldotp .")

  static let dots = table(
    """
    ldots … dots … dotsc … dotso … mathellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱
    """)

  static let openings = table(
    "lbrace { { { langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ( lbrack [ ulcorner ⌜ llbracket ⟦"
  )
  static let closings = table(
    "rbrace } } } rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ) rbrack ] urcorner ⌝ rrbracket ⟧"
  )

  static let fences = openings.merging(closings) { first, _ in first }.merging(
    table(
      """
      vert | Vert ‖ | ‖ backslash \\ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓
      Updownarrow ⇕ lt ⟨ gt ⟩
      """)
  ) { first, _ in first }

  /// Spaces in em.
  static func space(_ command: String) -> Double? {
    switch command {
    case ",", "thinspace": 3 / 18.0
    case ":", ">", "medspace": 4 / 18.0
    case ";", "thickspace": 5 / 18.0
    case "!", "negthinspace": -3 / 18.0
    case "negmedspace": -4 / 18.0
    case "negthickspace": -5 / 18.0
    case " ", "space", "nobreakspace": 1 / 3.0
    case "enspace", "enskip": 0.5
    case "quad": 1
    case "qquad": 2
    default: nil
    }
  }

  /// Characters that have a form of their own for "not".
  static let negations = table(
    """
    = ≠ ∈ ∉ ∋ ∌ < ≮ > ≯ ≤ ≰ ≥ ≱ ≡ ≢ ∼ ≁ ≃ ≄ ≈ ≉ ≅ ≇ ⊂ ⊄ ⊃ ⊅ ⊆ ⊈ ⊇ ⊉ ∣ ∤ ∥ ∦ ≺ ⊀ ≻ ⊁ ⊢ ⊬ ⊨ ⊭
    → ↛ ← ↚ ⇒ ⇏ ⇐ ⇍ ↔ ↮ ⇔ ⇎ ∃ ∄
    """)

  /// Commands with a structure of their own.
  static let structureNames: [String] = [
    "frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "sqrt", "left", "right",
    "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "bigm", "Bigl", "Bigr", "Bigm",
    "biggl", "biggr", "biggm", "Biggl", "Biggr", "Biggm", "begin", "end", "operatorname",
    "operatorname*", "color", "textcolor", "substack", "stackrel", "overset", "underset", "not",
    "phantom", "hphantom", "vphantom", "smash", "boxed", "limits", "nolimits", "displaystyle",
    "textstyle", "scriptstyle", "scriptscriptstyle", "hspace", "pmod", "bmod", "over", "choose",
    "mathop", "mathbin", "mathrel", "mathord", "mathopen", "mathclose", "mathpunct", "mathinner",
  ]
}
