/// Lengths as TeX writes them.
enum TeXLength {
  /// A length in em, or nil: `1em`, `-3mu`, `2.5pt` (at 10 pt to the em); at most 100 em.
  static func em(_ text: String) -> Double? {
    let text = text.filter { !$0.isWhitespace }
    let number = text.prefix { "+-.0123456789".contains($0) }
    guard let value = Double(number) else { return nil }
    let unit: Double
    switch text.dropFirst(number.count) {
    case "em": unit = 1
    case "ex": unit = 0.43
    case "mu": unit = 1 / 18.0
    case "pt": unit = 0.1
    case "px": unit = 0.1 * 72.27 / 96
    case "mm": unit = 0.1 * 72.27 / 25.4
    case "cm": unit = 72.27 / 25.4
    case "in": unit = 7.227
    default: return nil
    }
    let length = value * unit
    return abs(length) <= 100 ? length : nil
  }
}
