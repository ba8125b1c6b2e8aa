import CKernels

/// The arena that programs run in: one a worker, used by one thread at a time.
package final class Workspace<Element: Real> {
  /// The arena's elements, to read and write inputs, parameters and results in place.
  @usableFromInline package let elements: UnsafeMutableBufferPointer<Element>
  /// The instruction set that runs.
  package let level: SIMDLevel
  let kernels: ck_kernels
  /// P, the number of elements of all parameters together, in the head that the programs share.
  let parameterCount: Int
  let stateSlots: Int

  /// Makes an arena for these programs, zeroed, with their constants in place.
  ///
  /// - Parameters:
  ///   - programs: at least one, all with the same head.
  ///   - split: one of them cut for several threads, if it is to run here.
  ///   - level: an available level; the one by `SIMDSelection.current` unless given.
  package init(
    _ programs: [Program], split: SplitProgram? = nil,
    level: SIMDLevel = SIMDSelection.current.level
  ) {
    precondition(level.isAvailable, "this processor cannot run \(level)")
    self.level = level
    parameterCount = programs.first?.parameterCount ?? 0
    stateSlots = programs.first?.stateSlots ?? 0
    kernels = .of(Element.self, level)
    elements = .arena(count: max(programs.map { $0.end }.max() ?? 0, split?.end ?? 0))
    for program in programs { prepare(program) }
  }

  deinit { elements.deallocate() }

  private func prepare(_ program: Program) {
    precondition(
      program.parameterCount == parameterCount && program.stateSlots == stateSlots,
      "programs of one workspace share their head")
    for constant in program.constants {
      for (index, value) in constant.values.enumerated() {
        elements[constant.offset + index] = Element(value)
      }
    }
    execute(program.setup)
  }

  /// Runs a program once.
  ///
  /// Allocates nothing.
  package func run(_ program: Program) { execute(program.instructions) }

  private func execute(_ instructions: [ck_instruction]) {
    instructions.withUnsafeBufferPointer { code in
      kernels.run(code.baseAddress, Int64(code.count), elements.baseAddress)
    }
  }

  /// Writes a tensor, rounded, into the arena.
  @inlinable package func store(_ tensor: Tensor, at offset: Int) {
    for (index, value) in tensor.values.enumerated() { elements[offset + index] = Element(value) }
  }

  /// Reads a tensor of a shape from the arena.
  @inlinable package func tensor(_ shape: Shape, at offset: Int) -> Tensor {
    Tensor(shape, elements[offset..<offset + shape.count].map { Double($0) })
  }
}

extension ck_kernels {
  /// The kernels for a number type at an available level.
  static func of<Element: Real>(_ type: Element.Type, _ level: SIMDLevel) -> ck_kernels {
    let tables = type == Float.self ? ck_kernels_f32 : ck_kernels_f64
    guard let table = tables(level.kernelLevel) else { preconditionFailure("no kernels") }
    return table.pointee
  }
}

extension UnsafeMutableBufferPointer where Element: Real {
  /// So many zeros, and behind them room for kernels, which read up to a vector beyond a value's end.
  static func arena(count: Int) -> Self {
    let capacity = count + 16
    // A cache line, and the widest vector.
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64)
    let start = memory.bindMemory(to: Element.self, capacity: capacity)
    start.initialize(repeating: 0, count: capacity)
    return Self(start: start, count: count)
  }
}
