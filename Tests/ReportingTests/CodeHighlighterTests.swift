import Testing
import Training

@testable import Reporting

@Suite struct CodeHighlighterTests {
  /// Each part but plain ones, in brackets behind its kind's letter.
  private func marked(_ text: String, _ name: String) throws -> String {
    let language = try #require(CodeLanguage.named(name))
    return CodeHighlighter.parts(text, language).map { kind, text in
      kind == .plain ? text : "\(kind.rawValue.dropFirst())[\(text)]"
    }.joined()
  }

  @Test(
    "comments, texts, numbers, words and keys are told apart",
    arguments: [
      ("python", "def f(x): # hm", "w[def] f(x): c[# hm]"),
      ("py", "s = f'a\\'b' + \"\"\"c\nd\"\"\"", "s = ft['a\\'b'] + t[\"\"\"c\nd\"\"\"]"),
      (
        "swift", "let a = 1_000.5e-3 /* a /* b */ c */ + x",
        "w[let] a = n[1_000.5e-3] c[/* a /* b */ c */] + x"
      ),
      ("swift", "for i in 0..<10 {}", "w[for] i w[in] n[0]..<n[10] {}"),
      (
        "c", "#include <math.h>\nint x = 'a'; // y",
        "w[#include] <math.h>\nw[int] x = t['a']; c[// y]"
      ),
      ("r", "x <- c(1, NA) # it's", "x <- c(n[1], w[NA]) c[# it's]"),
      ("julia", "function f() #= a =# end", "w[function] f() c[#= a =#] w[end]"),
      ("sh", "runbook a#b.md --set rate=0.1 # c", "runbook a#b.md --set rate=n[0.1] c[# c]"),
      ("console", "$ ls\nfile", "c[$ ]ls\nfile"),
      (
        "console", "$ a 'b\nit's 1 for all # x\n\n$ cat \\\n'b'\n",
        "c[$ ]a t['b]\nit's 1 for all # x\n\nc[$ ]cat \\\nt['b']\n"
      ),
      ("yaml", "sweep: 1e-4..1 log .5", "k[sweep]: n[1e-4]..n[1] log n[.5]"),
      ("json", "{\"a\": [1, true, \"b\"]}", "{k[\"a\"]: [n[1], w[true], t[\"b\"]]}"),
      (
        "yaml", "learning rate: {step size: 0.1} # c\n- a: 'b: c'",
        "k[learning rate]: {k[step size]: n[0.1]} c[# c]\n- k[a]: t['b: c']"
      ),
      ("yaml", "caption: it's fine", "k[caption]: it's fine"),
      ("yaml", "network: 2 -> 4 tanh", "k[network]: n[2] -> n[4] tanh"),
      ("csv", "x,y\n1,\"a\"\"b\"\n", "k[x,y]\nn[1],t[\"a\"]t[\"b\"]\n"),
      ("tape", "parameter w = 2exp(x) # c", "w[parameter] w = n[2exp](x) c[# c]"),
    ])
  func parts(language: String, text: String, expected: String) throws {
    #expect(try marked(text, language) == expected)
  }

  @Test("languages have their usual names, and others are left alone")
  func names() {
    for name in ["Python", "yml", "bash", "JL", "c++"] { #expect(CodeLanguage.named(name) != nil) }
    for name in ["", "text", "haskell"] { #expect(CodeLanguage.named(name) == nil) }
  }

  @Test("the parts are the text, whatever it holds")
  func whole() throws {
    var generator = RandomGenerator(seed: 7, purpose: "code")
    let pieces = [
      "\"", "'", "\"\"\"", "#", "/*", "*/", "//", "\\", "\n", ":", " ", "a", "1", ".", "e", "-",
      "é", "#=",
      "$ ", "{", "🙂", ",", "def",
    ]
    for name in [
      "python", "swift", "c", "r", "julia", "sh", "console", "json", "yaml", "csv", "tape",
    ] {
      let language = try #require(CodeLanguage.named(name))
      for _ in 0..<200 {
        let count = Int(generator.next() % 40)
        let text = (0..<count).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }
          .joined()
        #expect(CodeHighlighter.parts(text, language).map(\.text).joined() == text, "\(name)")
      }
    }
  }

  @Test(
    "long hostile texts are read in one pass",
    arguments: ["\"", "/*", "a ", "a: ", "'", "#", "1e", "\\", "- "])
  func hostile(piece: String) throws {
    let text = String(repeating: piece, count: 100_000)
    for name in ["python", "swift", "yaml", "json", "console"] {
      let language = try #require(CodeLanguage.named(name))
      #expect(CodeHighlighter.parts(text, language).map(\.text).joined() == text)
    }
  }

  @Test("code in a page is coloured, and its text is escaped as before")
  func page() {
    #expect(
      article(handout("```python\nif a < 1: pass\n```\n"))
        == "<pre><code class=\"language-python\"><span class=\"hw\">if</span> a &lt; "
        + "<span class=\"hn\">1</span>: <span class=\"hw\">pass</span>\n</code></pre>\n")
  }
}
