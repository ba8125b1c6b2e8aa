import Autodiff
import Testing
import Training

@testable import Experiments

@Suite struct FieldListTests {
  private func text(_ value: some Encodable) -> String {
    var fields = FieldList()
    fields.add("", value)
    return fields.text
  }

  @Test("every property of the settings has a field, in order, and nothing optional is missed")
  func settings() {
    var settings = TrainingSettings()
    settings.optimizer = .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    settings.schedule = [.cosine(steps: nil, floor: 0.1), .constant]
    settings.clip = .norm(1)
    settings.weights = [NamedTensor("W1", Tensor([[0.5, -0.0]]))]
    #expect(
      text(settings) == """
        optimizer\tadam
        optimizer.adam.beta1\t0.9
        optimizer.adam.beta2\t0.999
        optimizer.adam.epsilon\t1e-8
        learningRate\t0.01
        schedule\tlist
        schedule[0]\tcosine
        schedule[0].cosine.floor\t0.1
        schedule[1]\tconstant
        duration\tsteps
        duration.steps\t100
        batch\tall
        seed\t0
        weights\tlist
        weights[0].name\tW1
        weights[0].tensor\t(1, 2) [0.5, -0.0]
        clip\tnorm
        clip.norm\t1
        weightDecay\t0
        precision\tfloat64
        record\t[]
        snapshots\t[]
        keepsLosses\ttrue

        """)
  }

  @Test("long lists of numbers stand as a digest, which any bit changes")
  func digests() {
    let numbers = (0..<100).map { Double($0) / 3 }
    var others = numbers
    others[57] = others[57].nextUp
    let one = FieldList.text(numbers)
    #expect(one.hasPrefix("100 numbers "))
    #expect(one.count == "100 numbers ".count + 64)
    #expect(FieldList.text(others) != one)
    #expect(FieldList.text([1, -0.5, .nan]) == "[1, -0.5, nan]")
  }

  @Test("line ends and tabs within values cannot pass for other fields")
  func escaping() {
    for text in ["a\nb\tc", "a\\nb", "", "é\r\\"] {
      #expect(!FieldList.escaped(text).contains { $0 == "\n" || $0 == "\t" || $0 == "\r" })
      #expect(FieldList.unescaped(FieldList.escaped(text)) == text)
    }
  }

  @Test("the digest is SHA-256")
  func digest() {
    #expect(
      ContentDigest(of: "abc").text
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
