/// What must hold of a text before it is given to a parser that recurses: no control characters,
/// bounded nesting, few anchors.
struct YAMLPrecheck {
  static let deepest = 64
  static let mostAnchors = 1000

  let bytes: [UInt8]

  /// The first fault and its offset, or nil.
  func firstFault() -> (fault: YAMLFault, offset: Int)? {
    controlCharacter() ?? deepFlow() ?? deepIndentation()
  }

  private func controlCharacter() -> (YAMLFault, Int)? {
    for (offset, byte) in bytes.enumerated() {
      let isAllowed = byte >= 0x20 ? byte != 0x7F : byte == 0x09 || byte == 0x0A || byte == 0x0D
      if !isAllowed { return (.controlCharacter(UInt32(byte)), offset) }
      // U+0080 to U+009F, of which only NEL (U+0085) is allowed.
      if byte == 0xC2, offset + 1 < bytes.count, 0x80..<0xA0 ~= bytes[offset + 1],
        bytes[offset + 1] != 0x85
      {
        return (.controlCharacter(UInt32(bytes[offset + 1])), offset)
      }
    }
    return nil
  }

  /// Counts brackets wherever they stand: a quoted text with so many is not worth telling apart.
  private func deepFlow() -> (YAMLFault, Int)? {
    var depth = 0
    var anchors = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > Self.deepest { return (.tooDeep(limit: Self.deepest), offset) }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "&"):
        anchors += 1
        if anchors > Self.mostAnchors {
          return (.tooManyAnchors(limit: Self.mostAnchors), offset)
        }
      default: break
      }
    }
    return nil
  }

  /// Follows the stairs of indentation, a `- ` counting as a step.
  private func deepIndentation() -> (YAMLFault, Int)? {
    var steps: [Int] = []
    var offset = 0
    while offset < bytes.count {
      let lineStart = offset
      var isStep = true
      while offset < bytes.count, isStep {
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
        guard offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D else { break }
        let column = offset - lineStart
        while let last = steps.last, last > column { steps.removeLast() }
        if steps.last != column { steps.append(column) }
        if steps.count > Self.deepest { return (.tooDeep(limit: Self.deepest), offset) }
        isStep = isMarker(at: offset)
        if isStep { offset += 1 }
      }
      while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
      while offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] == 0x0D { offset += 1 }
    }
    return nil
  }

  private func isMarker(at offset: Int) -> Bool {
    let isDash = bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "?")
    return isDash && offset + 1 < bytes.count && bytes[offset + 1] == 0x20
  }
}
