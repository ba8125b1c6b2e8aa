import AllocationCounter
import Testing

@testable import Autodiff

struct WorkspaceTests {
  @Test("running and updating allocate nothing", .enabled(if: allocations_of_this_thread() >= 0))
  func runsAllocateNothing() throws {
    var scene = try RandomGraph(seed: 1)
    let gradients = try scene.differentiate()
    let program = Program(
      scene.graph, parameters: scene.parameters, gradients: gradients, outputs: [scene.loss],
      stateSlots: 2)
    let workspace = Workspace<Double>([program])
    var update = StepUpdate(.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0))
    update.clipNorm = 1
    let loss = program.offset(of: scene.loss)
    var losses = [Double](repeating: 0, count: 100)
    let start = allocations_of_this_thread()
    let probe = [Int](repeating: 1, count: workspace.elements.count)
    let before = allocations_of_this_thread()
    for _ in 0..<100 {
      workspace.run(program)
      workspace.apply(&update, rate: 0.1)
    }
    losses.withUnsafeMutableBufferPointer { losses in
      withUnsafePointer(to: 0.1) { rate in
        workspace.train(
          program, &update, loss: loss, rates: UnsafeBufferPointer(start: rate, count: 1),
          losses: losses)
      }
    }
    let after = allocations_of_this_thread()
    #expect(before > start && probe.count > 0, "the counter does not count")
    #expect(after == before)
  }

  @Test("an arena starts at zero with its constants in place")
  func startsAtZero() throws {
    var graph = Graph()
    let x = graph.input("x", .vector(3))
    let ten = graph.constant(10)
    let tenfold = try graph.multiply(ten, x)
    let hundred = try graph.multiply(ten, ten)
    let program = Program(graph, parameters: [], gradients: [], outputs: [tenfold, ten, hundred])
    let workspace = Workspace<Float>([program])
    #expect(workspace.tensor(.vector(3), at: program.offset(of: x)) == Tensor([0, 0, 0]))
    #expect(workspace.elements[program.offset(of: ten)] == 10)
    // What depends on constants alone is there before the first run.
    #expect(workspace.elements[program.offset(of: hundred)] == 100)
    workspace.store(Tensor([1, 2, 3]), at: program.offset(of: x))
    workspace.run(program)
    let result = workspace.tensor(.vector(3), at: program.offset(of: tenfold))
    #expect(result == Tensor([10, 20, 30]))
  }
}
