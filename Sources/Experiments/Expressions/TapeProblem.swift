import Autodiff
import Source

/// What can be wrong with an expression or a tape.
///
/// Worded in `TapeProblem+Wording.swift`.
package enum TapeProblem: Error, Hashable, Sendable {
  // Signs.
  case unexpectedCharacter(String)
  case superscript(String, power: Int)
  case doubleStar
  case numberTooLarge(String)

  // Expressions.
  case missingValue(after: String?, found: String?)
  case unclosed(String)
  case unopened(String)
  case unexpectedComma
  case unexpectedEquals
  case implicitProduct(left: String, right: String)
  /// `1/2x`.
  case divisorNeedsParentheses(number: String, factor: String)
  case exponentNeedsParentheses(number: String, factor: String)
  case functionWithoutArguments(FunctionName)
  case notAFunction(String)
  case valueCalled(String)
  case argumentCount(FunctionName, found: Int)
  case unknownKeyword(String, FunctionName)
  case axisNotTaken(FunctionName)
  case axisNotAnInteger
  case axisNotLast
  case axisOfTwo(FunctionName)
  case emptyArray
  case mixedArray
  case arrayTooDeep
  case raggedMatrix(first: Int, other: Int)
  case nameInArray(String)
  case entryNotScalar(Shape)

  // Names.
  case unknownName(String, suggestion: String?)
  case usedBeforeDefinition(String)
  case definedTwice(String)
  case reservedWord(String)

  // Lines.
  case notAStatement
  case missingExpression(String)
  case missingEquals(after: String)
  case missingTarget
  case missingWith(found: String)
  case missingName
  case namedTwice(String)
  case nothingToDifferentiateBy(String)

  // Shapes.
  case notBroadcastable(expression: String, Shape, Shape)
  case innerSizesDiffer(expression: String, Shape, Shape)
  case scalarInMatrixProduct(expression: String, Shape, Shape)
  case notMatrix(expression: String, Shape)
  case noSuchAxis(Int, expression: String, Shape)
  case scalarHasNoLastAxis(expression: String)
  case classesDoNotFit(expression: String, logits: Shape, classes: Shape)
  case notAClass(Double, classes: Int)
  case gradientOfNonScalar(String, Shape)

  // As an experiment.
  case tapeWithoutParameters
  case tapeWithoutLoss
  case lossNotScalar(String, Shape)
  case variableWithoutStart(String)
  case startWithoutVariable(String, variables: [String])
  case nothingToMinimize
}

/// A problem with its place in the text that was read.
package struct LocatedTapeProblem: Error, Hashable, Sendable {
  package let problem: TapeProblem
  package let range: SourceRange

  init(_ problem: TapeProblem, _ range: SourceRange) {
    self.problem = problem
    self.range = range
  }

  /// The same, where a value was called like a function.
  func knowing(values: some Sequence<String>) -> Self {
    guard case .notAFunction(let name) = problem, values.contains(name) else { return self }
    return Self(.valueCalled(name), range)
  }

  /// The problem as a diagnostic of the file that the text was taken from.
  package func diagnostic(in excerpt: Excerpt) -> Diagnostic {
    Diagnostic(.error, problem, at: excerpt.fileRange(range))
  }
}
