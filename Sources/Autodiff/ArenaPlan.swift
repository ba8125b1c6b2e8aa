/// Gives out places in a stretch of an arena, and takes them back for use by later values.
///
/// Places are taken first-fit from the free stretches, which are kept in order and joined where
/// they touch.
struct ArenaPlan {
  /// Sizes are rounded up to a multiple of this, so that all places begin at one.
  let granule: Int
  /// The size of the arena so far.
  private(set) var end = 0
  private var free: [Range<Int>] = []

  init(granule: Int) { self.granule = granule }

  mutating func allocate(_ count: Int) -> Int {
    let size = rounded(count)
    if let index = free.firstIndex(where: { $0.count >= size }) {
      let start = free[index].lowerBound
      if free[index].count == size {
        free.remove(at: index)
      } else {
        free[index] = start + size..<free[index].upperBound
      }
      return start
    }
    // A free stretch at the very end need only be lengthened.
    if let last = free.last, last.upperBound == end {
      free.removeLast()
      end = last.lowerBound + size
      return last.lowerBound
    }
    end += size
    return end - size
  }

  mutating func release(_ start: Int, _ count: Int) {
    var range = start..<start + rounded(count)
    var index = free.partitioningIndex { $0.lowerBound >= range.lowerBound }
    if index < free.count, free[index].lowerBound == range.upperBound {
      range = range.lowerBound..<free[index].upperBound
      free.remove(at: index)
    }
    if index > 0, free[index - 1].upperBound == range.lowerBound {
      index -= 1
      range = free[index].lowerBound..<range.upperBound
      free.remove(at: index)
    }
    free.insert(range, at: index)
  }

  private func rounded(_ count: Int) -> Int {
    max(1, (count + granule - 1) / granule) * granule
  }
}

extension Array {
  /// The first index whose element, and every later one, satisfies a predicate.
  fileprivate func partitioningIndex(where belongsAbove: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsAbove(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
