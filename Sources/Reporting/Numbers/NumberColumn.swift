/// The numbers of a table's column, so that they can be set with their points below each other.
struct NumberColumn: Sendable {
  private var wholeWidth = 0
  private var fractionWidth = 0
  /// The longest power of ten in the column.
  private var power = ""
  private let notation: NumberText.Notation

  init(_ numbers: some Sequence<NumberText>, _ notation: NumberText.Notation) {
    self.notation = notation
    for number in numbers {
      wholeWidth = max(wholeWidth, number.head(notation).count)
      fractionWidth = max(fractionWidth, number.fraction.utf8.count)
      let own = number.power(notation)
      if own.count > power.count { power = own }
    }
  }

  /// The characters that a number lacks on its right to be as long as the longest: `.000` for a
  /// whole number beside 0.125. Set invisibly behind the number, they align the points in any font
  /// whose figures are equally wide.
  func missingTail(of number: NumberText) -> String {
    let hasPoint = !number.fraction.isEmpty
    let point = fractionWidth > 0 && !hasPoint ? "." : ""
    let zeros = String(repeating: "0", count: fractionWidth - number.fraction.utf8.count)
    return point + zeros + power.dropFirst(number.power(notation).count)
  }

  /// The number with `filler` around it, all numbers of the column equally long.
  func padded(_ number: NumberText, leading: Character = " ", trailing: Character = " ") -> String {
    let head = number.head(notation)
    let before = String(repeating: leading, count: wholeWidth - head.count)
    let after = String(repeating: trailing, count: missingTail(of: number).count)
    return before + head + number.tail(notation) + after
  }
}
