/// The numbers of a table's column, so that they can be set with their points below each other.
struct NumberColumn: Sendable {
  /// The longest part before a point.
  private var head = ""
  private var tailWidth = 0
  private let notation: NumberText.Notation

  init(_ numbers: some Sequence<NumberText>, _ notation: NumberText.Notation) {
    self.notation = notation
    for number in numbers {
      let own = number.head(notation)
      if own.count > head.count { head = own }
      tailWidth = max(tailWidth, number.tail(notation).count)
    }
  }

  /// What a number lacks on its left to be as long as the longest before its point. Set invisibly
  /// in front of it, this aligns the points in any font whose figures are equally wide.
  func missingHead(of number: NumberText) -> String {
    String(head.dropLast(number.head(notation).count))
  }

  /// How many characters a number lacks on its right.
  func missingTailWidth(of number: NumberText) -> Int {
    tailWidth - number.tail(notation).count
  }

  /// The number with blanks around it, all numbers of the column equally long.
  func padded(_ number: NumberText, with blank: Character) -> String {
    let before = String(repeating: blank, count: missingHead(of: number).count)
    let after = String(repeating: blank, count: missingTailWidth(of: number))
    return before + number.written(notation) + after
  }
}
