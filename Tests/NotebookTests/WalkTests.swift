import Notebook
import Testing

@Suite struct WalkTests {
  @Test("nodes with children are entered and left, others only entered")
  func order() {
    let document = ReadNotebook("a *b*\n\n---\n").document
    var events: [Document.Event] = []
    document.walk { events.append($0) }
    #expect(
      events == [
        .enter(0), .enter(1), .enter(2), .enter(3), .enter(4), .leave(3), .leave(1), .enter(5),
        .leave(0),
      ])
  }

  @Test("a walk may start at any node and end by an error")
  func subtree() {
    struct Stop: Error {}
    let document = ReadNotebook("a *b*\n\nc").document
    var count = 0
    document.walk(from: 3) { _ in count += 1 }
    #expect(count == 3)
    #expect(throws: Stop.self) { try document.walk { _ in throw Stop() } }
    document.walk(from: 99) { _ in count += 1 }
    #expect(count == 3)
  }
}
