/// Where each value of a program lies in the arena.
///
/// Parameters and gradients lie in the head; inputs, constants and outputs have places of their own
/// in the tail; every other value has a place from the node that computes it to its last use. An
/// elementwise operation takes over the place of an operand that nothing needs afterwards.
struct MemoryPlan {
  let analysis: ValueAnalysis
  let fusion: Fusion
  private(set) var end = 0
  /// Gradients that lie elsewhere, since they are constants, leaves, or shared by two parameters,
  /// and are copied into their slab at each run.
  private(set) var copies: [(source: Int, destination: Int)] = []

  private let graph: Graph
  private let tail: Int
  private var places: [Place?]
  private var scratches: [Place?]
  private var isPersistent: [Bool]
  /// Values of few elements lie close together; larger ones begin at a multiple of 16.
  private var small = ArenaPlan(granule: 1)
  private var large = ArenaPlan(granule: 16)

  /// A place; those in the tail count from the beginning of their part.
  private enum Place {
    case head(Int)
    case small(Int)
    case large(Int)
  }

  /// Plans a simplified graph.
  ///
  /// - Parameters:
  ///   - parameters: their nodes and offsets.
  ///   - gradients: their nodes and the offsets where they have to end.
  init(
    _ graph: Graph, parameters: [(node: Int, offset: Int)], gradients: [(node: Int, offset: Int)],
    outputs: [Int], tail: Int
  ) {
    self.graph = graph
    self.tail = tail
    fusion = Fusion(
      graph, keeping: parameters.map(\.node) + gradients.map(\.node) + outputs)
    analysis = ValueAnalysis(graph, fusion)
    places = Array(repeating: nil, count: graph.nodes.count)
    scratches = places
    isPersistent = Array(repeating: false, count: graph.nodes.count)
    for (node, offset) in parameters { fix(node, .head(offset)) }
    placeGradients(gradients)
    for output in outputs { keep(analysis.roots[output]) }
    for index in graph.nodes.indices {
      let isLeaf = graph.nodes[index].operation.kind.form == .leaf
      if isLeaf || analysis.isConstant[index] { keep(analysis.roots[index]) }
    }
    for index in graph.nodes.indices { plan(index) }
    end = largeStart + large.end
  }

  /// The offset of a node's value.
  func offset(_ node: Int) -> Int { offset(places[analysis.roots[node]]) }

  /// The offset of the space that a node's kernel works in.
  func scratch(_ node: Int) -> Int { offset(scratches[node]) }

  private var largeStart: Int { (tail + small.end + 15) / 16 * 16 }

  private func offset(_ place: Place?) -> Int {
    switch place {
    case .head(let offset): offset
    case .small(let offset): tail + offset
    case .large(let offset): largeStart + offset
    case nil: 0
    }
  }

  private mutating func placeGradients(_ gradients: [(node: Int, offset: Int)]) {
    for (node, offset) in gradients {
      let root = analysis.roots[node]
      let isLeaf = graph.nodes[root].operation.kind.form == .leaf
      if isLeaf || analysis.isConstant[root] || places[root] != nil {
        keep(root)
        copies.append((source: node, destination: offset))
      } else {
        fix(root, .head(offset))
      }
    }
  }

  private mutating func fix(_ node: Int, _ place: Place) {
    places[node] = place
    isPersistent[node] = true
  }

  /// Gives a value a place for the whole run.
  private mutating func keep(_ node: Int) {
    isPersistent[node] = true
    if places[node] == nil { places[node] = allocate(graph.nodes[node].shape.count) }
  }

  private mutating func plan(_ index: Int) {
    if fusion.isAbsorbed[index] { return }
    let node = graph.nodes[index]
    if places[index] == nil && analysis.roots[index] == index {
      places[index] = takeOver(node, index) ?? allocate(node.shape.count)
    }
    let scratch = graph.scratchCount(fusion.structured(index))
    if scratch > 0 {
      scratches[index] = allocate(scratch)
      release(scratches[index], scratch)
    }
    for root in Set(fusion.inputs(of: index).map { analysis.roots[$0.index] }).sorted()
    where analysis.lastUse[root] == index && !isPersistent[root] {
      release(places[root], graph.nodes[root].shape.count)
    }
  }

  /// The place of an operand of the same size that is not read again, for an elementwise kernel.
  private mutating func takeOver(_ node: Node, _ index: Int) -> Place? {
    guard fusion.isElementwise(index) else { return nil }
    for input in fusion.inputs(of: index) {
      let root = analysis.roots[input.index]
      guard !isPersistent[root], analysis.lastUse[root] == index,
        graph.nodes[root].shape.count == node.shape.count
      else { continue }
      // The place now belongs to this node, and must not be released with the operand.
      isPersistent[root] = true
      return places[root]
    }
    return nil
  }

  private mutating func allocate(_ count: Int) -> Place {
    count <= 8 ? .small(small.allocate(count)) : .large(large.allocate(count))
  }

  private mutating func release(_ place: Place?, _ count: Int) {
    switch place {
    case .small(let offset): small.release(offset, count)
    case .large(let offset): large.release(offset, count)
    case .head, nil: break
    }
  }
}
