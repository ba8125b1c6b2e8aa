/// The colours that have a name in formulas.
///
/// Each has a tone for light pages and one for dark
/// ones, both with a contrast of 4.5 and more.
enum MathMLColor {
  static let tones: [(name: String, light: String, dark: String)] = [
    ("red", "#b3141f", "#ff8f87"),
    ("blue", "#1a4fb4", "#8ab4ff"),
    ("green", "#1d6b34", "#7fd39a"),
    ("orange", "#9a4a00", "#ffb066"),
    ("purple", "#6d2aa0", "#d0a5ff"),
    ("violet", "#6d2aa0", "#d0a5ff"),
    ("magenta", "#a3127c", "#ff8fdc"),
    ("pink", "#a8205e", "#ff9cc4"),
    ("teal", "#0c6468", "#6fd3d6"),
    ("cyan", "#04647d", "#6ed0ea"),
    ("brown", "#774315", "#dfae82"),
    ("olive", "#5c5a00", "#cfcb62"),
    ("yellow", "#735600", "#f2d04f"),
    ("gray", "#595959", "#b3b3b3"),
    ("grey", "#595959", "#b3b3b3"),
  ]

  /// `black` is the page's own ink, which is light on dark pages.
  static let names = Set(tones.map(\.name) + ["black"])
}
