/// A plot before it is drawn: what the letters and the SVG have in common.
package struct Plot: Hashable, Sendable {
  package var title: String
  /// The author's own caption and alternative text, where given.
  package var caption: String?
  package var alternativeText: String
  package var x: Axis
  package var y: Axis
  package var series: [Series]
  /// One of several that stand beside each other, and so are drawn smaller.
  package var isPanel = false
  /// Of bars: what stands beside each, from the top; row n from below is at y = n.
  package var rowNames: [String] = []

  /// Vertical lines with a name, behind the series.
  package var markers: [Marker] = []
  /// What a value that is not finite means here.
  package var nonFiniteName = "not finite"
  /// Instead of axes and series: a value for each pair of settings.
  package var heat: HeatMap?

  package struct Marker: Hashable, Sendable {
    package var x: Double
    package var name: String

    package init(_ x: Double, _ name: String) {
      self.x = x
      self.name = name
    }
  }

  /// What a page lets its reader move through.
  package var frames: Frames?

  /// Lines of equal height, drawn behind the series.
  package var contours: [[Point]] = []
  /// Behind all: which class a cell of the plane belongs to.
  package var regions: Regions?

  /// A grid over the whole plane, the lowest row first.
  package struct Regions: Hashable, Sendable {
    package var columns: Int
    package var rows: Int
    /// The series that each cell belongs to.
    package var classes: [Int]
  }

  package struct Axis: Hashable, Sendable {
    package enum Scale: Hashable, Sendable {
      case linear
      case logarithmic
    }

    package var label: String
    package var scale: Scale
    /// The values from one end of the axis to the other.
    package var range: ClosedRange<Double>

    package init(_ label: String, scale: Scale = .linear, range: ClosedRange<Double>) {
      self.label = label
      self.scale = scale
      self.range = range
    }
  }

  package struct Point: Hashable, Sendable {
    package var x: Double
    /// Not finite where the value was not.
    package var y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  package struct Series: Hashable, Sendable {
    package enum Style: Hashable, Sendable {
      /// Values at steps: points joined by lines.
      case curve
      /// Measurements: a mark at each, with its interval, joined by lines.
      case measured
      /// A function drawn behind the other series, without marks.
      case backdrop
      /// A way through the plane, from a start to an end.
      case path
      case scatter
      /// A function drawn over the other series, without marks.
      case fit
      /// Horizontal bars from the left end of the axis to x, at the rows y = 0, 1, …
      case bars
    }

    package var name: String
    package var points: [Point]
    package var style: Style
    /// Of measurements: the interval of each point that has one.
    package var intervals: [ClosedRange<Double>?] = []

    package init(_ name: String, _ points: [Point], style: Style = .curve) {
      self.name = name
      self.points = points
      self.style = style
    }
  }

  package init(
    title: String, caption: String? = nil, alternativeText: String, x: Axis, y: Axis,
    series: [Series]
  ) {
    self.title = title
    self.caption = caption
    self.alternativeText = alternativeText
    self.x = x
    self.y = y
    self.series = series
  }

  /// The rows of bars as ticks, each with its name.
  var rowTicks: [PlotTicks.Tick] {
    rowNames.enumerated().map { index, name in
      PlotTicks.Tick(value: Double(rowNames.count - 1 - index), label: name)
    }
  }

  var hasNonFinitePoints: Bool {
    series.contains { $0.points.contains { !$0.y.isFinite } }
  }
}
