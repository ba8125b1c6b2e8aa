import CKernels

// One pass each over the parameters, gradients and state in the arena's head.
extension Workspace {
  /// Moves the parameters by the gradients as they now stand, which clipping and weight decay change
  /// first.
  ///
  /// - Parameter rate: η of this step.
  /// - Precondition: the programs were made with at least the rule's state slots.
  package func apply(_ update: inout StepUpdate, rate: Double) {
    precondition(stateSlots >= update.rule.stateSlots, "the programs have too few state slots")
    guard let w = elements.baseAddress else { return }
    var kernelUpdate = update.kernelUpdate(count: parameterCount)
    kernels.update(&kernelUpdate, rate, w)
    update.powers = (kernelUpdate.power1, kernelUpdate.power2)
  }

  /// The L2 norm of all gradients together.
  package var gradientNorm: Double {
    Double(Element(sumOfSquares(parameterCount..<2 * parameterCount)).squareRoot())
  }

  /// The sum of the squares of a stretch of the arena, in the workspace's precision.
  package func sumOfSquares(_ range: Range<Int>) -> Double {
    guard let w = elements.baseAddress else { return 0 }
    return kernels.sum_of_squares(w + range.lowerBound, Int64(range.count))
  }
}
