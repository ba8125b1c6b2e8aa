import Testing
import Autodiff
import Training
@testable import Experiments
func show(_ e: Explanation?) {
  guard let e else { print("## nil"); return }
  for s in e.steps {
    print("##", s.name, s.role, "=", s.formula, "=", s.value.values, "grad", s.gradient?.values ?? [], "rule:", s.rule, "|", s.shapes)
    for l in s.locals { print("##      d\(s.name)/d\(l.name) =", l.symbolic, l.value?.values ?? []) }
  }
  for c in e.chains { print("## chain", c.parameter, c.value, c.products.map { $0.map { "d\($0.numerator)/d\($0.denominator)=\($0.value)" }.joined(separator: " * ") }.joined(separator: " + ")) }
}
@Test func dump() throws {
  for n in ["two scalar layers", "linear layer", "two-layer network", "softmax", "used twice", "a = 3x, L = a^2 at 2", "neuron, bce"] {
    print("## ----", n)
    guard let t = readTape(FixtureTape.all.first { $0.name == n }!.tape) else { continue }
    show(t.run().explanation)
  }
  print("## ---- tape bce"); show(readTape("x = [[0, 1], [1, 1]]\ny = [[1], [0]]\nparameter W1 = [[0.5, -0.3], [0.2, 0.8]]\nparameter b1 = [0, 0]\nparameter W2 = [[0.4], [-0.6]]\nparameter b2 = [0]\nh = relu(x @ W1 + b1)\np = sigmoid(h @ W2 + b2)\nloss = binary_cross_entropy(p, y)\ngradient loss")?.run().explanation)
  print("## ---- minimize"); show(ExpressionModel.read(.init(text: "(w - 5)^2 + 0.5v*w", fileOffset: 0), start: [.init(NamedTensor("w", Tensor(8)), range: nil), .init(NamedTensor("v", Tensor(1)), range: nil)]).model?.explanation())
}
