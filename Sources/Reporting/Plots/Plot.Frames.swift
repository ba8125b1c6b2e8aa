extension Plot {
  /// What a reader of the page moves a slider over: drawn above the plot, one frame at a time.
  package struct Frames: Hashable, Sendable {
    /// What the slider is called: `learning rate`, `step`.
    package var control: String
    package var frames: [Frame]

    package init(control: String, frames: [Frame]) {
      self.control = control
      self.frames = frames
    }
  }

  package struct Frame: Hashable, Sendable {
    /// What the slider says at it.
    package var label: String
    /// Whether the slider stands at it first; else at the last.
    package var isFirstShown = false
    /// A curve, or points of a path up to this frame.
    package var line: [Point] = []
    /// Where it stands.
    package var mark: Point?
    /// In place of the plot's own.
    package var regions: Regions?
    package var contours: [[Point]] = []

    package init(label: String) { self.label = label }
  }

  /// A frame's curve has so many points at most.
  static let mostFramePoints = 200
  /// A plot has so many frames at most.
  static let mostFrames = 40
}
