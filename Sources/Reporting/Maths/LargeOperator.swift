/// The names of the operators' drawings in ``MathML/style``.
enum LargeOperator {
  static let drawings: [String: String] = [
    "∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint",
    "⋃": "cup", "⋂": "cap", "⋁": "vee", "⋀": "wedge", "⨁": "oplus", "⨂": "otimes", "⨀": "odot",
    "⨄": "uplus", "⨆": "sqcup",
  ]
}
