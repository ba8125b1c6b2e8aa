/// Text made harmless for Markdown's inline syntax.
enum MarkdownText {
  /// Line ends become blanks, so that the text stays within its cell or line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline {
        result.append(" ")
        continue
      }
      if "\\`*_<|~$&#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result.replacing("](", with: "]\\(").replacing("![", with: "!\\[")
  }

  /// A code span, also of text that holds backticks; in tables bars are escaped.
  static func code(_ text: String, inTable: Bool) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = longest > 0 ? " " : ""
    let content = inTable ? text.replacing("|", with: "\\|") : text
    return fence + space + content + space + fence
  }

  /// A fence longer than any in the text.
  static func fence(for text: String) -> String {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: longest + 1)
  }
}
