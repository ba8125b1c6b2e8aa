import Training

extension TrainingResult {
  /// All numbers to the last bit; the sign of what is not a number is not promised.
  var exactText: String { "\(self)".replacing("-nan", with: "nan") }
}
