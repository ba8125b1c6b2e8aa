import Crypto

/// A file of records, each of a trial: written by one process from its start to its end, read by all.
///
/// The file opens with `opening`. A record is a marker, the payload's length (4 bytes, the lowest
/// first), the trial's key (32), the first 8 bytes of the SHA-256 of these 40; then the payload, and
/// the first 16 bytes of its SHA-256. So wherever a file is cut or a byte of it changed, what is left
/// whole is found again, and nothing else is taken for a result.
enum CacheSegment {
  static let opening = Array("runbook cache 1\n".utf8)
  static let ending = ".segment"

  private static let marker: [UInt8] = [0x72, 0xC5, 0x62, 0x9B]
  static let headCount = 48
  static let digestCount = 16

  /// Where a payload stands in its segment.
  struct Place: Hashable, Sendable {
    let offset: Int
    let count: Int

    /// With the head before and the digest behind.
    var recordRange: Range<Int> {
      offset - headCount..<offset + count + digestCount
    }
  }

  static func record(_ key: ContentDigest, _ payload: [UInt8]) -> [UInt8] {
    var writer = ByteWriter(capacity: headCount + payload.count + digestCount)
    write(key, to: &writer) { $0.write(payload) }
    return writer.bytes
  }

  /// Writes a record whose payload `payload` writes.
  static func write(
    _ key: ContentDigest, to writer: inout ByteWriter, _ payload: (inout ByteWriter) -> Void
  ) {
    let start = writer.bytes.count
    writer.write([UInt8](repeating: 0, count: headCount))
    payload(&writer)
    let count = writer.bytes.count - start - headCount
    var head = ByteWriter(capacity: headCount)
    head.write(marker)
    head.write(UInt32(count))
    head.write(key.bytes)
    head.write(digest(head.bytes, 8))
    writer.replace(at: start, head.bytes)
    let end = writer.bytes.withUnsafeBytes { bytes in
      ContentDigest(of: UnsafeRawBufferPointer(rebasing: bytes[(start + headCount)...]))
    }
    writer.write(end.bytes.prefix(digestCount))
  }

  /// The payload, if it is what was written.
  static func payload(at place: Place, in file: CacheFile) throws(CacheFile.Failure) -> [UInt8]? {
    var bytes = try file.read(place.count + digestCount, at: place.offset)
    guard bytes.count == place.count + digestCount else { return nil }
    let written = Array(bytes.suffix(digestCount))
    bytes.removeLast(digestCount)
    return digest(bytes, digestCount) == written ? bytes : nil
  }

  private static func digest(_ bytes: some Collection<UInt8>, _ count: Int) -> [UInt8] {
    Array(SHA256.hash(data: Array(bytes)).prefix(count))
  }

  // MARK: Scanning

  /// What a segment holds.
  struct Scan {
    var records: [(key: ContentDigest, place: Place)] = []
    /// The stretches that are not records.
    var damaged = 0
    /// Whether the last record is not all there.
    var isUnfinished = false
    /// Whether the file opens as a segment does, as far as it goes.
    var isSegment = true
  }

  /// Finds the records of a segment by their heads; payloads are checked when they are read.
  static func scan(_ file: CacheFile) throws(CacheFile.Failure) -> Scan {
    var scan = Scan()
    let size = file.size
    var window = Window(file: file, size: size)
    let start = try window.bytes(at: 0, opening.count)
    guard start.elementsEqual(opening) else {
      scan.isSegment = opening.starts(with: start)
      scan.isUnfinished = !start.isEmpty
      return scan
    }
    var offset = opening.count
    while offset < size {
      let head = try window.bytes(at: offset, headCount)
      if let (key, count) = Self.head(head) {
        let place = Place(offset: offset + headCount, count: count)
        guard place.recordRange.upperBound <= size else {
          scan.isUnfinished = true
          return scan
        }
        scan.records.append((key, place))
        offset = place.recordRange.upperBound
      } else if head.count < headCount, marker.starts(with: head.prefix(marker.count)) {
        scan.isUnfinished = true
        return scan
      } else {
        scan.damaged += 1
        offset = try nextHead(after: offset, size, &window)
      }
    }
    return scan
  }

  private static func nextHead(
    after offset: Int, _ size: Int, _ window: inout Window
  ) throws(CacheFile.Failure) -> Int {
    var offset = offset + 1
    while offset < size {
      let bytes = try window.bytes(at: offset, headCount)
      if head(bytes) != nil { return offset }
      offset += 1
    }
    return size
  }

  private static func head(_ bytes: ArraySlice<UInt8>) -> (key: ContentDigest, count: Int)? {
    let start = bytes.startIndex
    guard bytes.count == headCount, bytes[start] == marker[0], bytes.starts(with: marker),
      digest(bytes.prefix(40), 8).elementsEqual(bytes.suffix(8))
    else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(bytes[start + 4 + $1]) << (8 * $1) }
    let key = bytes.withUnsafeBytes {
      ContentDigest(bytes: UnsafeRawBufferPointer(rebasing: $0[8..<40]))
    }
    return (key, count)
  }

  /// Part of a file in memory, read on as it is asked for.
  private struct Window {
    private static let count = 1 << 18
    let file: CacheFile
    let size: Int
    private var start = 0
    private var held: [UInt8] = []

    init(file: CacheFile, size: Int) {
      self.file = file
      self.size = size
    }

    /// So many bytes, or fewer at the end.
    mutating func bytes(
      at offset: Int, _ count: Int
    ) throws(CacheFile.Failure) -> ArraySlice<UInt8> {
      let count = min(count, size - offset)
      guard count > 0 else { return [] }
      if offset < start || offset + count > start + held.count {
        held = try file.read(Self.count, at: offset)
        start = offset
      }
      let from = offset - start
      return held[min(from, held.count)..<min(from + count, held.count)]
    }
  }
}
