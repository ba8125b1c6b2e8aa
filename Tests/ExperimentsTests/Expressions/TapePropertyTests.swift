import Autodiff
import Source
import Testing
import Training

@testable import Experiments

/// Random tapes: what the compiled program computes is what the interpreter does, and their gradients
/// are what finite differences give. A seed in a message repeats its case.
@Suite("Random tapes") struct TapePropertyTests {
  private func tape(_ text: String) throws -> Tape {
    try #require(Tape.read(Excerpt(text: text, fileOffset: 0)).tape)
  }

  @Test("compiled and interpreted tapes give the same bits, in either precision")
  func sameBits() throws {
    for seed in 0..<500 {
      var random = RandomTape(seed: UInt64(seed))
      let tape = try tape(random.text())
      try expectSameBits(tape, Double.self, "RandomTape(seed: \(seed))")
      try expectSameBits(tape, Float.self, "RandomTape(seed: \(seed))")
    }
  }

  private func expectSameBits<Element: Real>(
    _ tape: Tape, _ type: Element.Type, _ name: String
  ) throws {
    var graph = tape.graph
    let request = try #require(tape.requests.first)
    let target = try #require(tape.node(named: request.target))
    let sources = request.sources.compactMap { tape.node(named: $0) }
    let gradients = try graph.gradient(of: target, withRespectTo: sources)
    let values = Interpreter<Element>.evaluate(graph, feeds: tape.feeds)
    let program = Program(
      graph, parameters: sources, gradients: gradients, outputs: [target], stateSlots: 0)
    let workspace = Workspace<Element>([program])
    for (node, tensor) in tape.feeds { workspace.store(tensor, at: program.offset(of: node)) }
    workspace.run(program)
    for node in gradients + [target] {
      let compiled = workspace.tensor(graph.shape(of: node), at: program.offset(of: node))
      for (a, b) in zip(compiled.values, values[node.index].values) {
        #expect(a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN), "\(name)")
      }
    }
  }

  @Test("no gradient of a random tape of matrices is contradicted by finite differences")
  func matrices() throws {
    var (compared, elements) = (0, 0)
    for seed in 0..<500 {
      var random = RandomTape(seed: UInt64(seed))
      let check = try tape(random.text()).run().check
      #expect(check?.failure == nil, "RandomTape(seed: \(seed))")
      compared += check?.compared ?? 0
      elements += check?.elements ?? 0
    }
    #expect(Double(compared) > 0.7 * Double(elements), "\(compared) of \(elements)")
  }

  @Test("no derivative of a random expression is contradicted by finite differences")
  func expressions() throws {
    var (compared, elements) = (0, 0)
    for seed in 0..<1000 {
      var generator = RandomExpression(seed: UInt64(seed))
      let expression = generator.expression(depth: 2 + seed % 3)
      let x = 0.3 + 0.001 * Double(seed % 1700)
      let text = "x = \(x)\ny = \(2.1 - x)\nf = \(expression)\ngradient f wrt x, y"
      guard let check = try tape(text).run().check else { continue }
      #expect(check.failure == nil, "seed \(seed)")
      compared += check.compared
      elements += check.elements
    }
    #expect(Double(compared) > 0.9 * Double(elements), "\(compared) of \(elements)")
  }
}
