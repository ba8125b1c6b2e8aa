import Testing

/// Texts put together at random from the pieces that Markdown's rules turn on.
@Suite struct RandomTextTests {
  private static let marks = [
    "a", "b c", "*", "**", "_", "`", "``", "[", "](x)", "![", "]", "[r]", "<b>", "<http://a.b>",
    "&amp;", "&ngE;", "\\*", "\\", " ", "  ", "é", "😀", "\t", "$", "$$", "$x_1$", "|", "~~", "~",
    "[^1]", "http://a.b/c", "a@b.cd", "`{a.b}`", "`{a.b %.2f}`", "\\|", "<!-- c -->", "!", "\"",
  ]
  private static let starts = [
    "> ", "- ", "1. ", "    ", "\t", "# ", "```", "```tape\n", "---", "===", "<div>", "[r]: /u 't'",
    "$$", "|---|", "a | b\n--|--", "[^1]: ", "> [!NOTE] ", "> [!TIP]\n", "[ ] ", "* [x] ", "-\t",
    "",
  ]

  @Test("ranges nest, follow each other and hold their own marks", arguments: 0..<12)
  func ranges(_ seed: Int) {
    var random = SplitMix64(state: UInt64(seed))
    for _ in 0..<100 {
      var text = ""
      for _ in 0..<(1 + random.below(9)) {
        for _ in 0..<random.below(4) { text += Self.starts[random.below(Self.starts.count)] }
        for _ in 0..<random.below(8) { text += Self.marks[random.below(Self.marks.count)] }
        text += ["\n", "\n\n", "\r\n"][random.below(3)]
      }
      let problems = RangeCheck(ReadNotebook(text)).problems
      #expect(problems.isEmpty, "\(text.debugDescription): \(problems)")
    }
  }
}

/// Steele, Lea and Flood's SplitMix64.
private struct SplitMix64 {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(limit))
  }
}
