/// What of a language is told apart by colour: its comments, texts, numbers, words and keys.
struct CodeLanguage: Sendable {
  struct Text: Sendable {
    let delimiter: String
    /// Whether it may go over the end of a line.
    var isLong = false
    /// Whether a backslash takes the next letter's meaning.
    var hasEscapes = true
    /// Whether it cannot begin within a word: an apostrophe there is none.
    var standsApart = false
  }

  struct Block: Sendable {
    let opening: String
    let closing: String
    var nests = false
  }

  /// What stands for a value's name.
  enum Keys: Sendable {
    case none
    /// Words before a colon and a blank: YAML.
    case words
    /// Texts before a colon: JSON.
    case texts
    /// All of the first line: CSV.
    case header
  }

  var lineComments: [String] = []
  var blockComment: Block?
  /// The longer of two delimiters that begin alike stands first.
  var texts: [Text] = []
  var words: Set<String> = []
  var keys = Keys.none
  /// Whether a line that begins with `#` is an order to a preprocessor.
  var hasDirectives = false
  /// Whether a line comment has to stand behind a blank or at a line's start.
  var commentsStandApart = false
  /// What a terminal puts before what was typed.
  var prompts: [String] = []
}

extension CodeLanguage {
  /// The language that the first word of a block's info string names; nil where it is not known.
  static func named(_ name: String) -> CodeLanguage? {
    switch name.lowercased() {
    case "python", "py", "python3", "pycon", "ipython": python
    case "swift": swift
    case "yaml", "yml": yaml
    case "json", "jsonc", "geojson", "jsonl": json
    case "sh", "bash", "shell", "zsh", "ksh": shell
    case "console", "shell-session", "sh-session": console
    case "c", "h", "cpp", "c++", "cc", "hpp": c
    case "r", "rscript", "splus": r
    case "julia", "jl": julia
    case "csv", "tsv": csv
    case "tape": tape
    default: nil
    }
  }

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map(String.init))
  }

  private static let python = CodeLanguage(
    lineComments: ["#"],
    texts: [
      Text(delimiter: "\"\"\"", isLong: true), Text(delimiter: "'''", isLong: true),
      Text(delimiter: "\""), Text(delimiter: "'"),
    ],
    words: set(
      "False None True and as assert async await break case class continue def del elif else except "
        + "finally for from global if import in is lambda match nonlocal not or pass raise return try "
        + "while with yield"))

  private static let swift = CodeLanguage(
    lineComments: ["//"], blockComment: Block(opening: "/*", closing: "*/", nests: true),
    texts: [Text(delimiter: "\"\"\"", isLong: true), Text(delimiter: "\"")],
    words: set(
      "actor any as associatedtype async await borrowing break case catch class consuming continue "
        + "default defer deinit do else enum extension fallthrough false fileprivate final for func get "
        + "guard if import in indirect init inout internal is lazy let mutating nil nonisolated open "
        + "operator override package private protocol public repeat rethrows return self Self set some "
        + "static struct subscript super switch throw throws true try typealias var weak where while"
    ))

  private static let c = CodeLanguage(
    lineComments: ["//"], blockComment: Block(opening: "/*", closing: "*/"),
    texts: [Text(delimiter: "\""), Text(delimiter: "'", standsApart: true)],
    words: set(
      "auto bool break case char const constexpr continue default delete do double else enum extern "
        + "false float for goto if inline int long namespace new nullptr register restrict return short "
        + "signed sizeof static struct switch template this true typedef typename union unsigned using "
        + "void volatile while class public private int8_t int16_t int32_t int64_t uint8_t uint16_t "
        + "uint32_t uint64_t size_t"), hasDirectives: true)

  private static let r = CodeLanguage(
    lineComments: ["#"], texts: [Text(delimiter: "\""), Text(delimiter: "'")],
    words: set(
      "FALSE Inf NA NULL NaN TRUE break else for function if in library next repeat return while"))

  private static let julia = CodeLanguage(
    lineComments: ["#"], blockComment: Block(opening: "#=", closing: "=#", nests: true),
    texts: [Text(delimiter: "\"\"\"", isLong: true), Text(delimiter: "\"")],
    words: set(
      "abstract baremodule begin break catch const continue do else elseif end export false finally "
        + "for function global if import in isa let local macro module mutable nothing primitive quote "
        + "return struct true try type using where while"))

  private static let shellWords = set(
    "case do done elif else esac export fi for function if in local return then until while")

  private static let shell = CodeLanguage(
    lineComments: ["#"],
    texts: [
      Text(delimiter: "\"", isLong: true), Text(delimiter: "'", isLong: true, hasEscapes: false),
    ], words: shellWords, commentsStandApart: true)

  private static let console: CodeLanguage = {
    var language = shell
    language.prompts = ["$ ", "> ", "# "]
    // A text that goes on has a prompt of its own before its next line.
    for index in language.texts.indices { language.texts[index].isLong = false }
    return language
  }()

  private static let json = CodeLanguage(
    texts: [Text(delimiter: "\"")], words: set("true false null"), keys: .texts)

  private static let yaml = CodeLanguage(
    lineComments: ["#"],
    texts: [
      Text(delimiter: "\"", standsApart: true),
      Text(delimiter: "'", hasEscapes: false, standsApart: true),
    ], words: set("true false null"), keys: .words, commentsStandApart: true)

  private static let csv = CodeLanguage(
    texts: [Text(delimiter: "\"", isLong: true, hasEscapes: false)], keys: .header)

  private static let tape = CodeLanguage(
    lineComments: ["#"], words: set("gradient parameter wrt"))
}
