import Autodiff

extension BuiltinData {
  /// Makes the data set. Rows of several classes take turns: 0, 1, 0, 1, …
  ///
  /// | name | features | target |
  /// | --- | --- | --- |
  /// | `xor`, `and`, `or` | the four pairs of 0 and 1 | their truth value |
  /// | `line` | x evenly from −1 to 1 | slope x + intercept + noise |
  /// | `sine` | x evenly from −π to π | sin x + noise |
  /// | `moons` | two half circles of radius 1, interleaved | 0 outer, 1 inner |
  /// | `circles` | circles of radius 1 and `factor` | 0 outer, 1 inner |
  /// | `spirals` | arms r (cos φ, sin φ), φ = 2π (turns r + class / classes), r up to 1 | the arm |
  /// | `blobs` | normal clouds around centres uniform in [−5, 5) | the cloud |
  /// | `random` | standard normal noise | classes drawn evenly |
  /// | `iris` | four lengths in cm | one of three species |
  /// | `digits` | 64 grey values from 0 to 16 | the digit |
  ///
  /// Noise is normal with the given deviation, drawn row by row and coordinate by coordinate from
  /// the stream `data <name>`; `blobs` draws its centres first, `random` its classes last.
  package func dataset(_ arguments: [NamedValue] = []) throws(BuiltinDataError) -> Dataset {
    let options = Options(try values(of: arguments), stream: "data " + rawValue)
    switch self {
    case .xor: return Self.truthTable { $0 != $1 }
    case .and: return Self.truthTable { $0 && $1 }
    case .or: return Self.truthTable { $0 || $1 }
    case .line: return Self.line(options)
    case .sine: return Self.sine(options)
    case .moons: return Self.moons(options)
    case .circles: return Self.circles(options)
    case .spirals: return Self.spirals(options)
    case .blobs: return Self.blobs(options)
    case .random: return Self.random(options)
    case .iris: return Self.flowers
    case .digits: return Self.images(samples: options.samples)
    }
  }

  /// The arguments by name, and the stream that noise comes from.
  private struct Options {
    let values: [NamedValue]
    var generator: RandomGenerator

    init(_ values: [NamedValue], stream: String) {
      self.values = values
      let seed = values.first { $0.name == "seed" }?.value ?? 0
      generator = RandomGenerator(seed: UInt64(seed), purpose: stream)
    }

    subscript(name: String) -> Double { values.first { $0.name == name }?.value ?? 0 }
    var samples: Int { Int(self["samples"]) }
    var features: Int { Int(self["features"]) }
    var classes: Int { Int(self["classes"]) }

    /// So many noise values of the deviation `noise`; none are drawn where it is 0.
    mutating func noise(_ count: Int) -> [Double] {
      let deviation = self["noise"]
      guard deviation > 0 else { return [Double](repeating: 0, count: count) }
      return generator.normals(count).map { $0 * deviation }
    }
  }

  private static func truthTable(_ value: (Bool, Bool) -> Bool) -> Dataset {
    let pairs = [(false, false), (false, true), (true, false), (true, true)]
    return Dataset(
      features: Tensor(pairs.map { [$0 ? 1 : 0, $1 ? 1 : 0] }),
      targets: Tensor(pairs.map { [value($0, $1) ? 1 : 0] }),
      featureNames: ["x1", "x2"], targetNames: ["y"])
  }

  private static func curve(
    _ options: Options, from lower: Double, to upper: Double, _ f: (Double) -> Double
  ) -> Dataset {
    var options = options
    let n = options.samples
    let noise = options.noise(n)
    let xs = (0..<n).map { spaced($0, of: n, from: lower, to: upper) }
    return Dataset(
      features: Tensor(.matrix(n, 1), xs),
      targets: Tensor(.matrix(n, 1), zip(xs, noise).map { f($0) + $1 }),
      featureNames: ["x"], targetNames: ["y"])
  }

  private static func line(_ options: Options) -> Dataset {
    curve(options, from: -1, to: 1) { options["slope"] * $0 + options["intercept"] }
  }

  private static func sine(_ options: Options) -> Dataset {
    curve(options, from: -Double.pi, to: Double.pi) { Elementary.sin($0) }
  }

  private static func moons(_ options: Options) -> Dataset {
    planar(options, classes: 2) { label, index, count in
      let angle = spaced(index, of: count, from: 0, to: Double.pi)
      let (x, y) = (Elementary.cos(angle), Elementary.sin(angle))
      return label == 0 ? (x, y) : (1 - x, 0.5 - y)
    }
  }

  private static func circles(_ options: Options) -> Dataset {
    planar(options, classes: 2) { label, index, count in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      let radius = label == 0 ? 1 : options["factor"]
      return (radius * Elementary.cos(angle), radius * Elementary.sin(angle))
    }
  }

  private static func spirals(_ options: Options) -> Dataset {
    planar(options, classes: options.classes) { label, index, count in
      let radius = Double(index + 1) / Double(count)
      let start = Double(label) / Double(options.classes)
      let angle = 2 * Double.pi * (options["turns"] * radius + start)
      return (radius * Elementary.cos(angle), radius * Elementary.sin(angle))
    }
  }

  /// Points in the plane: `point` gives the place of a class's point by its index among the class's
  /// points; noise is added.
  private static func planar(
    _ options: Options, classes: Int,
    _ point: (_ label: Int, _ index: Int, _ count: Int) -> (Double, Double)
  ) -> Dataset {
    var options = options
    let n = options.samples
    let noise = options.noise(2 * n)
    var values: [Double] = []
    values.reserveCapacity(2 * n)
    for row in 0..<n {
      let label = row % classes
      let (x, y) = point(label, row / classes, (n - label + classes - 1) / classes)
      values.append(x + noise[2 * row])
      values.append(y + noise[2 * row + 1])
    }
    return classified(Tensor(.matrix(n, 2), values), (0..<n).map { $0 % classes }, classes)
  }

  private static func blobs(_ options: Options) -> Dataset {
    var options = options
    let (n, d, classes) = (options.samples, options.features, options.classes)
    let centres = (0..<classes * d).map { _ in options.generator.uniform(-5, 5) }
    let noise = options.noise(n * d)
    let values = (0..<n * d).map { centres[$0 / d % classes * d + $0 % d] + noise[$0] }
    return classified(Tensor(.matrix(n, d), values), (0..<n).map { $0 % classes }, classes)
  }

  private static func random(_ options: Options) -> Dataset {
    var options = options
    let (n, d, classes) = (options.samples, options.features, options.classes)
    let values = options.generator.normals(n * d)
    let labels = (0..<n).map { _ in options.generator.integer(below: classes) }
    return classified(Tensor(.matrix(n, d), values), labels, classes)
  }

  private static func classified(_ features: Tensor, _ labels: [Int], _ classes: Int) -> Dataset {
    Dataset(
      features: features, targets: Tensor(.matrix(labels.count, 1), labels.map { Double($0) }),
      featureNames: (1...features.shape.columns).map { "x\($0)" }, targetNames: ["class"],
      classNames: (0..<classes).map { String($0) })
  }

  /// The place of `index` among `count` places evenly spread from `lower` to `upper`.
  private static func spaced(
    _ index: Int, of count: Int, from lower: Double, to upper: Double
  ) -> Double {
    count == 1 ? lower : lower + (upper - lower) * Double(index) / Double(count - 1)
  }
}
