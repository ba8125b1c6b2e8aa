/// Where the nodes of a drawn computation stand: in levels from the inputs to the target.
struct GraphLayout: Sendable {
  struct Place: Hashable, Sendable {
    /// The longest way from the inputs; leaves stand just before their first use.
    var level: Int
    /// The place within the level.
    var rank: Int
  }

  private(set) var places: [Place]
  let levelCount: Int
  let rankCount: Int

  /// A long computation runs down the page, a short one across it.
  var isVertical: Bool { levelCount > 4 }

  init(_ graph: ComputationGraph) {
    let levels = Self.levels(of: graph)
    places = levels.map { Place(level: $0, rank: 0) }
    var used: [Int: Int] = [:]
    // What is computed stands first, so that the main way is a straight line.
    let computed = graph.nodes.indices.filter { !graph.nodes[$0].inputs.isEmpty }
    let leaves = graph.nodes.indices.filter { graph.nodes[$0].inputs.isEmpty }
    for index in computed + leaves {
      places[index].rank = used[levels[index], default: 0]
      used[levels[index], default: 0] += 1
    }
    levelCount = (levels.max() ?? 0) + 1
    rankCount = used.values.max() ?? 1
  }

  private static func levels(of graph: ComputationGraph) -> [Int] {
    var levels = [Int](repeating: 0, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs { levels[index] = max(levels[index], levels[input] + 1) }
    }
    var firstUse = [Int?](repeating: nil, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs { firstUse[input] = min(firstUse[input] ?? Int.max, levels[index]) }
    }
    for (index, node) in graph.nodes.enumerated() where node.inputs.isEmpty {
      if let use = firstUse[index] { levels[index] = use - 1 }
    }
    return levels
  }
}
