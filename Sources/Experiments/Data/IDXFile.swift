/// A file of bytes in the IDX format, in which MNIST and its like are distributed.
///
/// Two zero bytes, the type of the numbers (8 for unsigned bytes), the number of dimensions, each
/// dimension as four bytes, the highest first, and then the numbers, row by row.
package struct IDXFile: Sendable {
  /// `[60000, 28, 28]` for images, `[60000]` for labels.
  let dimensions: [Int]
  let values: ArraySlice<UInt8>

  /// Why bytes are not such a file.
  package enum Fault: Error, Hashable, Sendable {
    case packed
    case noHeader
    /// The code of a type other than unsigned bytes.
    case numberType(UInt8)
    case size(announced: Int, found: Int)
  }

  init(_ bytes: [UInt8]) throws(Fault) {
    if bytes.starts(with: [0x1F, 0x8B]) { throw .packed }
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else { throw .noHeader }
    guard bytes[2] == 8 else { throw .numberType(bytes[2]) }
    let start = 4 + 4 * Int(bytes[3])
    guard bytes[3] > 0, bytes.count >= start else { throw .noHeader }
    let dimensions = stride(from: 4, to: start, by: 4).map { offset in
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let found = bytes.count - start
    var announced = 1
    for dimension in dimensions {
      let (product, overflows) = announced.multipliedReportingOverflow(by: dimension)
      announced = overflows ? Int.max : product
    }
    guard announced == found else { throw .size(announced: announced, found: found) }
    self.dimensions = dimensions
    values = bytes[start...]
  }

  /// The numbers of one sample.
  var width: Int { dimensions.dropFirst().reduce(1, *) }
}
