/// The lines of a Python program, indented by 4 and broken where they would be longer than 88
/// columns.
struct PythonText {
  static let width = 88

  private(set) var lines: [String] = []
  /// How many times the next line is indented.
  var depth: Int

  init(depth: Int = 0) { self.depth = depth }

  private var margin: String { String(repeating: "    ", count: depth) }
  private var room: Int { Self.width - 4 * depth }

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func add(_ line: String) { lines.append(line.isEmpty ? "" : margin + line) }

  mutating func add(_ lines: [String]) { for line in lines { add(line) } }

  /// An empty line or two, unless there are as many already.
  mutating func gap(_ count: Int = 1) {
    guard !lines.isEmpty else { return }
    while !lines.suffix(count).allSatisfy({ $0.isEmpty }) { lines.append("") }
  }

  /// What stands before and after a function.
  mutating func functionGap() { gap(depth == 0 ? 2 : 1) }

  /// A comment, broken into lines between words.
  mutating func comment(_ text: String) {
    var line = "#"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > room, line != "#" {
        add(line)
        line = "#"
      }
      line += " " + word
    }
    add(line)
  }

  /// A head such as `for …:` with an indented body.
  mutating func block(_ head: String, _ body: (inout PythonText) -> Void) {
    add(head)
    depth += 1
    body(&self)
    depth -= 1
  }

  /// `opening item, item, … closing` on one line, or where that is too long with as many items on
  /// each line as there is room for; `oneEach` puts each on a line of its own.
  mutating func list(
    _ opening: String, _ items: [String], _ closing: String, oneEach: Bool = false
  ) {
    let line = opening + items.joined(separator: ", ") + closing
    if line.count <= room { return add(line) }
    add(opening)
    depth += 1
    var current = ""
    for item in items {
      if !current.isEmpty, oneEach || current.count + item.count + 2 > room {
        add(current)
        current = ""
      }
      if item.count >= room {
        if !current.isEmpty { add(current) }
        current = brokenRow(item)
      } else {
        current += (current.isEmpty ? "" : " ") + item + ","
      }
    }
    if !current.isEmpty { add(current) }
    depth -= 1
    add(closing)
  }

  /// Writes a row that is longer than a line but for its last line, which it returns.
  private mutating func brokenRow(_ row: String) -> String {
    var current = ""
    for word in row.split(separator: " ") {
      if !current.isEmpty, current.count + 1 + word.count >= room {
        add(current)
        current = " "
      }
      current += (current.isEmpty || current == " " ? "" : " ") + word
    }
    return current + ","
  }

  /// Lines that have their indentation.
  mutating func add(alreadyIndented other: PythonText) { lines += other.lines }
}

extension PythonText {
  /// A line whose expression is put into parentheses, and broken between words, where it is long.
  mutating func wrapped(_ start: String, _ expression: String) {
    if start.count + expression.count <= room { return add(start + expression) }
    block(start + "(") { text in
      let pieces = Self.terms(of: expression).flatMap { term in
        term.count <= text.room ? [term] : term.split(separator: " ").map(String.init)
      }
      var line = ""
      for piece in pieces {
        if !line.isEmpty, line.count + 1 + piece.count > text.room {
          text.add(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + piece
      }
      text.add(line)
    }
    add(")")
  }

  /// The terms of a sum, each with its sign; what stands in parentheses is not broken.
  private static func terms(of expression: String) -> [String] {
    var terms: [String] = []
    var depth = 0
    for word in expression.split(separator: " ") {
      if depth == 0, word == "+" || word == "-" || terms.isEmpty {
        terms.append(String(word))
      } else {
        terms[terms.count - 1] += " " + word
      }
      depth += word.count { "([".contains($0) } - word.count { ")]".contains($0) }
    }
    return terms
  }
}
