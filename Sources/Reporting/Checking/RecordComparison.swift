import Experiments
import Training

/// Compares a record with results computed anew, value by value.
package struct RecordComparison: Sendable {
  package struct Difference: Hashable, Sendable {
    /// The value's path as in a notebook: `xor.trials[0].final_loss`.
    package let path: String
    /// As the record has it; nil where it has no such value.
    package let recorded: String?
    /// As it is now; nil where there is no such value any more.
    package let computed: String?
    /// |computed − recorded| of two numbers.
    package let distance: Double?

    package init(path: String, recorded: String?, computed: String?, distance: Double?) {
      self.path = path
      self.recorded = recorded
      self.computed = computed
      self.distance = distance
    }
  }

  /// In the order of the results.
  package private(set) var differences: [Difference] = []
  /// How many single values were compared.
  package private(set) var count = 0
  /// Of these: not the same, and within the tolerance.
  package private(set) var within = 0
  private let tolerance: Double

  /// - Parameters:
  ///   - tolerance: relative to the larger magnitude; 0 asks for the same bits.
  package init(
    path: String, recorded: RecordedValue, computed: ResultValue, tolerance: Double
  ) {
    self.tolerance = tolerance
    compare(recorded, computed, at: path)
  }

  private mutating func compare(
    _ recorded: RecordedValue?, _ computed: ResultValue, at path: String
  ) {
    guard let recorded else { return note(path, nil, Self.text(computed)) }
    if let digest = recorded[ResultValue.digestKey]?.text,
      case .object(let now)? = computed.digest
    {
      return compareAbridged(recorded, digest, now, at: path)
    }
    switch computed {
    case .string(let text):
      check(recorded == .string(text), path, recorded, computed)
    case .integer(let number):
      compare(recorded, number, at: path)
    case .number(let number, let precision):
      compare(recorded, number, precision, at: path)
    case .numbers(let numbers, let precision):
      compareRows(recorded, numbers.count, computed, at: path) { comparison, item, index, path in
        comparison.compare(item, numbers[index], precision, at: path)
      }
    case .array(let items):
      compareRows(recorded, items.count, computed, at: path) { comparison, item, index, path in
        comparison.compare(item, items[index], at: path)
      }
    case .object(let members):
      guard case .object(let old) = recorded else {
        return note(path, Self.text(recorded), Self.text(computed))
      }
      for member in members {
        compare(old[member.key], member.value, at: path + "." + member.key)
      }
      let names = Set(members.map(\.key))
      for key in old.keys.sorted() where !names.contains(key) {
        note(path + "." + key, old[key].map(Self.text), nil)
      }
    }
  }

  /// Of a list that a page has abridged the bits are compared as a whole; where they differ, its norm.
  private mutating func compareAbridged(
    _ recorded: RecordedValue, _ digest: String, _ now: [ResultValue.Member], at path: String
  ) {
    let values = Dictionary(uniqueKeysWithValues: now.map { ($0.key, $0.value) })
    if case .integer(let number)? = values["count"] { count += number - 1 }
    if values[ResultValue.digestKey] == .string(digest) {
      count += 1
    } else if tolerance > 0, let norm = values["norm"] {
      compare(recorded["norm"], norm, at: path + ".norm")
    } else {
      count += 1
      note(path, "numbers of digest \(digest)", values[ResultValue.digestKey].map(Self.text))
    }
  }

  private mutating func compareRows(
    _ recorded: RecordedValue, _ count: Int, _ computed: ResultValue, at path: String,
    _ compareItem: (inout RecordComparison, RecordedValue, Int, String) -> Void
  ) {
    guard case .array(let old) = recorded else {
      return note(path, Self.text(recorded), Self.text(computed))
    }
    for index in 0..<min(old.count, count) {
      compareItem(&self, old[index], index, "\(path)[\(index)]")
    }
    if old.count != count { note(path, "\(old.count) values", "\(count) values") }
  }

  private mutating func compare(
    _ recorded: RecordedValue, _ computed: Double, _ precision: Precision, at path: String
  ) {
    count += 1
    let old: Double
    switch recorded {
    case .number(let number): old = number
    // The JSON spells non-finite numbers as strings.
    case .string("nan"): old = .nan
    case .string("inf"): old = .infinity
    case .string("-inf"): old = -.infinity
    default: return note(path, Self.text(recorded), Self.text(computed, precision))
    }
    // A float32 is written in its own shortest form, which names it only among its kind.
    let same =
      precision == .float32
      ? Float(old) == Float(computed) : old == computed
    if same || old.isNaN && computed.isNaN { return }
    let distance = (computed - old).magnitude
    if distance <= tolerance * max(old.magnitude, computed.magnitude), distance.isFinite {
      within += 1
      return
    }
    differences.append(
      Difference(
        path: path, recorded: Self.text(old, precision), computed: Self.text(computed, precision),
        distance: distance.isFinite ? distance : nil))
  }

  /// Whole numbers count things, and know no tolerance.
  private mutating func compare(_ recorded: RecordedValue, _ computed: Int, at path: String) {
    count += 1
    guard case .number(let number) = recorded, let old = Int(exactly: number) else {
      return note(path, Self.text(recorded), "\(computed)")
    }
    guard old != computed else { return }
    differences.append(
      Difference(
        path: path, recorded: "\(old)", computed: "\(computed)",
        distance: Double(computed.distance(to: old).magnitude)))
  }

  private mutating func check(
    _ same: Bool, _ path: String, _ recorded: RecordedValue, _ computed: ResultValue
  ) {
    count += 1
    if !same { note(path, Self.text(recorded), Self.text(computed)) }
  }

  private mutating func note(_ path: String, _ recorded: String?, _ computed: String?) {
    differences.append(
      Difference(path: path, recorded: recorded, computed: computed, distance: nil))
  }

  private static func text(_ number: Double, _ precision: Precision) -> String {
    precision == .float32 ? "\(Float(number))" : "\(number)"
  }

  private static func text(_ value: RecordedValue) -> String {
    switch value {
    case .null: "nothing"
    case .boolean(let value): "\(value)"
    case .number(let number): "\(number)"
    case .string(let text): text
    case .array(let items): "\(items.count) values"
    case .object(let members): "\(members.count) members"
    }
  }

  private static func text(_ value: ResultValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .number(let number, let precision): text(number, precision)
    case .numbers(let numbers, _): "\(numbers.count) values"
    case .array(let items): "\(items.count) values"
    case .object(let members): "\(members.count) members"
    }
  }
}
