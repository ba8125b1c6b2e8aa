import Autodiff
import Testing
import Training

struct BuiltinDataTests {
  @Test("truth tables hold the four pairs")
  func truthTables() throws {
    let xor = try BuiltinData.xor.dataset()
    #expect(xor.features == Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]))
    #expect(xor.targets == Tensor([[0.0], [1], [1], [0]]))
    #expect(try BuiltinData.and.dataset().targets.values == [0, 0, 0, 1])
    #expect(try BuiltinData.or.dataset().targets.values == [0, 1, 1, 1])
  }

  @Test("every data set has as many samples as asked for, and its defaults without arguments")
  func sizes() throws {
    for data in BuiltinData.allCases {
      let fixed = data == .iris ? 150.0 : 4
      let samples = data.parameters.first { $0.name == "samples" }?.standard ?? fixed
      #expect(try Double(data.dataset().count) == samples)
      guard data.parameters.contains(where: { $0.name == "samples" }) else { continue }
      let seven = try data.dataset([NamedValue("samples", 7)])
      #expect(seven.count == 7)
      #expect(seven.targets.shape.rows == 7)
      #expect(seven.featureNames.count == seven.features.shape.columns)
      #expect(seven.features.values.allSatisfy { $0.isFinite })
    }
  }

  @Test("the same seed gives the same data, another seed other data")
  func seeds() throws {
    for data in BuiltinData.allCases where data.parameters.contains(where: { $0.name == "seed" }) {
      var arguments = [NamedValue("seed", 3)]
      if data == .sine { arguments.append(NamedValue("noise", 0.1)) }
      let first = try data.dataset(arguments)
      #expect(try data.dataset(arguments) == first)
      arguments[0] = NamedValue("seed", 4)
      #expect(try data.dataset(arguments) != first)
    }
  }

  @Test("a line without noise lies on the line")
  func line() throws {
    let data = try BuiltinData.line.dataset([
      NamedValue("samples", 3), NamedValue("slope", -2), NamedValue("intercept", 0.5),
      NamedValue("noise", 0),
    ])
    #expect(data.features.values == [-1, 0, 1])
    #expect(data.targets.values == [2.5, 0.5, -1.5])
  }

  @Test("moons and circles without noise lie on their circles, classes taking turns")
  func shapes() throws {
    let quiet = [NamedValue("samples", 9), NamedValue("noise", 0)]
    let moons = try BuiltinData.moons.dataset(quiet)
    let circles = try BuiltinData.circles.dataset(quiet)
    #expect(moons.targets.values == [0, 1, 0, 1, 0, 1, 0, 1, 0])
    for row in 0..<9 {
      let inner = row % 2 == 1
      let (x, y) = (moons.features[row, 0], moons.features[row, 1])
      let (u, v) = inner ? (1 - x, 0.5 - y) : (x, y)
      #expect(abs(u * u + v * v - 1) < 1e-12)
      #expect(v >= -1e-12)
      let (p, q) = (circles.features[row, 0], circles.features[row, 1])
      #expect(abs((p * p + q * q).squareRoot() - (inner ? 0.5 : 1)) < 1e-12)
    }
  }

  @Test("arguments are checked by name, range and number")
  func arguments() {
    #expect(throws: BuiltinDataError.unknownArgument("sample", of: .moons)) {
      try BuiltinData.moons.dataset([NamedValue("sample", 10)])
    }
    #expect(throws: BuiltinDataError.givenTwice("noise", of: .moons)) {
      try BuiltinData.moons.dataset([NamedValue("noise", 0), NamedValue("noise", 0)])
    }
    #expect(throws: BuiltinDataError.self) {
      try BuiltinData.moons.dataset([NamedValue("samples", 1.5)])
    }
    #expect(throws: BuiltinDataError.self) {
      try BuiltinData.moons.dataset([NamedValue("noise", .nan)])
    }
    #expect(throws: BuiltinDataError.tooLarge(1e11, of: .random)) {
      try BuiltinData.random.dataset([NamedValue("samples", 1e6), NamedValue("features", 1e5)])
    }
  }

  @Test("iris has 50 flowers of each species, with Fisher's means")
  func iris() throws {
    let data = try BuiltinData.iris.dataset()
    #expect(data.classNames == ["setosa", "versicolor", "virginica"])
    #expect(data.targets.values == (0..<3).flatMap { [Double](repeating: Double($0), count: 50) })
    // The table of means in Fisher's paper.
    let means = [
      [5.006, 3.428, 1.462, 0.246], [5.936, 2.770, 4.260, 1.326], [6.588, 2.974, 5.552, 2.026],
    ]
    for (species, expected) in means.enumerated() {
      for (column, mean) in expected.enumerated() {
        let rows = species * 50..<species * 50 + 50
        let sum = rows.reduce(0.0) { $0 + data.features[$1, column] }
        #expect(abs(sum / 50 - mean) < 1e-9)
      }
    }
  }

  @Test("digits are 1797 images of 64 grey values, their classes nearly even")
  func digits() throws {
    let data = try BuiltinData.digits.dataset()
    #expect(data.features.shape == .matrix(1797, 64))
    #expect(data.features.values.allSatisfy { (0...16).contains($0) && $0 == $0.rounded() })
    // Counts and mean grey value as scikit-learn's copy has them.
    let counts = (0..<10).map { digit in data.targets.values.count { $0 == Double(digit) } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    #expect(data.features.values.reduce(0, +) == 561_718)
    #expect(Array(data.features.values[2..<6]) == [5, 13, 9, 1])
    #expect(data.featureNames[9] == "p11")
  }
}
