import Testing

@testable import Autodiff

struct WorkspaceUpdateTests {
  /// One element of a slab: parameter, gradient and two numbers of state.
  private struct Slot<Element: Real> {
    var w: Element
    var g: Element
    var s: Element = 0
    var t: Element = 0
  }

  private func workspace<Element: Real>(
    _ slots: [Slot<Element>], _ level: SIMDLevel
  ) -> Workspace<Element> {
    var graph = Graph()
    let w = graph.parameter("w", .vector(slots.count))
    let program = Program(graph, parameters: [w], gradients: [], outputs: [], stateSlots: 2)
    let result = Workspace<Element>([program], level: level)
    for (index, slot) in slots.enumerated() {
      result.elements[index] = slot.w
      result.elements[slots.count + index] = slot.g
      result.elements[2 * slots.count + index] = slot.s
      result.elements[3 * slots.count + index] = slot.t
    }
    return result
  }

  private func slots<Element: Real>(_ count: Int) -> [Slot<Element>] {
    var draw = Draw(seed: 5)
    return (0..<count).map { _ in
      Slot(
        w: Element(draw.real()), g: Element(draw.real()), s: Element(draw.real().magnitude),
        t: Element(draw.real().magnitude))
    }
  }

  /// The formulas of notebooks/numerics.md, in plain code.
  private func reference<Element: Real>(
    _ update: StepUpdate, _ slot: Slot<Element>, _ rate: Double
  ) -> Element {
    let eta = Element(rate)
    let (w, g, s, t) = (slot.w, slot.g, slot.s, slot.t)
    switch update.rule {
    case .sgd: return w - eta * g
    case .momentum(let beta): return w - eta * faded(Element(beta) * s + g)
    case .nesterov(let beta):
      let velocity = faded(Element(beta) * s + g)
      return w - eta * (g + Element(beta) * velocity)
    case .adagrad(let epsilon): return w - (eta * g) / ((s + g * g).squareRoot() + Element(epsilon))
    case .rmsprop(let alpha, let epsilon):
      let mean = faded(Element(alpha) * s + Element(1 - alpha) * (g * g))
      return w - (eta * g) / (mean.squareRoot() + Element(epsilon))
    case .adam(let beta1, let beta2, let epsilon, let weightDecay):
      let kept = weightDecay == 0 ? w : w - Element(rate * weightDecay) * w
      let mean = faded(Element(beta1) * s + Element(1 - beta1) * g)
      let square = faded(Element(beta2) * t + Element(1 - beta2) * (g * g))
      let power1 = update.powers.first * beta1
      let power2 = update.powers.second * beta2
      let scale = Element(1 / (1 - power2).squareRoot())
      let divisor = square.squareRoot() * scale + Element(epsilon)
      return kept - (Element(rate / (1 - power1)) * mean) / divisor
    }
  }

  private func faded<Element: Real>(_ state: Element) -> Element {
    state.magnitude < .leastNormalMagnitude ? 0 : state
  }

  private func expectRulesHold<Element: Real>(_ type: Element.Type) {
    let rules: [UpdateRule] = [
      .sgd, .momentum(beta: 0.9), .nesterov(beta: 0.9), .adagrad(epsilon: 1e-10),
      .rmsprop(alpha: 0.99, epsilon: 1e-8),
      .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0),
      .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01),
    ]
    let slots: [Slot<Element>] = slots(37)
    for level in SIMDLevel.available {
      for rule in rules {
        let workspace = workspace(slots, level)
        var update = StepUpdate(rule)
        update.powers = (0.81, 0.998001)
        let expected = slots.map { reference(update, $0, 0.1) }
        workspace.apply(&update, rate: 0.1)
        #expect(Array(workspace.elements[..<37]) == expected, "\(rule) \(type) \(level)")
      }
    }
  }

  @Test("each optimizer's step gives the bits of its written formula at every level")
  func rules() {
    expectRulesHold(Double.self)
    expectRulesHold(Float.self)
  }

  private func expectFading<Element: Real>(_ type: Element.Type) {
    let least = Element.leastNormalMagnitude
    // Kept where 9/10 of it is a normal number; below that, zero.
    let states = [2 * least, least, -least, -2 * least, least / 4, .nan]
    let slots = states.map { Slot<Element>(w: 1, g: 0, s: $0, t: $0.magnitude) }
    let rules: [UpdateRule] = [
      .momentum(beta: 0.9), .nesterov(beta: 0.9), .rmsprop(alpha: 0.9, epsilon: 1e-8),
      .adam(beta1: 0.9, beta2: 0.9, epsilon: 1e-8, weightDecay: 0),
    ]
    for level in SIMDLevel.available {
      for rule in rules {
        let workspace = workspace(slots, level)
        var update = StepUpdate(rule)
        workspace.apply(&update, rate: 0.1)
        let kept = Element(0.9) * (2 * least)
        let state = Array(workspace.elements[12..<18])
        let expected = [kept, 0, 0, -kept, 0]
        #expect(Array(state[..<5]) == expected, "\(rule) \(type) \(level)")
        #expect(state[5].isNaN, "\(rule) \(type) \(level)")
        if case .adam = rule {
          let squares = workspace.elements[18..<23].map(\.magnitude)
          #expect(squares == expected.map(\.magnitude), "\(type) \(level)")
        }
      }
    }
  }

  @Test("state that is no normal number any more is zero")
  func fading() {
    expectFading(Double.self)
    expectFading(Float.self)
  }

  @Test("adam's first step moves each parameter by the rate, against its gradient")
  func firstStepOfAdam() {
    let workspace = workspace([Slot(w: 1.0, g: 40), Slot(w: 1, g: -0.003)], .baseline)
    var update = StepUpdate(.adam(beta1: 0.9, beta2: 0.999, epsilon: 0, weightDecay: 0))
    workspace.apply(&update, rate: 0.1)
    #expect(update.powers == (0.9, 0.999))
    #expect(abs(workspace.elements[0] - 0.9) < 1e-14)
    #expect(abs(workspace.elements[1] - 1.1) < 1e-14)
  }

  @Test("clipping by norm scales by 1 over the norm plus 1e-6, and leaves small gradients alone")
  func clipNorm() {
    let workspace = workspace([Slot(w: 0.0, g: 3), Slot(w: 0, g: 4)], .baseline)
    #expect(workspace.gradientNorm == 5)
    var update = StepUpdate(.sgd)
    update.clipNorm = 10
    workspace.apply(&update, rate: 0)
    #expect(Array(workspace.elements[2..<4]) == [3, 4])
    update.clipNorm = 1
    workspace.apply(&update, rate: 0)
    let factor = 1 / (5 + 1e-6)
    #expect(Array(workspace.elements[2..<4]) == [3 * factor, 4 * factor])
  }

  @Test("clipping by value comes before weight decay, and both before the rule")
  func clipValueAndDecay() {
    let workspace = workspace([Slot(w: 2.0, g: 3), Slot(w: 4, g: -0.25)], .baseline)
    var update = StepUpdate(.sgd)
    update.clipValue = 0.5
    update.weightDecay = 0.5
    workspace.apply(&update, rate: 2)
    let expected: [Double] = [-1, 0.5, 1.5, 1.75]
    #expect(Array(workspace.elements[..<4]) == expected)
  }

  @Test("the norm is the root of the lane sum of squares at every level")
  func norm() {
    let slots: [Slot<Float>] = slots(5000)
    let expected = Interpreter<Float>.laneSum(slots.map { $0.g * $0.g }).squareRoot()
    for level in SIMDLevel.available {
      #expect(workspace(slots, level).gradientNorm == Double(expected))
    }
  }
}
