import Source

/// A paragraph that stands for the text of another file: `[The data](data.md "include")`.
///
/// On GitHub it is a link to that file. It has its line to itself, between blank lines, outside code and
/// containers.
package struct IncludeLine: Hashable, Sendable {
  /// The line without its end.
  package let range: SourceRange
  package let target: String
  package let targetRange: SourceRange

  /// All of a text, in order.
  package static func all(in source: SourceText) -> [IncludeLine] {
    var found: [IncludeLine] = []
    var fence: (mark: UInt8, count: Int)?
    for line in 1...source.lineStarts.count {
      let range = source.lineRange(line)
      let bytes = source.bytes[range.bytes]
      let text = bytes.drop { $0 == 0x20 }
      guard bytes.count - text.count <= 3 else { continue }
      if let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
        let count = text.prefix { $0 == mark }.count
        if let open = fence {
          let rest = text.dropFirst(count)
          if mark == open.mark, count >= open.count, rest.allSatisfy({ $0 == 0x20 }) { fence = nil }
        } else if count >= 3 {
          fence = (mark, count)
        }
        continue
      }
      guard fence == nil, text.first == UInt8(ascii: "["), isBlank(line - 1, source),
        isBlank(line + 1, source), let include = IncludeLine(text, at: range)
      else { continue }
      found.append(include)
    }
    return found
  }

  private static func isBlank(_ line: Int, _ source: SourceText) -> Bool {
    guard line >= 1, line <= source.lineStarts.count else { return true }
    return source.bytes[source.lineRange(line).bytes].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Nil of a line that is something else.
  private init?(_ text: ArraySlice<UInt8>, at range: SourceRange) {
    guard let middle = text.firstRange(of: Array("](".utf8)) else { return nil }
    let target = text[middle.upperBound...].prefix { $0 != 0x20 && $0 != UInt8(ascii: ")") }
    var rest = text[target.endIndex...].drop { $0 == 0x20 }
    guard !target.isEmpty, rest.starts(with: Array("\"include\")".utf8)) else { return nil }
    rest = rest.dropFirst("\"include\")".utf8.count)
    guard rest.allSatisfy({ $0 == 0x20 }) else { return nil }
    self.range = range
    self.target = String(decoding: target, as: UTF8.self)
    targetRange = SourceRange(target.startIndex, target.endIndex)
  }
}
