import Source

/// A file's bytes with each that cmark would replace by something longer (NUL, or a byte that is
/// not UTF-8) replaced by one control character, so that every position stays true.
struct CleanBytes {
  let bytes: [UInt8]
  let firstInvalidOffset: Int?
  /// The control character, where it was needed.
  let standIn: Unicode.Scalar?

  init(of source: SourceText) {
    let invalid = source.invalidUTF8Offsets
    firstInvalidOffset = invalid.first
    guard !invalid.isEmpty || source.bytes.contains(0) else {
      bytes = source.bytes
      standIn = nil
      return
    }
    let substitute: UInt8 = 0x1A
    var bytes = source.bytes
    for offset in invalid { bytes[offset] = substitute }
    for offset in bytes.indices where bytes[offset] == 0 { bytes[offset] = substitute }
    self.bytes = bytes
    standIn = Unicode.Scalar(substitute)
  }
}
