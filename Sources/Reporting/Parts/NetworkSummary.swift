import Experiments
import Training

/// A network's layers with their widths and parameters.
enum NetworkSummary {
  private static let rowLimit = 30

  static func parts(_ result: ExperimentResult) -> [Report.Part] {
    guard case .network(let network, let inputs, let loss) = result.model else { return [] }
    var rows = Rows(width: inputs)
    rows.add(network.layers)
    let total = rows.parameterCount
    var cells = rows.cells
    if cells.count > rowLimit {
      let gap: [Table.Cell] = [.text("…"), .empty, .empty, .empty]
      cells = cells.prefix(rowLimit / 2) + [gap] + cells.suffix(rowLimit / 2)
    }
    return [
      .table(
        Table(
          caption: "The network",
          columns: [
            Table.Column("Layer", isHeader: true), Table.Column("Output width"),
            Table.Column("Parameters"), Table.Column("Count"),
          ],
          rows: [[.text("input"), .number(Double(inputs)), .empty, .empty]] + cells,
          note: "\(total) parameter\(total == 1 ? "" : "s"); the loss is \(loss.rawValue)."))
    ]
  }

  private struct Rows {
    var width: Int
    var cells: [[Table.Cell]] = []
    var parameterCount = 0
    private var weights = 0
    private var norms = 0

    init(width: Int) { self.width = width }

    /// Without recursion: residual layers may be nested as deep as an author likes.
    mutating func add(_ layers: [Layer]) {
      var waiting: [(layer: Layer, depth: Int)] = layers.reversed().map { ($0, 0) }
      while let (layer, depth) = waiting.popLast() {
        if case .residual(let inner) = layer {
          append("residual, around:", depth, parameters: [])
          waiting += inner.reversed().map { ($0, depth + 1) }
        } else {
          add(layer, depth)
        }
      }
    }

    private mutating func add(_ layer: Layer, _ depth: Int) {
      switch layer {
      case .dense(let units, let activation):
        weights += 1
        let names = [("W\(weights)", "(\(width), \(units))", width * units)]
        width = units
        let suffix = activation == .linear ? "" : " \(activation.rawValue)"
        append(
          "dense \(units)\(suffix)", depth,
          parameters: names + [("b\(weights)", "(\(units))", units)])
      case .batchNorm: addNorm("batchnorm", depth)
      case .layerNorm: addNorm("layernorm", depth)
      case .dropout(let probability):
        let text = NumberText(probability, digits: NumberText.proseDigits).written(.ascii)
        append("dropout \(text)", depth, parameters: [])
      case .activation(let activation): append(activation.rawValue, depth, parameters: [])
      case .residual: return
      }
    }

    private mutating func addNorm(_ name: String, _ depth: Int) {
      norms += 1
      append(
        name, depth,
        parameters: [
          ("gamma\(norms)", "(\(width))", width), ("beta\(norms)", "(\(width))", width),
        ])
    }

    private mutating func append(
      _ name: String, _ depth: Int, parameters: [(name: String, shape: String, count: Int)]
    ) {
      let count = parameters.reduce(0) { $0 + $1.count }
      parameterCount += count
      let indent = String(repeating: "· ", count: min(depth, 8))
      let names = parameters.map { "\($0.name) \($0.shape)" }.joined(separator: ", ")
      cells.append([
        .text(indent + name), .number(Double(width)), .text(names),
        count == 0 ? .empty : .number(Double(count)),
      ])
    }
  }
}
