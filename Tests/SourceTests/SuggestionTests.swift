import Source
import Testing

@Suite struct SuggestionTests {
  @Test(
    "slips of the finger are understood",
    arguments: [
      ("lerning rate", "learning rate"), ("learning_rate", "learning rate"),
      ("Learning-Rate", "learning rate"), ("epcohs", "epochs"), ("optimiser", "optimizer"),
      ("step", "steps"), ("sed", "seed"),
    ])
  func near(_ word: String, _ meant: String) {
    let keys = ["learning rate", "epochs", "optimizer", "steps", "seed", "batch"]
    #expect(Suggestion.nearest(to: word, among: keys) == meant)
  }

  @Test("what is not near is not suggested", arguments: ["", "x", "colour", "rate", "stop it"])
  func far(_ word: String) {
    #expect(Suggestion.nearest(to: word, among: ["learning rate", "epochs", "batch"]) == nil)
  }

  @Test("another letter is no slip of a one-letter name, but another case is")
  func oneLetter() {
    #expect(Suggestion.nearest(to: "c", among: ["a", "b"]) == nil)
    #expect(Suggestion.nearest(to: "l", among: ["a", "L"]) == "L")
  }

  @Test("the nearest wins, and of equals the first")
  func ties() {
    #expect(Suggestion.nearest(to: "relu6", among: ["elu", "relu"]) == "relu")
    #expect(Suggestion.nearest(to: "adax", among: ["adam", "adaw"]) == "adam")
  }

  @Test("two neighbours exchanged are one slip")
  func transposition() {
    #expect(Suggestion.editDistance(Array("abcd"), Array("acbd")) == 1)
    #expect(Suggestion.editDistance(Array("abc"), Array("")) == 3)
    #expect(Suggestion.editDistance(Array("kitten"), Array("sitting")) == 3)
  }
}
