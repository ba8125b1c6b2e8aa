import Training

/// Numbers as Python reads and prints them: the shortest text that gives back the same bits.
enum PythonNumber {
  /// A float, with a point or an exponent: `1.0`, `0.1`, `1e-05`.
  static func float(_ value: Double, _ precision: Precision = .float64) -> String {
    guard value.isFinite else {
      return value.isNaN ? "float(\"nan\")" : value > 0 ? "float(\"inf\")" : "float(\"-inf\")"
    }
    return precision == .float32 ? Float(value).description : value.description
  }

  /// A whole number without a point, others as floats.
  static func plain(_ value: Double) -> String {
    guard let whole = Int64(exactly: value), whole.magnitude < 1_000_000 else {
      return float(value)
    }
    return String(whole)
  }
}

/// Names that mean something else in a program get an underscore: `lambda_`.
struct PythonNames {
  /// The words of the language, and what the programs themselves use.
  private static let taken: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield", "F", "best", "factor", "float", "gradient", "gradients", "int", "keras",
    "learning_rate", "len", "loss", "math", "min", "objective", "optimizer", "parameters", "print",
    "range", "scale", "scheduler", "step", "sum", "tape", "tf", "torch", "waited", "zip",
  ]

  private var chosen: [String: String] = [:]

  init(_ names: [String]) {
    var used = Self.taken.union(names)
    for name in names {
      var choice = name
      if Self.taken.contains(name) {
        repeat { choice += "_" } while used.contains(choice)
        used.insert(choice)
      }
      chosen[name] = choice
    }
  }

  subscript(name: String) -> String { chosen[name] ?? name }
}
