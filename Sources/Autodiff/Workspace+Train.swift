import CKernels

/// Rows of data that steps take theirs from, and where a program reads them.
package struct BatchRows<Element> {
  let source: UnsafePointer<Element>
  let width: Int
  let place: Int

  /// - Parameters:
  ///   - source: all rows, one behind the other.
  ///   - width: the elements of a row.
  ///   - place: in the arena.
  package init(source: UnsafePointer<Element>, width: Int, place: Int) {
    self.source = source
    self.width = width
    self.place = place
  }

  fileprivate var kernelRows: ck_rows {
    ck_rows(source: source, width: Int64(width), place: Int64(place))
  }
}

/// The rows of steps that follow each other.
package struct BatchSequence<Element> {
  package var features: BatchRows<Element>?
  package var targets: BatchRows<Element>?
  /// The rows of a step.
  package var rows: Int
  /// The first row of the first step.
  package var first: Int
  /// Behind which row they begin again; nil: never.
  package var end: Int?
  /// The order in which rows are taken; nil: their own.
  package var order: UnsafePointer<Int>?

  package init(rows: Int, first: Int, end: Int? = nil, order: UnsafePointer<Int>?) {
    self.rows = rows
    self.first = first
    self.end = end
    self.order = order
  }

  fileprivate func describe(in training: inout ck_training) {
    training.features = features?.kernelRows ?? ck_rows()
    training.targets = targets?.kernelRows ?? ck_rows()
    training.rows = Int64(rows)
    training.first = Int64(first)
    training.end = Int64(end ?? 0)
    training.order = order.map { UnsafeRawPointer($0).assumingMemoryBound(to: Int64.self) }
  }
}

extension Workspace {
  /// Puts the rows of the first step where its program reads them.
  package func gather(_ batches: BatchSequence<Element>) {
    guard let base = elements.baseAddress else { return }
    var training = ck_training()
    batches.describe(in: &training)
    kernels.gather(&training, 0, base)
  }

  /// Makes steps that differ in nothing but their rate and their rows: rows, program, loss, update.
  ///
  /// Allocates nothing. The same bits as so many calls of `run` and `apply`.
  /// - Parameters:
  ///   - loss: where in the arena the program leaves the step's loss.
  ///   - rates: η of each step, or a single one for all.
  ///   - losses: gets the loss of each step; its count is the number of steps.
  ///   - batches: where steps read parts of the data.
  package func train(
    _ program: Program, _ update: inout StepUpdate, loss: Int,
    rates: UnsafeBufferPointer<Double>, losses: UnsafeMutableBufferPointer<Double>,
    batches: BatchSequence<Element>? = nil
  ) {
    withTraining(&update, loss, rates, losses, batches) { training, base in
      program.instructions.withUnsafeBufferPointer { code in
        training.program = code.baseAddress
        training.count = Int64(code.count)
        kernels.train(
          &training, Int64(losses.count), rates.baseAddress, rates.count == 1 ? 0 : 1,
          losses.baseAddress, base)
      }
    }
  }

  /// The same by several threads.
  ///
  /// - Returns: false, with nothing done, where the threads cannot be had.
  /// - Precondition: gradients are not limited by their norm.
  package func train(
    _ split: SplitProgram, _ update: inout StepUpdate, loss: Int,
    rates: UnsafeBufferPointer<Double>, losses: UnsafeMutableBufferPointer<Double>,
    batches: BatchSequence<Element>? = nil
  ) -> Bool {
    precondition(update.clipNorm == nil, "a norm is a sum over all gradients")
    precondition(split.end <= elements.count, "the workspace was made without the split program")
    var isDone = false
    let slots = Int64(update.rule.stateSlots)
    withTraining(&update, loss, rates, losses, batches) { training, base in
      split.withParts { parts in
        isDone =
          kernels.train_split(
            &training, parts, Int64(split.members), Int64(split.slab), slots, Int64(losses.count),
            rates.baseAddress, rates.count == 1 ? 0 : 1, losses.baseAddress, base) != 0
      }
    }
    return isDone
  }

  private func withTraining(
    _ update: inout StepUpdate, _ loss: Int, _ rates: UnsafeBufferPointer<Double>,
    _ losses: UnsafeMutableBufferPointer<Double>, _ batches: BatchSequence<Element>?,
    _ body: (inout ck_training, UnsafeMutablePointer<Element>) -> Void
  ) {
    precondition(stateSlots >= update.rule.stateSlots, "the programs have too few state slots")
    precondition(rates.count == 1 || rates.count == losses.count, "a rate for each step")
    guard let base = elements.baseAddress else { return }
    var training = ck_training()
    training.loss = Int64(loss)
    training.update = update.kernelUpdate(count: parameterCount)
    batches?.describe(in: &training)
    body(&training, base)
    update.powers = (training.update.power1, training.update.power2)
  }
}

extension SplitProgram {
  /// Calls a body with the members' parts as the kernels take them.
  fileprivate func withParts(_ body: ([ck_part]) -> Void) {
    instructions.withUnsafeBufferPointer { code in
      updates.withUnsafeBufferPointer { updates in
        body(
          parts.map { part in
            ck_part(
              program: code.baseAddress.map { $0 + part.code.lowerBound },
              count: Int64(part.code.count),
              shares: updates.baseAddress.map { $0 + part.updates.lowerBound },
              share_count: Int64(part.updates.count),
              row_from: Int64(part.rows.lowerBound), row_to: Int64(part.rows.upperBound))
          })
      }
    }
  }
}
