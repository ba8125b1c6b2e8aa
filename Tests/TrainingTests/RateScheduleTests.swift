import Testing
import Training

struct RateScheduleTests {
  @Test("each schedule gives the reference rates")
  func reference() throws {
    for item in try Fixture("schedules").cases {
      let text = item["schedule"].string
      let rate = item["learning rate"].double
      let schedule = RateSchedule(rate: rate, schedules: [Schedule(text)], steps: 50)
      let expected = item["rates"].numbers
      for (step, value) in expected.enumerated() {
        #expect(abs(schedule.rate(at: step) - value) <= 1e-12 * rate, "\(text) at step \(step)")
      }
    }
  }

  @Test("without a schedule the rate is the base rate")
  func none() {
    let schedule = RateSchedule(rate: 0.3, schedules: [], steps: 10)
    #expect(schedule.rate(at: 0) == 0.3)
    #expect(schedule.rate(at: 9) == 0.3)
    #expect(schedule.isConstant)
  }

  @Test("the steps of cosine and one-cycle default to the run's")
  func defaultSteps() {
    for (short, long) in [
      (Schedule.cosine(steps: nil, floor: 0.1), Schedule.cosine(steps: 40, floor: 0.1)),
      (.oneCycle(steps: nil), .oneCycle(steps: 40)),
    ] {
      let a = RateSchedule(rate: 1, schedules: [short], steps: 40)
      let b = RateSchedule(rate: 1, schedules: [long], steps: 40)
      #expect((0..<40).allSatisfy { a.rate(at: $0) == b.rate(at: $0) })
    }
  }

  @Test("past its steps cosine stays at the floor and one-cycle at its last rate")
  func past() {
    let cosine = RateSchedule(rate: 1, schedules: [.cosine(steps: 10, floor: 0.2)], steps: 30)
    #expect(cosine.rate(at: 10) == 0.2)
    #expect(cosine.rate(at: 29) == 0.2)
    let cycle = RateSchedule(rate: 1, schedules: [.oneCycle(steps: 10)], steps: 30)
    #expect(cycle.rate(at: 10) == cycle.rate(at: 9))
    #expect(abs(cycle.rate(at: 29) - 1 / 250_000) < 1e-15)
  }

  @Test("a list runs one schedule after the other, each from its own step 0")
  func list() {
    let schedule = RateSchedule(
      rate: 1, schedules: [.warmup(steps: 10), .cosine(steps: nil, floor: 0)], steps: 50)
    let cosine = RateSchedule(rate: 1, schedules: [.cosine(steps: 40, floor: 0)], steps: 40)
    #expect(schedule.rate(at: 0) == 0.1)
    #expect(schedule.rate(at: 9) == 1)
    #expect((0..<40).allSatisfy { schedule.rate(at: 10 + $0) == cosine.rate(at: $0) })
  }

  @Test("schedules without steps share what is left of the run")
  func shared() {
    let schedule = RateSchedule(
      rate: 1, schedules: [.constant, .warmup(steps: 5), .exponential(rate: 0.5)], steps: 16)
    #expect((0..<5).allSatisfy { schedule.rate(at: $0) == 1 })
    #expect(schedule.rate(at: 5) == 0.2)
    #expect(schedule.rate(at: 9) == 1)
    #expect(schedule.rate(at: 10) == 1)
    #expect(schedule.rate(at: 12) == 0.25)
  }

  @Test("one-cycle of very few steps stays finite and positive")
  func shortCycle() {
    for steps in 1...5 {
      let schedule = RateSchedule(rate: 1, schedules: [.oneCycle(steps: nil)], steps: steps)
      #expect((0..<steps).allSatisfy { schedule.rate(at: $0) > 0 && schedule.rate(at: $0) <= 1 })
    }
  }
}
