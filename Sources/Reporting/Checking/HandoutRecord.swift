/// The full-precision record that a handout carries: the JSON results, inside the page.
package enum HandoutRecord {
  /// The `id` of the page's data element.
  package static let elementID = "runbook-record"

  /// The `id` of the element with the notebook's source and the page's receipt.
  package static let sourceID = "runbook-source"

  static func openingTag(_ id: String) -> String {
    #"<script type="application/json" id="\#(id)">"#
  }

  package static let closingTag = "</script>"

  /// Finds the record in a page that runbook wrote; nil where there is none.
  package static func json(
    inHTML html: [UInt8], element id: String = elementID
  ) -> [UInt8]? {
    let openingTag = openingTag(id)
    guard let start = lastOffset(of: Array(openingTag.utf8), in: html) else { return nil }
    let body = html[(start + openingTag.utf8.count)...]
    let end = Array(closingTag.utf8)
    var offset = body.startIndex
    while let candidate = body[offset...].firstIndex(of: UInt8(ascii: "<")) {
      if body[candidate...].starts(with: end) { return Array(body[..<candidate]) }
      offset = candidate + 1
    }
    return nil
  }

  /// The last one counts: the element stands at the page's end, and prose may quote it.
  private static func lastOffset(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var offset = bytes.count - needle.count
    while offset >= 0 {
      if bytes[offset] == first, bytes[offset...].starts(with: needle) { return offset }
      offset -= 1
    }
    return nil
  }
}
