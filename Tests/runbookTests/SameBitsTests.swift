import Autodiff
import Foundation
import Testing

/// A result depends neither on the instruction set nor on the number of jobs.
@Suite("The same bits everywhere")
struct SameBitsTests {
  private static let page = """
    # Workloads

    ```yaml experiment xor
    network: 2 -> 4 tanh -> 1 sigmoid
    data: xor
    loss: mse
    learning rate: 0.5
    steps: 300
    ```

    ```yaml experiment xor-sweep
    network: 2 -> 4 tanh -> 1 sigmoid
    data: xor
    loss: mse
    optimizer: adam
    sweep: {learning rate: 1e-3..3 log 20}
    steps: 60
    ```

    ```yaml experiment moons-sweep
    network: 2 -> 16 tanh -> 16 tanh -> 1 sigmoid
    data: moons(samples=40)
    loss: bce
    sweep: {learning rate: [0.1, 1, 100]}
    seeds: 5
    steps: 20
    ```

    ```yaml experiment batches
    network: 4 -> 16 relu -> 3 softmax
    data: {from: iris, split: 0.8}
    loss: cross-entropy
    optimizer: {momentum: {beta: 0.9}}
    batch: 32
    learning rate: 0.05
    epochs: 3
    precision: float32
    seeds: 2
    ```

    ```yaml experiment long-steps
    network: 2 -> 100 tanh -> 1 linear
    data: moons(samples=1500)
    loss: mse
    learning rate: 0.1
    steps: 12
    ```

    ```yaml experiment scalar
    minimize: (w - 5)^2 + w * v^2
    start: {w: 8, v: 1}
    learning rate: 0.01
    steps: 500
    ```

    """

  @Test("results are the same at every instruction set and with any number of jobs")
  func levelsAndJobs() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.page, to: "page.md")
    var first: (json: String, page: String)?
    for level in SIMDLevel.available {
      for jobs in ["1", "2", "8"] {
        let run = try CommandLineRun(
          ["page.md", "--to", "json,md", "--fresh", "--jobs", jobs], in: folder.url,
          environment: ["RUNBOOK_SIMD": level.rawValue])
        #expect(run.status == 0, "\(run.errors)")
        let json = try folder.read("output/page.json")
        let page = try folder.read("output/page.md")
        #expect(first == nil || first?.json == json, "\(level.rawValue), \(jobs) jobs")
        #expect(first == nil || first?.page == page, "\(level.rawValue), \(jobs) jobs")
        first = first ?? (json, page)
      }
    }
  }
}
