import Source

/// Reads a tape line by line.
///
/// An error ends its line and no other.
struct TapeParser {
  private let tokens: [Token]
  private(set) var tape = TapeText()
  private(set) var problems: [LocatedTapeProblem] = []

  private init(_ text: String) { tokens = Lexer.tokens(of: text) }

  static func parse(_ text: String) -> (tape: TapeText, problems: [LocatedTapeProblem]) {
    var parser = TapeParser(text)
    var start = 0
    while start < parser.tokens.count {
      let end = parser.endOfLine(from: start)
      // A newline inside brackets joins two lines.
      let line = parser.tokens[start..<end].filter { $0.kind != .newline }
      if !line.isEmpty { parser.readLine(line[...]) }
      start = end + 1
    }
    return (parser.tape, parser.problems)
  }

  /// The next newline that ends a line.
  ///
  /// Inside brackets a line goes on, unless the next one begins as a line of a tape does: then the
  /// bracket was forgotten.
  private func endOfLine(from start: Int) -> Int {
    var depth = 0
    for index in start..<tokens.count {
      switch tokens[index].kind {
      case .open, .openBracket: depth += 1
      case .close, .closeBracket: depth -= 1
      case .newline where depth <= 0 || beginsLine(index + 1): return index
      default: break
      }
    }
    return tokens.count
  }

  private func beginsLine(_ index: Int) -> Bool {
    guard index + 1 < tokens.count, let first = tokens[index].name, first != "axis" else {
      return false
    }
    if tokens[index + 1].kind == .equals { return true }
    return Keyword(rawValue: first) != nil && tokens[index + 1].name != nil
  }

  private enum Keyword: String {
    case parameter
    case gradient
    case wrt
  }

  private mutating func readLine(_ line: ArraySlice<Token>) {
    let first = line[line.startIndex]
    let second = line.count > 1 ? line[line.startIndex + 1] : nil
    do throws(LocatedTapeProblem) {
      switch first.name.flatMap(Keyword.init) {
      case .gradient where second?.kind != .equals: try readGradient(line)
      case .parameter where second?.kind != .equals:
        try readDefinition(line.dropFirst(), isParameter: true)
      default: try readDefinition(line, isParameter: false)
      }
    } catch {
      problems.append(error.knowing(values: tape.definitions.lazy.map(\.name)))
    }
  }

  // MARK: Definitions

  private mutating func readDefinition(
    _ line: ArraySlice<Token>, isParameter: Bool
  ) throws(LocatedTapeProblem) {
    guard let first = line.first, let name = first.name, line.count > 1 else {
      throw statementProblem(line, isParameter: isParameter)
    }
    guard line[line.startIndex + 1].kind == .equals else {
      if !line.contains(where: { $0.kind == .equals }) || isParameter {
        throw statementProblem(line, isParameter: isParameter)
      }
      throw LocatedTapeProblem(.missingEquals(after: name), line[line.startIndex + 1].range)
    }
    let place = TapeText.Name(text: name, range: first.range)
    do throws(LocatedTapeProblem) {
      try checkName(name, first.range)
      let equals = line[line.startIndex + 1]
      guard line.count > 2 else {
        throw LocatedTapeProblem(.missingExpression(name), .point(equals.range.end))
      }
      let expression = try ExpressionParser.parse(line.dropFirst(2), start: equals.range.end)
      tape.definitions.append(
        TapeText.Definition(
          name: name, nameRange: first.range, isParameter: isParameter, expression: expression))
    } catch {
      tape.broken.append(place)
      throw error
    }
  }

  private func statementProblem(
    _ line: ArraySlice<Token>, isParameter: Bool
  ) -> LocatedTapeProblem {
    if let invalid = line.first(where: { $0.problem != nil }), let problem = invalid.problem {
      return LocatedTapeProblem(problem, invalid.range)
    }
    let start = line.first?.range.start ?? tokens.first?.range.start ?? 0
    let whole = SourceRange(start, line.last?.range.end ?? start)
    guard isParameter, let name = line.first?.name else {
      return LocatedTapeProblem(.notAStatement, whole)
    }
    let end = line.first?.range.end ?? start
    return LocatedTapeProblem(.missingEquals(after: name), .point(end))
  }

  private func checkName(_ name: String, _ range: SourceRange) throws(LocatedTapeProblem) {
    if FunctionName(rawValue: name) != nil || Keyword(rawValue: name) != nil {
      throw LocatedTapeProblem(.reservedWord(name), range)
    }
  }

  // MARK: Gradients

  private mutating func readGradient(_ line: ArraySlice<Token>) throws(LocatedTapeProblem) {
    guard line.count > 1 else {
      throw LocatedTapeProblem(.missingTarget, line[line.startIndex].range)
    }
    let target = try name(at: line.startIndex + 1, in: line)
    guard line.count > 2 else {
      tape.requests.append(TapeText.Request(target: target, sources: nil))
      return
    }
    let word = line[line.startIndex + 2]
    guard word.name == Keyword.wrt.rawValue else {
      throw LocatedTapeProblem(.missingWith(found: word.text), word.range)
    }
    var sources: [TapeText.Name] = []
    var index = line.startIndex + 3
    while true {
      let source = try name(at: index, in: line)
      if sources.contains(where: { $0.text == source.text }) {
        throw LocatedTapeProblem(.namedTwice(source.text), source.range)
      }
      sources.append(source)
      if index + 1 == line.endIndex { break }
      guard line[index + 1].kind == .comma else {
        let range = line[index + 1].range
        throw LocatedTapeProblem(.missingWith(found: line[index + 1].text), range)
      }
      index += 2
    }
    tape.requests.append(TapeText.Request(target: target, sources: sources))
  }

  private func name(
    at index: Int, in line: ArraySlice<Token>
  ) throws(LocatedTapeProblem) -> TapeText.Name {
    guard index < line.endIndex else {
      throw LocatedTapeProblem(.missingName, .point(line.last?.range.end ?? 0))
    }
    guard let name = line[index].name, Keyword(rawValue: name) == nil else {
      throw LocatedTapeProblem(.missingName, line[index].range)
    }
    return TapeText.Name(text: name, range: line[index].range)
  }
}
