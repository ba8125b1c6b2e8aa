import Autodiff

/// `1e-4..1 log 9` or `0..1 linear 5`: so many values, both ends included.
struct ValueRange {
  let count: Int
  private let from: Double
  private let to: Double
  private let isGeometric: Bool

  init?(_ text: String) {
    guard let dots = text.range(of: "..") else { return nil }
    let words = text[dots.upperBound...].split(separator: " ")
    guard let from = DecimalNumber.parse(text[..<dots.lowerBound].filter { $0 != " " }),
      words.count == 3, let to = DecimalNumber.parse(words[0]), let count = Int(words[2]),
      count >= 2
    else { return nil }
    switch words[1] {
    case "log":
      guard from > 0, to > 0 else { return nil }
      isGeometric = true
    case "lin", "linear": isGeometric = false
    default: return nil
    }
    (self.from, self.to, self.count) = (from, to, count)
  }

  /// The values from the first to the last.
  /// - Complexity: O(`count`), which the caller has held against the limit of trials.
  var values: [Double] {
    isGeometric ? Self.geometric(from, to, count) : Self.arithmetic(from, to, count)
  }

  /// from · (to / from)^(i / (n − 1)), rounded to 15 significant digits so that decades come out
  /// as 0.001 and not as 0.0010000000000000002.
  private static func geometric(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
    (0..<count).map { index in
      if index == 0 { return from }
      if index == count - 1 { return to }
      let share = Double(index) / Double(count - 1)
      return rounded(from * Double.power(to / from, share))
    }
  }

  private static func arithmetic(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
    (0..<count).map { index in
      if index == count - 1 { return to }
      return rounded(from + (to - from) * (Double(index) / Double(count - 1)))
    }
  }

  private static func rounded(_ value: Double) -> Double {
    Double(DecimalExpansion(value).rounded(toSignificant: 15).scientificText) ?? value
  }
}
