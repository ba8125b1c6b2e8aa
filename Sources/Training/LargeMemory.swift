#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Array {
  /// An empty array with room for so many elements, in large pages where there is room for many: a
  /// system that gives memory out in pages of 4 KiB takes as long to do so for each 500 numbers as
  /// short steps take to compute them.
  static func empty(capacity: Int) -> [Element] {
    Array(unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      #if os(Linux)
        let size = 2 << 20
        guard let start = buffer.baseAddress.map(UInt.init(bitPattern:)) else { return }
        let first = (start + UInt(size) - 1) / UInt(size) * UInt(size)
        let bytes =
          capacity * MemoryLayout<Element>.stride - Int(first - start)
        // A wish: where it is not granted, nothing is lost.
        if bytes >= size {
          _ = madvise(UnsafeMutableRawPointer(bitPattern: first), bytes, MADV_HUGEPAGE)
        }
      #endif
    }
  }
}
