import Autodiff
import Source

extension TapeProblem: DiagnosticFact {
  package var message: String {
    switch self {
    case .unexpectedCharacter(let text): "'\(text)' does not belong in an expression"
    case .superscript(let text, _): "'\(text)' does not belong in an expression"
    case .doubleStar: "'**' is not a power here"
    case .numberTooLarge(let text): "\(text) is too large for a float64"
    case .missingValue(let before, let found): Self.missingValue(before, found)
    case .unclosed(let sign): "'\(sign)' is never closed"
    case .unopened(let sign): "'\(sign)' has no '\(sign == ")" ? "(" : "[")' before it"
    case .unexpectedComma: "a comma only separates arguments and entries"
    case .unexpectedEquals: "a second '=' in one line"
    case .implicitProduct(let left, let right):
      "a sign is missing between '\(left)' and '\(right)'"
    case .divisorNeedsParentheses(let number, let factor):
      "'/\(number)\(factor)' can be read in two ways and needs parentheses"
    case .exponentNeedsParentheses(let number, let factor):
      "'^\(number)\(factor)' can be read in two ways and needs parentheses"
    case .functionWithoutArguments(let function):
      "'\(function.rawValue)' is a function and needs its argument"
    case .notAFunction(let name): "unknown function '\(name)'"
    case .valueCalled(let name): "'\(name)' is a value, not a function"
    case .argumentCount(let function, let found): Self.argumentCount(function, found)
    case .unknownKeyword(let name, let function):
      "'\(function.rawValue)' has no option '\(name)'"
    case .axisNotTaken(let function): "'\(function.rawValue)' has no option 'axis'"
    case .axisNotAnInteger: "'axis' is a whole number"
    case .axisNotLast: "'axis=' must be the last thing in a call"
    case .axisOfTwo(let function):
      "'\(function.rawValue)' of two values is elementwise and takes no axis"
    case .emptyArray: "an empty array has no shape"
    case .mixedArray: "an array holds either numbers or rows, not both"
    case .arrayTooDeep: "an array has at most two dimensions"
    case .raggedMatrix(let first, let other):
      "this row has \(Self.entries(other)), the first row has \(first)"
    case .nameInArray(let name): "an array's entries are numbers; '\(name)' is a name"
    case .entryNotScalar(let shape): "an array's entries are numbers; this has shape \(shape)"
    case .unknownName(let name, _): "unknown name '\(name)'"
    case .usedBeforeDefinition(let name): "'\(name)' is used before it is defined"
    case .definedTwice(let name): "'\(name)' is defined twice"
    case .reservedWord(let name): "'\(name)' is a word of the language and cannot be a name"
    case .notAStatement: "this line is neither a definition nor a 'gradient' line"
    case .missingExpression(let name): "'\(name)' has no right side"
    case .missingEquals(let name): "'=' is missing after '\(name)'"
    case .missingTarget: "'gradient' of what?"
    case .missingWith(let found): "'\(found)' is unexpected here"
    case .missingName: "a name is missing here"
    case .namedTwice(let name): "'\(name)' is named twice"
    case .nothingToDifferentiateBy(let target):
      "there is nothing to differentiate '\(target)' by"
    case .notBroadcastable(let expression, let left, let right):
      "shapes \(left) and \(right) do not fit together in \(expression)"
    case .innerSizesDiffer(let expression, let left, let right):
      Self.innerSizes(expression, left, right)
    case .scalarInMatrixProduct(let expression, let left, let right):
      "a scalar has no matrix product in \(expression): \(left) @ \(right)"
    case .notMatrix(let expression, let shape):
      "\(expression) needs a matrix, this has shape \(shape)"
    case .noSuchAxis(let axis, let expression, let shape):
      "shape \(shape) has no axis \(axis) in \(expression)"
    case .scalarHasNoLastAxis(let expression): "\(expression) needs a vector or a matrix"
    case .classesDoNotFit(let expression, let logits, let classes):
      "classes of shape \(classes) do not fit logits of shape \(logits) in \(expression)"
    case .notAClass(let value, let classes):
      "\(Self.number(value)) is not a class: there are \(classes), from 0 to \(classes - 1)"
    case .gradientOfNonScalar(let name, let shape):
      "a gradient is taken of a scalar; '\(name)' has shape \(shape)"
    case .tapeWithoutParameters: "this tape has no 'parameter' to train"
    case .tapeWithoutLoss: "this tape does not say what to lower"
    case .lossNotScalar(let name, let shape):
      "a loss is a scalar; '\(name)' has shape \(shape)"
    case .variableWithoutStart(let name): "'\(name)' has no start value"
    case .startWithoutVariable(let name, _): "'\(name)' does not occur in the expression"
    case .nothingToMinimize: "this expression has no variable to change"
    }
  }

  package var help: String? {
    switch self {
    case .superscript(_, let power): "write ^\(power) for a power"
    case .doubleStar: "write ^ for a power"
    case .missingValue(_, let found):
      found == "/" || found == "*" ? "'\(found ?? "")' stands between two values" : nil
    case .unclosed(let sign): "add '\(sign == "(" ? ")" : "]")'"
    case .unexpectedEquals: "write one 'name = expression' a line"
    case .implicitProduct(let left, let right):
      "only a number multiplies without a sign, as in 3x: write \(left) * \(right)"
    case .divisorNeedsParentheses(let number, let factor):
      "write …/(\(number)\(factor)) or (…/\(number)) * \(factor)"
    case .exponentNeedsParentheses(let number, let factor):
      "write …^(\(number)\(factor)) or (…^\(number)) * \(factor)"
    case .functionWithoutArguments(let function): "write \(function.example)"
    case .notAFunction(let name): Self.functionHelp(name)
    case .valueCalled(let name): "to multiply, write \(name) * (…)"
    case .argumentCount(let function, _): "write \(function.example)"
    case .unknownKeyword: "the only option is 'axis', as in sum(x, axis=0)"
    case .axisNotTaken: "'axis' belongs to sum, mean, max and min"
    case .axisNotAnInteger: "axis=0 goes down the rows, axis=1 along the columns"
    case .axisOfTwo: "leave out 'axis', or reduce one value"
    case .arrayTooDeep: "write a matrix as [[1, 2], [3, 4]]"
    case .nameInArray: "write the numbers themselves"
    case .unknownName(let name, let suggestion): Self.nameHelp(name, suggestion)
    case .usedBeforeDefinition: "move the line that defines it up"
    case .definedTwice: "give the second one another name"
    case .notAStatement:
      "write 'name = expression', 'parameter name = expression' or 'gradient name'"
    case .missingTarget: "write 'gradient L' or 'gradient L wrt x, y'"
    case .missingWith: "write 'gradient L wrt x, y'"
    case .nothingToDifferentiateBy: "say by what: 'gradient … wrt x'"
    case .notBroadcastable: "along each axis, sizes must be equal or one of them 1"
    case .notMatrix: "write a row as [[1, 2]], a column as [[1], [2]]"
    case .classesDoNotFit: "give one class for each row of logits, or one-hot rows"
    case .gradientOfNonScalar(let name, _), .lossNotScalar(let name, _):
      "reduce it first: sum(\(name)) or mean(\(name))"
    case .tapeWithoutParameters: "write 'parameter w = 1' for each value that training may change"
    case .tapeWithoutLoss: "name the value to lower 'loss', or write one 'gradient' line"
    case .variableWithoutStart(let name): "add it to 'start', as in start: {\(name): 1}"
    case .startWithoutVariable(let name, let variables):
      Suggestion.nearest(to: name, among: variables).map { "did you mean '\($0)'?" }
    case .nothingToMinimize: "use a name in it, as in (w - 5)^2 with start: {w: 8}"
    case .unexpectedCharacter, .numberTooLarge, .unopened, .unexpectedComma, .axisNotLast,
      .emptyArray, .mixedArray, .raggedMatrix, .entryNotScalar, .reservedWord, .missingExpression,
      .missingEquals, .missingName, .namedTwice, .innerSizesDiffer, .scalarInMatrixProduct,
      .noSuchAxis, .scalarHasNoLastAxis, .notAClass:
      nil
    }
  }
}

extension TapeProblem {
  private static func missingValue(_ before: String?, _ found: String?) -> String {
    switch (before, found) {
    case (nil, nil): "an expression is missing"
    case (nil, let found?): "a value is missing before '\(found)'"
    case (let before?, nil): "a value is missing after '\(before)'"
    case (let before?, let found?): "a value is missing between '\(before)' and '\(found)'"
    }
  }

  private static func argumentCount(_ function: FunctionName, _ found: Int) -> String {
    let arity = function.arity
    let wanted =
      arity.count == 1
      ? (arity.lowerBound == 1 ? "1 value" : "\(arity.lowerBound) values")
      : "\(arity.lowerBound) or \(arity.upperBound) values"
    return "'\(function.rawValue)' takes \(wanted), this call has \(found)"
  }

  private static func innerSizes(_ expression: String, _ left: Shape, _ right: Shape) -> String {
    let inner = left.columns
    let outer = right.rank == 1 ? right.columns : right.rows
    return "inner sizes \(inner) and \(outer) differ in \(expression): \(left) @ \(right)"
  }

  private static func entries(_ count: Int) -> String {
    count == 1 ? "1 entry" : "\(count) entries"
  }

  /// A whole number without its point.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }

  private static func functionHelp(_ name: String) -> String? {
    let names = FunctionName.allCases.map { $0.rawValue }
    return Suggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
  }

  private static func nameHelp(_ name: String, _ suggestion: String?) -> String? {
    if let suggestion { return "did you mean '\(suggestion)'?" }
    switch name {
    case "pi", "π": return "write 3.141592653589793"
    case "e": return "write exp(x) for a power of e, or 2.718281828459045"
    default: return nil
    }
  }
}
