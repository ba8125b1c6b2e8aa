import CKernels

/// The arena of one program for several trials side by side, used by one thread at a time.
///
/// The head holds a block for each parameter, gradient and state element: `[P][P][stateSlots × P]`.
package final class LaneWorkspace<Element: Real> {
  /// Element i of the program's arena, of trial l, is at i × lanes + l.
  package let elements: UnsafeMutableBufferPointer<Element>
  /// The trials side by side.
  package let lanes: Int
  private let kernels: ck_kernels
  private let code: LaneCode
  private let parameterCount: Int
  private let stateSlots: Int

  /// The trials side by side at every level: 8 in float64, 16 in float32, AVX-512's vectors.
  package static var lanes: Int { Int(ck_kernels.of(Element.self, .baseline).lanes) }

  /// Makes an arena for a program, zeroed, with its constants in place.
  package init(_ program: Program, level: SIMDLevel = SIMDSelection.current.level) {
    kernels = .of(Element.self, level)
    lanes = Int(kernels.lanes)
    code = LaneCode(program, lanes: lanes)
    parameterCount = program.parameterCount
    stateSlots = program.stateSlots
    elements = .arena(count: program.end * lanes)
    for constant in program.constants {
      for (index, value) in constant.values.enumerated() {
        for lane in 0..<lanes {
          elements[(constant.offset + index) * lanes + lane] = Element(value)
        }
      }
    }
    code.setup.withUnsafeBufferPointer { code in
      kernels.run(code.baseAddress, Int64(code.count), elements.baseAddress)
    }
  }

  deinit { elements.deallocate() }

  /// Puts numbers of one trial's arena into the lane of a trial.
  package func store(
    _ range: Range<Int>, of arena: UnsafeMutableBufferPointer<Element>, lane: Int
  ) {
    for index in range { elements[index * lanes + lane] = arena[index] }
  }

  /// Puts numbers of a trial's lane into an arena of its own.
  package func load(
    _ range: Range<Int>, into arena: UnsafeMutableBufferPointer<Element>, lane: Int
  ) {
    for index in range { arena[index] = elements[index * lanes + lane] }
  }

  /// Makes steps of all trials: the program, losses, updates.
  ///
  /// Allocates nothing. The same bits as so many steps of each trial by itself.
  /// - Parameters:
  ///   - loss: where in one trial's arena the program leaves the step's loss.
  ///   - rates: η of each lane, for each step or once for all.
  ///   - losses: gets the losses of each step, a lane's beside the other's.
  package func train(
    _ update: inout StepUpdate, loss: Int, rates: UnsafeBufferPointer<Double>,
    losses: UnsafeMutableBufferPointer<Double>
  ) {
    precondition(stateSlots >= update.rule.stateSlots, "the program has too few state slots")
    precondition(rates.count == lanes || rates.count == losses.count, "a rate for each step")
    guard let base = elements.baseAddress else { return }
    code.instructions.withUnsafeBufferPointer { code in
      var training = ck_training()
      training.program = code.baseAddress
      training.count = Int64(code.count)
      training.loss = Int64(loss * lanes)
      training.update = update.kernelUpdate(count: parameterCount)
      kernels.train_lanes(
        &training, Int64(losses.count / lanes), rates.baseAddress,
        rates.count == losses.count ? Int64(lanes) : 0, losses.baseAddress, base)
      update.powers = (training.update.power1, training.update.power2)
    }
  }
}
