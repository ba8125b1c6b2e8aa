import Source

/// What can be wrong with what a block says.
package enum SpecProblem: DiagnosticFact, Hashable {
  // Keys and values.
  case unknownKey(String, of: String, nearest: String?, known: [String])
  case unknownValue(String, of: String, nearest: String?, known: [String])
  case unknownOption(String, of: String, nearest: String?, known: [String])
  case missingOption(String, of: String)
  case wrongValue(key: String, expected: String, found: String)
  case notAMapping(found: String)
  case emptyList(String)
  case givenTwice(String)
  case together(String, String)
  case unclosedCall(String)
  case emptyArgument(String)

  // Parameters.
  case unknownParameter(String, nearest: String?, known: [String])
  case parameterNotScalar(String)
  case unknownSetting(String, nearest: String?, known: [String])

  // The model.
  case noModel
  case severalModels([String])
  case keyDoesNotApply(String, model: String)
  case minimizeWithoutStart
  case networkWithoutData
  case networkWithoutLayers
  case wrongInputWidth(String)
  case wrongWidth(String)
  case emptyLayer
  case arrowInList(String)
  case unexpectedInLayer(String, String)
  case raggedRows(String, row: Int, has: Int, first: Int)
  case rowsDiffer(x: Int, y: Int)
  /// A file of images without the one of labels.
  case missingLabels
  case featuresOfImages
  case notData(String)

  // Sweeps.
  case notSwept(String)
  case sweptKeyGiven(String)
  case unreadableRange(String)
  case repeatedSeed
  case measureMissing(String, known: [String])
  case seedsWithoutEffect
  case tooManyTrials(Double)
  case tooManySteps(Double)
  case tooMuchMemory(bytes: Double)

  // Weights of other blocks.
  case weightsCycle([String])
  case weightsOfFailed(String)
  case weightsOfSeveral(String, trials: Int)

  // Models.
  case tapeFailed(String)
  case notCompiled(String)

  // Conditions.
  case unreadableCondition(String)

  // What is read but not done.
  case tooLargeToShow(String)
  case contourNeedsTwo(parameters: Int)
  case boundaryNeedsPlane
}
