/// `patience`: how long a series has gone without a new minimum.
struct EarlyStopping {
  private let patience: Int
  private var best = Double.infinity
  private var since = 0

  init(patience: Int) {
    self.patience = patience
  }

  /// Whether the value is the last of so many in a row that are no new minimum.
  mutating func ends(with value: Double) -> Bool {
    if value < best {
      best = value
      since = 0
      return false
    }
    since += 1
    return since >= patience
  }
}
