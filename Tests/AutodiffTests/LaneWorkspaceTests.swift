import AllocationCounter
import Testing

@testable import Autodiff

struct LaneWorkspaceTests {
  @Test("steps side by side allocate nothing", .enabled(if: allocations_of_this_thread() >= 0))
  func stepsAllocateNothing() throws {
    var scene = try RandomGraph(seed: 1)
    let gradients = try scene.differentiate()
    let program = Program(
      scene.graph, parameters: scene.parameters, gradients: gradients, outputs: [scene.loss],
      stateSlots: 2)
    let workspace = LaneWorkspace<Double>(program)
    var update = StepUpdate(.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0))
    update.clipNorm = 1
    let rates = [Double](repeating: 0.1, count: workspace.lanes)
    var losses = [Double](repeating: 0, count: 100 * workspace.lanes)
    let before = allocations_of_this_thread()
    losses.withUnsafeMutableBufferPointer { losses in
      rates.withUnsafeBufferPointer { rates in
        workspace.train(
          &update, loss: program.offset(of: scene.loss), rates: rates, losses: losses)
      }
    }
    #expect(allocations_of_this_thread() == before)
  }

  @Test("every operation gives in each lane the bits that it gives alone")
  func operations() throws {
    for seed in 0..<60 as Range<UInt64> {
      var scene = try RandomGraph(seed: seed)
      let gradients = try scene.differentiate()
      let program = Program(
        scene.graph, parameters: scene.parameters, gradients: gradients, outputs: [scene.loss],
        stateSlots: 0)
      for level in SIMDLevel.available {
        let alone = Workspace<Double>([program], level: level)
        for (node, tensor) in scene.feeds { alone.store(tensor, at: program.offset(of: node)) }
        let together = LaneWorkspace<Double>(program, level: level)
        // Each lane begins with all that one trial has, somewhat scaled.
        let arena = UnsafeMutableBufferPointer<Double>.allocate(capacity: program.end)
        defer { arena.deallocate() }
        for lane in 0..<together.lanes {
          together.store(0..<program.end, of: scaled(alone, program, lane, arena), lane: lane)
        }
        var update = StepUpdate(.sgd)
        let rates = [Double](repeating: 0, count: together.lanes)
        var losses = [Double](repeating: 0, count: together.lanes)
        losses.withUnsafeMutableBufferPointer { losses in
          rates.withUnsafeBufferPointer { rates in
            together.train(
              &update, loss: program.offset(of: scene.loss), rates: rates, losses: losses)
          }
        }
        for lane in 0..<together.lanes {
          _ = scaled(alone, program, lane, arena)
          _ = alone.elements.update(fromContentsOf: arena)
          alone.run(program)
          let loss = alone.elements[program.offset(of: scene.loss)]
          #expect(
            losses[lane] == loss || losses[lane].isNaN && loss.isNaN,
            "seed \(seed), \(level), lane \(lane)")
          for (node, tensor) in scene.feeds { alone.store(tensor, at: program.offset(of: node)) }
        }
      }
    }
  }

  /// One trial's arena with its parameters a little larger in each lane.
  private func scaled(
    _ workspace: Workspace<Double>, _ program: Program, _ lane: Int,
    _ arena: UnsafeMutableBufferPointer<Double>
  ) -> UnsafeMutableBufferPointer<Double> {
    _ = arena.update(fromContentsOf: workspace.elements)
    for index in 0..<program.parameterCount { arena[index] *= 1 + 0.01 * Double(lane) }
    return arena
  }
}
