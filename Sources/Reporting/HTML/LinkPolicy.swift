/// Which addresses a page may carry.
enum LinkPolicy {
  enum Place: Hashable, Sendable {
    case link
    case image
  }

  /// Whether the address is harmless: relative, or of a scheme that cannot run a script or reach
  /// into the reader's computer.
  static func allows(_ address: String, as place: Place) -> Bool {
    guard let scheme = scheme(of: address) else { return true }
    switch scheme {
    case "http", "https": return true
    case "mailto", "tel": return place == .link
    case "data": return place == .image && isImage(address)
    default: return false
    }
  }

  static func isRemote(_ address: String) -> Bool {
    switch scheme(of: address) {
    case "http", "https": true
    case nil: address.hasPrefix("//")
    default: false
    }
  }

  /// Relative to the notebook: neither a scheme, nor a root, nor a mere fragment.
  static func isRelative(_ address: String) -> Bool {
    scheme(of: address) == nil && !address.hasPrefix("/") && !address.hasPrefix("#")
      && !address.isEmpty
  }

  /// The scheme in lower case as a browser reads it: blanks and controls in it do not count.
  private static func scheme(of address: String) -> String? {
    var scheme: [UInt8] = []
    for byte in address.utf8 {
      switch byte {
      case 0...0x20: continue
      case UInt8(ascii: ":"): return String(decoding: scheme, as: UTF8.self).lowercased()
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        scheme.append(byte)
      default: return nil
      }
    }
    return nil
  }

  /// Pictures that are pictures only: an SVG may hold a script.
  private static func isImage(_ address: String) -> Bool {
    let kinds = ["png", "gif", "jpeg", "webp", "avif"]
    let start = address.lowercased()
    return kinds.contains { start.hasPrefix("data:image/\($0)") }
  }
}
