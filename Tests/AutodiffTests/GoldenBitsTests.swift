import Foundation
import Testing

@testable import Autodiff

/// Holds the bits of every operation, its gradient and every update to those recorded for the
/// numerics version. Where a change of bits is meant, raise `NumericsVersion.current`, run once with
/// `RUNBOOK_RECORD=1` and commit the file.
struct GoldenBitsTests {
  private var file: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/golden-bits.txt")
  }

  @Test("the engine gives the bits recorded for its numerics version")
  func goldenBits() throws {
    var lines = ["version \(NumericsVersion.current)"]
    for kind in Autodiff.Operation.Kind.allCases where kind.form != .leaf {
      lines.append("\(kind.rawValue) \(try bits(of: kind, Double.self))")
      lines.append("\(kind.rawValue) float32 \(try bits(of: kind, Float.self))")
    }
    for (name, rule) in Self.rules {
      lines.append("\(name) \(bits(of: rule, Double.self))")
      lines.append("\(name) float32 \(bits(of: rule, Float.self))")
    }
    if ProcessInfo.processInfo.environment["RUNBOOK_RECORD"] == "1" {
      try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(lines.count) lines; run again without RUNBOOK_RECORD")
      return
    }
    let recorded = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let changed = zip(lines, recorded).filter { $0 != $1 }.map { $0.0 }
    #expect(
      changed.isEmpty && lines.count == recorded.count,
      "bits changed: raise NumericsVersion.current and record: \(changed)")
  }

  private static let rules: [(String, UpdateRule)] = [
    ("sgd", .sgd), ("momentum", .momentum(beta: 0.9)), ("nesterov", .nesterov(beta: 0.9)),
    ("adagrad", .adagrad(epsilon: 1e-10)), ("rmsprop", .rmsprop(alpha: 0.99, epsilon: 1e-8)),
    ("adam", .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)),
    ("adamw", .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)),
  ]

  private func bits<Element: Real>(of kind: Autodiff.Operation.Kind, _ type: Element.Type) throws
    -> String
  {
    var digest = Digest()
    for test in OperationCase.cases(of: kind) {
      var scene = try test.scene(seed: 42)
      let gradients = try scene.graph.gradient(of: scene.loss, withRespectTo: scene.parameters)
      let outputs = [scene.result] + gradients
      let program = Program(
        scene.graph, parameters: scene.parameters, gradients: [], outputs: outputs)
      let workspace = Workspace<Element>([program])
      for (node, tensor) in scene.feeds { workspace.store(tensor, at: program.offset(of: node)) }
      workspace.run(program)
      for output in outputs {
        let shape = scene.graph.shape(of: output)
        digest.add(workspace.tensor(shape, at: program.offset(of: output)).values)
      }
    }
    return digest.text
  }

  private func bits<Element: Real>(of rule: UpdateRule, _ type: Element.Type) -> String {
    var graph = Graph()
    let w = graph.parameter("w", .vector(50))
    let program = Program(graph, parameters: [w], gradients: [], outputs: [], stateSlots: 2)
    let workspace = Workspace<Element>([program])
    var draw = Draw(seed: 42)
    for index in 0..<100 { workspace.elements[index] = Element(draw.real()) }
    var update = StepUpdate(rule)
    update.clipNorm = 5
    update.weightDecay = 0.1
    for _ in 0..<3 { workspace.apply(&update, rate: 0.1) }
    var digest = Digest()
    digest.add(workspace.elements.map { Double($0) })
    return digest.text
  }
}

/// FNV-1a over the bits of numbers; every NaN counts as one.
private struct Digest {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ values: [Double]) {
    for value in values {
      let bits = value.isNaN ? Double.nan.bitPattern : value.bitPattern
      for shift in stride(from: 0, to: 64, by: 8) {
        hash = (hash ^ (bits >> UInt64(shift) & 0xFF)) &* 0x100_0000_01B3
      }
    }
  }

  var text: String { String(hash, radix: 16) }
}
