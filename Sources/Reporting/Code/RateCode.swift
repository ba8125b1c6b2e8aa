import Training

/// The schedule as a function of the step: what the learning rate is multiplied by.
///
/// The closed forms are those of `RateSchedule`.
struct RateCode {
  let plan: CodePlan
  /// Those that run for some steps, each with the step at which it begins.
  let segments: [RateSchedule.Segment]

  init(_ plan: CodePlan) {
    self.plan = plan
    let settings = plan.program.settings
    let schedule = RateSchedule(
      rate: settings.learningRate, schedules: settings.schedule, steps: plan.program.steps)
    var segments: [RateSchedule.Segment] = []
    for segment in schedule.segments {
      // Where several begin at one step, the last of them counts.
      if segments.last?.start == segment.start { segments.removeLast() }
      if segment.start < plan.program.steps || segments.isEmpty { segments.append(segment) }
    }
    self.segments = segments
  }

  var isConstant: Bool { segments.allSatisfy { $0.schedule == .constant } }

  /// The schedule, where there is one alone and its steps do not end before the run.
  var only: RateSchedule.Segment? {
    guard segments.count == 1, let segment = segments.first else { return nil }
    switch segment.schedule {
    case .constant, .step, .exponential, .warmup: return segment
    case .cosine, .oneCycle: return segment.length >= plan.program.steps ? segment : nil
    }
  }

  /// The lines of `def factor(step):`.
  func writeFunction(to module: inout PythonModule) {
    if segments.contains(where: { Self.needsMath($0.schedule) }) { module.imports.insert(.math) }
    module.body.functionGap()
    module.body.block("def factor(step):") { text in
      for (index, segment) in segments.enumerated() {
        let isLast = index == segments.count - 1
        let step = segment.start == 0 ? "step" : "(step - \(segment.start))"
        if isLast {
          write(segment, step, isLast: true, to: &text)
        } else {
          text.block("if step < \(segments[index + 1].start):") {
            write(segment, step, isLast: false, to: &$0)
          }
        }
      }
    }
    module.body.functionGap()
  }

  private static func needsMath(_ schedule: Schedule) -> Bool {
    switch schedule {
    case .cosine, .oneCycle: true
    case .constant, .step, .exponential, .warmup: false
    }
  }

  /// What the rate is multiplied by at a step, as one expression; nil for `one-cycle`, which needs
  /// two.
  func expression(_ segment: RateSchedule.Segment, _ step: String, isLast: Bool) -> String? {
    let length = segment.length
    switch segment.schedule {
    case .constant: return "1.0"
    case .step(let every, let factor):
      return "\(PythonNumber.float(factor)) ** (\(step) // \(every))"
    case .exponential(let rate): return "\(PythonNumber.float(rate)) ** \(step)"
    case .warmup(let steps):
      let next = step == "step" ? "step + 1" : "step - \(segment.start - 1)"
      return "min(1, (\(next)) / \(steps))"
    case .cosine(_, let floor):
      let end = segment.start + length
      let t = isLast && plan.program.steps > end ? "min(\(step), \(length))" : step
      let wave = "(1 + math.cos(math.pi * \(t) / \(length))) / 2"
      if floor == 0 { return wave }
      return "floor + (1 - floor) * \(wave)"
    case .oneCycle: return nil
    }
  }

  private func write(
    _ segment: RateSchedule.Segment, _ step: String, isLast: Bool, to text: inout PythonText
  ) {
    if case .cosine(_, let floor) = segment.schedule, floor != 0 {
      text.add("floor = \(PythonNumber.float(floor)) / \(plan.rate)")
    }
    if let expression = expression(segment, step, isLast: isLast) {
      text.add("return " + expression)
    } else {
      writeOneCycle(segment, step, isLast: isLast, to: &text)
    }
  }

  /// From 1 / 25 up to 1 by the step `top`, then down to 1 / 250,000, both along half a cosine.
  private func writeOneCycle(
    _ segment: RateSchedule.Segment, _ step: String, isLast: Bool, to text: inout PythonText
  ) {
    let last = segment.length - 1
    let mayEnd = isLast && plan.program.steps > segment.start + segment.length
    let bare = step.hasPrefix("(") ? String(step.dropFirst().dropLast()) : step
    text.add("t, top = \(mayEnd ? "min(\(bare), \(last))" : bare), 0.3 * \(segment.length) - 1")
    text.block("if t <= top:") {
      $0.add("start, end, share = 1 / 25, 1, t / top")
    }
    text.block("else:") {
      $0.add("start, end, share = 1, 1 / 250_000, (t - top) / (\(last) - top)")
    }
    text.add("return end + (start - end) * (1 + math.cos(math.pi * share)) / 2")
  }
}
