/// Collects a page's bytes. What goes in as `text` or as an attribute's value is escaped.
struct HTMLWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Markup, as it is.
  mutating func raw(_ markup: String) { bytes += markup.utf8 }

  mutating func raw(_ markup: [UInt8]) { bytes += markup }

  mutating func text(_ text: String) { bytes += Escape.html(text).utf8 }

  /// ` name="value"`, with the space before it.
  mutating func attribute(_ name: String, _ value: String) {
    raw(" \(name)=\"")
    text(value)
    raw("\"")
  }

  /// An element that holds text alone.
  mutating func element(_ name: String, class classes: String? = nil, _ content: String) {
    raw("<" + name)
    if let classes { attribute("class", classes) }
    raw(">")
    text(content)
    raw("</\(name)>")
  }

  /// Starts a new line where one is not at its start already, so that the source is readable.
  mutating func freshLine() {
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
  }
}
