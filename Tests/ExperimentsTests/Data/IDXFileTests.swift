import Autodiff
import Source
import Testing

@testable import Experiments

@Suite("Files of images and labels") struct IDXFileTests {
  /// Three images of 2 × 2 pixels, and their labels.
  private static let imageBytes: [UInt8] =
    [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + [
      0, 51, 102, 153, 204, 255, 0, 0, 1, 2, 3, 4,
    ]
  private static let labelBytes: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1]

  private func run(
    _ data: String, images: [UInt8]? = imageBytes, labels: [UInt8]? = labelBytes
  ) async -> Run {
    var bytes: [String: [UInt8]] = [:]
    bytes["train-images-idx3-ubyte"] = images
    bytes["train-labels-idx1-ubyte"] = labels
    return await Run(
      """
      ```yaml experiment a
      network: [2 softmax]
      data: \(data)
      loss: cross-entropy
      steps: 1
      ```
      """, bytes: bytes)
  }

  private static let both = "{from: train-images-idx3-ubyte, target: train-labels-idx1-ubyte}"

  @Test("images are rows of pixels from 0 to 1, labels are classes")
  func reads() async throws {
    let run = await run(Self.both)
    #expect(run.messages == "")
    guard case .experiment(let result) = run.result.blocks[0].outcome else {
      Issue.record("no result")
      return
    }
    let data = try #require(result.data)
    #expect(
      data.features
        == Tensor([[0, 0.2, 0.4, 0.6], [0.8, 1, 0, 0], [1, 2, 3, 4].map { $0 / 255 }]))
    #expect(data.targets == Tensor([[1.0], [0], [1]]))
    #expect(data.featureNames == ["p0", "p1", "p2", "p3"])
  }

  @Test(
    "every damage is told at the file's name",
    arguments: [
      (
        [0x1F, 0x8B, 8, 0], "'train-images-idx3-ubyte' is no IDX file: it is packed by gzip\n",
        "unpack it first: gunzip FILE"
      ),
      (
        [0, 0, 8],
        "'train-images-idx3-ubyte' is no IDX file: it does not begin with 0, 0, a type and the dimensions\n",
        nil
      ),
      (
        [1, 0, 8, 1, 0, 0, 0, 0],
        "'train-images-idx3-ubyte' is no IDX file: it does not begin with 0, 0, a type and the dimensions\n",
        nil
      ),
      (
        [0, 0, 8, 3, 0, 0, 0, 1],
        "'train-images-idx3-ubyte' is no IDX file: it does not begin with 0, 0, a type and the dimensions\n",
        nil
      ),
      (
        [0, 0, 13, 1, 0, 0, 0, 0],
        "'train-images-idx3-ubyte' is no IDX file: its numbers are of type 13, and only bytes, type 8, are read\n",
        nil
      ),
      (
        Array(imageBytes.dropLast()),
        "'train-images-idx3-ubyte' is no IDX file: its header announces 12 numbers, and 11 follow\n",
        nil
      ),
      (
        [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12),
        "'train-images-idx3-ubyte' is no IDX file: its header announces 9223372036854775807 numbers, and 0 follow\n",
        nil
      ),
      (
        labelBytes, "'train-images-idx3-ubyte' holds no images, but 3 numbers\n",
        "'from' is the file of images, 'target' the one of labels"
      ),
    ] as [([UInt8], String, String?)])
  func damaged(bytes: [UInt8], message: String, help: String?) async {
    let run = await run(Self.both, images: bytes)
    let tail = help.map { "\n  help: \($0)" } ?? ""
    #expect(
      run.messages == """
        a.md:3:14: error: \(message)3 | data: {from: train-images-idx3-ubyte, target: train-labels-idx1-ubyte}
          |              ^^^^^^^^^^^^^^^^^^^^^^^\(tail)
        """)
  }

  @Test("labels that are missing, are none, or are of another number are told")
  func wrongLabels() async {
    let without = await run("train-images-idx3-ubyte")
    #expect(
      without.messages == """
        a.md:3:7: error: a file of images needs the one of its labels as 'target'
        3 | data: train-images-idx3-ubyte
          |       ^^^^^^^^^^^^^^^^^^^^^^^
          help: write it as {from: train-images-idx3-ubyte, target: train-labels-idx1-ubyte}
        """)
    let unreadable = await run(Self.both, labels: nil)
    #expect(unreadable.messages.contains("cannot read the file 'train-labels-idx1-ubyte'"))
    let images = await run(Self.both, labels: Self.imageBytes)
    #expect(
      images.messages.contains("'train-labels-idx1-ubyte' holds no labels, but 3 × 2 × 2 numbers"))
    let two = await run(Self.both, labels: [0, 0, 8, 1, 0, 0, 0, 2, 1, 0])
    #expect(two.messages.contains("a.md:3:47: error: there are 3 images and 2 labels"))
  }
}
