import Source
import Testing

@testable import Experiments

@Suite struct YAMLReaderTests {
  @Test("plain scalars follow YAML 1.2's core schema")
  func coreSchema() {
    #expect(values("[y, no, off, on, Yes]") == "[text y, text no, text off, text on, text Yes]")
    #expect(values("[true, False, null, ~]") == "[flag true, flag false, null, null]")
    #expect(
      values("[1e-3, .5, 2., -1.5E+2]") == "[number 0.001, number 0.5, number 2.0, number -150.0]")
    #expect(values("[0x1F, 0o7, 012, +3]") == "[integer 31, integer 7, integer 12, integer 3]")
    #expect(values("[.inf, -.Inf, .nan]") == "[number inf, number -inf, number nan]")
    #expect(
      values("[1_000, 0b1, 1:30, 2001-01-01, inf, nan]")
        == "[text 1_000, text 0b1, text 1:30, text 2001-01-01, text inf, text nan]")
    #expect(values("['1', \"true\"]") == "[text 1, text true]")
  }

  @Test("keys may be written with spaces, hyphens or underscores")
  func keys() {
    #expect(values("learning-rate: 1") == "{learning rate: integer 1}")
    #expect(values("learning_rate: 1") == "{learning rate: integer 1}")
    #expect(values("learning rate: 1") == "{learning rate: integer 1}")
  }

  @Test("a key given twice is an error at its second place, and the rest is read")
  func duplicateKeys() {
    #expect(
      problems("steps: 1\nseed: 2\nsteps: 3\n") == """
        exercises.md:3:1: error: 'steps' is given twice, first in line 1
        3 | steps: 3
          | ^^^^^
          help: remove one of the two
        """)
    #expect(values("steps: 1\nseed: 2\nsteps: 3\n") == "{steps: integer 1, seed: integer 2}")
    #expect(
      problems("learning rate: 1\nlearning-rate: 2\n") == """
        exercises.md:2:1: error: 'learning-rate' is given twice, first in line 1
        2 | learning-rate: 2
          | ^^^^^^^^^^^^^
          help: remove one of the two
        """)
    #expect(
      problems("start: {w: 1, v: 2, w: 3}\n") == """
        exercises.md:1:21: error: 'w' is given twice, first in line 1
        1 | start: {w: 1, v: 2, w: 3}
          |                     ^
          help: remove one of the two
        """)
  }

  @Test("a call that YAML has split is recognised")
  func splitCalls() {
    #expect(
      problems("{data: moons(samples=200, noise=0.1), steps: 5}") == """
        exercises.md:1:8: error: YAML splits 'moons(samples=200, noise=0.1)' at its commas
        1 | {data: moons(samples=200, noise=0.1), steps: 5}
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          help: quote it: "moons(samples=200, noise=0.1)"
        """)
    #expect(
      values("{data: moons(samples=200, noise=0.1), steps: 5}")
        == "{data: invalid, steps: integer 5}")
    #expect(
      problems("schedule: [step(every=3, factor=0.5), cosine]") == """
        exercises.md:1:12: error: YAML splits 'step(every=3, factor=0.5)' at its commas
        1 | schedule: [step(every=3, factor=0.5), cosine]
          |            ^^^^^^^^^^^^^^^^^^^^^^^^^
          help: quote it: "step(every=3, factor=0.5)"
        """)
    #expect(problems("data: moons(samples=200, noise=0.1)") == "")
  }

  @Test("a condition that YAML has split is recognised")
  func splitConditions() {
    #expect(
      problems("expect: [final_loss < 1, gradients.W2[0][0] = -0.2561 ± 0.0001]") == """
        exercises.md:1:26: error: '[…]' or '{…}' does not go on like this
        1 | expect: [final_loss < 1, gradients.W2[0][0] = -0.2561 ± 0.0001]
          |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          help: inside […] and {…}, quote a value with commas or brackets: \
        "gradients.W2[0][0] = -0.2561 ± 0.0001"
        """)
    #expect(
      problems("start: {w: ${w0}, v: 1}") == """
        exercises.md:1:12: error: '[…]' or '{…}' does not go on like this
        1 | start: {w: ${w0}, v: 1}
          |            ^^^^^
          help: inside […] and {…}, quote a value with commas or brackets: "${w0}"
        """)
    #expect(values("- gradients.W2[0][0] = 1") == "[text gradients.W2[0][0] = 1]")
  }

  @Test("errors of YAML's syntax stand at their place")
  func syntax() {
    #expect(
      problems("steps: 5\ncaption: a: b\n") == """
        exercises.md:2:11: error: a ':' does not fit here
        2 | caption: a: b
          |           ^
          help: quote a value that holds ': ', and check the indentation
        """)
    #expect(
      problems("steps: 5\n\tseed: 1\n") == """
        exercises.md:2:1: error: a tab stands where YAML takes only spaces
        2 | \tseed: 1
          | ^
          help: indent with spaces
        """)
    #expect(
      problems("caption: @home\n") == """
        exercises.md:1:10: error: a value cannot begin with '@'
        1 | caption: @home
          |          ^
          help: quote the value
        """)
    #expect(
      problems("caption: \"open\nsteps: 5\n") == """
        exercises.md:1:10: error: this quote is never closed
        1 | caption: "open
          |          ^
        """)
    #expect(
      problems("data: {x: [[1, 2], [3, 4]\nsteps: 5\n") == """
        exercises.md:1:11: error: this bracket is never closed
        1 | data: {x: [[1, 2], [3, 4]
          |           ^
        """)
    #expect(
      problems("steps\nseed: 5\n") == """
        exercises.md:1:1: error: this line is not 'key: value'
        1 | steps
          | ^^^^^
          help: write the key, a colon, a space and the value
        """)
  }

  @Test("places are right behind emoji, in Windows' line ends and behind other line separators")
  func places() {
    #expect(
      problems("caption: \"🎉 né\u{2028}x\"\r\n# 🎉\r\nsteps: 1\r\n🎉: {a: 1, a: 2}\r\n") == """
        exercises.md:4:11: error: 'a' is given twice, first in line 4
        4 | 🎉: {a: 1, a: 2}
          |            ^
          help: remove one of the two
        """)
  }

  @Test("aliases stand for their anchors, and merge keys are refused")
  func aliases() {
    #expect(
      values("a: &x [1, 2]\nb: *x\n") == "{a: [integer 1, integer 2], b: [integer 1, integer 2]}")
    #expect(
      problems("a: &x {b: 1}\nc:\n  <<: *x\n") == """
        exercises.md:3:3: error: merge keys '<<' are not part of YAML 1.2
        3 |   <<: *x
          |   ^^
          help: use 'defaults' of the front matter for what all experiments share
        """)
    #expect(problems("a: *nothing\n").hasPrefix("exercises.md:1:4: error: no anchor of this name"))
  }

  @Test("aliases that expand without bound are refused")
  func laughs() {
    var text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]\n"
    for level in 1...30 {
      text +=
        "a\(level): &a\(level) ["
        + [String](repeating: "*a\(level - 1)", count: 8)
        .joined(separator: ", ") + "]\n"
    }
    #expect(problems(text).contains("aliases make this text many times longer than it is"))
  }

  @Test("deep nesting is refused at its place")
  func depth() {
    let flow = "a: " + String(repeating: "[", count: 100_000)
    #expect(problems(flow).contains("1:68: error: lists and mappings are nested more than 64 deep"))
    let steps = String(repeating: "- ", count: 100_000)
    #expect(problems(steps).contains("lists and mappings are nested more than 64 deep"))
    let stairs = (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(problems(stairs).contains("65:65: error: lists and mappings are nested more"))
  }

  @Test("control characters are refused at their place")
  func controlCharacters() {
    #expect(
      problems("steps: 5\ncaption: a\u{7}b\n") == """
        exercises.md:2:11: error: the control character U+0007 is not allowed in YAML
        2 | caption: a\u{FFFD}b
          |           ^
          help: remove it
        """)
  }

  @Test("an excerpt's places are those of the file")
  func excerpts() {
    let source = SourceText(name: "a.md", "> steps: 5\n> stepz: 7\n")
    let excerpt = Excerpt(
      text: "steps: 5\nstepz: 7\n",
      lines: [.init(offset: 0, fileOffset: 2), .init(offset: 9, fileOffset: 13)])
    var reader = YAMLReader(excerpt, in: source)
    let entries = reader.read()?.mapping ?? []
    #expect(entries.map(\.keyRange) == [SourceRange(2, 7), SourceRange(13, 18)])
    #expect(entries.map(\.value.range) == [SourceRange(9, 10), SourceRange(20, 21)])
  }
}
