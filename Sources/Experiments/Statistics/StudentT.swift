import Autodiff

/// Student's t distribution with ν degrees of freedom.
///
/// P(|T| > t) is the regularized incomplete beta function I_x(ν/2, 1/2) at x = ν / (ν + t²), by its
/// continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), with the project's own
/// elementary functions, so that the bits are the same everywhere.
package struct StudentT: Hashable, Sendable {
  /// ν, at least 1.
  package let degrees: Int

  /// - Precondition: there is one degree of freedom at least.
  package init(degrees: Int) {
    precondition(degrees >= 1, "Student's t needs a degree of freedom")
    self.degrees = degrees
  }

  /// The probability of a value at least as far from 0, on either side.
  package func twoSided(_ t: Double) -> Double {
    guard !t.isNaN else { return .nan }
    if t.isInfinite { return 0 }
    let nu = Double(degrees)
    let square = t * t
    // Each share of 1 by itself, so that neither is a difference of nearly equal numbers.
    let x = nu / (nu + square)
    let y = square / (nu + square)
    let (a, b) = (nu / 2, 0.5)
    if y == 0 { return 1 }
    if x == 0 { return 0 }
    if x < (a + 1) / (a + b + 2) { return power(x, y) * Self.fraction(x, a, b) / a }
    return 1 - power(x, y) * Self.fraction(y, b, a) / b
  }

  /// The t that |T| exceeds with this probability: 0.05 for a 95 % interval.
  package func critical(_ probability: Double) -> Double {
    var low = 0.0
    var high = 1.0
    while twoSided(high) > probability, high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if twoSided(middle) > probability { low = middle } else { high = middle }
    }
    return high
  }

  /// xᵃ yᵇ / B(a, b) for a = ν/2, b = 1/2.
  private func power(_ x: Double, _ y: Double) -> Double {
    Elementary.pow(x, Double(degrees) / 2) * y.squareRoot() / beta
  }

  /// B(ν/2, 1/2), from B(1/2, 1/2) = π and B(1, 1/2) = 2 by B(a + 1, b) = B(a, b) a / (a + b).
  private var beta: Double {
    var value = degrees.isMultiple(of: 2) ? 2.0 : Double.pi
    var a = degrees.isMultiple(of: 2) ? 1.0 : 0.5
    while a < Double(degrees) / 2 {
      value *= a / (a + 0.5)
      a += 1
    }
    return value
  }

  /// The continued fraction of I_x(a, b) less its factor, by Lentz's method.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if d.magnitude < tiny { d = tiny }
    d = 1 / d
    var value = d
    for m in 1...10_000 {
      let m = Double(m)
      for term in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + term * d
        if d.magnitude < tiny { d = tiny }
        c = 1 + term / c
        if c.magnitude < tiny { c = tiny }
        d = 1 / d
        value *= d * c
      }
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return value
  }
}
