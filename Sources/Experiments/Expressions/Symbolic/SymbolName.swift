/// How names look in TeX.
enum SymbolName {
  /// `w1` and `w_1` as w with the index 1, Greek letters and single letters as they are, other
  /// words upright.
  static func tex(_ name: String) -> String {
    let plain = String(name.map { subscriptDigits[$0] ?? $0 })
    var head = plain[...]
    var index = ""
    while let last = head.last, last.isNumber, head.count > 1 {
      index = String(last) + index
      head = head.dropLast()
    }
    if let underscore = head.firstIndex(of: "_"), underscore != head.startIndex {
      let rest = head[head.index(after: underscore)...]
      index = String(rest) + index
      head = head[..<underscore]
    }
    let safeHead = head.replacing("_", with: "\\_")
    let base = head.count == 1 ? String(safeHead) : "\\mathrm{\(safeHead)}"
    if index.isEmpty { return base }
    let isWord = index.contains { !$0.isNumber } && index.count > 1
    let safeIndex = index.replacing("_", with: "\\_")
    return "\(base)_{\(isWord ? "\\mathrm{\(safeIndex)}" : safeIndex)}"
  }

  private static let subscriptDigits: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8",
    "₉": "9",
  ]
}

extension SymbolicFunction {
  var displayName: String {
    switch self {
    case .normalCDF: "Φ"
    case .normalDensity: "φ"
    default: rawValue
    }
  }

  var texName: String {
    switch self {
    case .ln, .sin, .cos, .tan, .tanh, .max, .min: "\\\(rawValue)"
    case .normalCDF: "\\Phi"
    case .normalDensity: "\\varphi"
    case .sigmoid: "\\sigma"
    case .abs, .relu, .leakyRelu, .elu, .gelu, .silu, .softplus, .step, .heaviside, .sign:
      "\\operatorname{\(rawValue.replacing("_", with: "\\_"))}"
    }
  }
}
