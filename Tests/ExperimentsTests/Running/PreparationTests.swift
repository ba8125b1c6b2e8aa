import Source
import Testing

@testable import Experiments

@Suite struct PreparationTests {
  @Test("all start values, records and measures that a model does not have are told together")
  func unfitSettings() async {
    let run = await Run(
      """
      ```yaml experiment a
      network: [4 tanh, 1]
      data: xor
      weights: {W1: [[1, 2]], X7: [1], b1: [[0]]}
      record: [speed, W9]
      best by: validation_loss
      ```
      """)
    #expect(
      run.messages == """
        a.md:4:15: error: 'W1' has shape (2, 4), but the value given has shape (1, 2)
        4 | weights: {W1: [[1, 2]], X7: [1], b1: [[0]]}
          |               ^^^^^^^^
          help: a matrix of weights has a row for each input and a column for each output
        a.md:4:29: error: the model has no parameter 'X7'
        4 | weights: {W1: [[1, 2]], X7: [1], b1: [[0]]}
          |                             ^^^
          help: its parameters are W1, b1, W2, b2
        a.md:4:38: error: 'b1' has shape (4), but the value given has shape (1, 1)
        4 | weights: {W1: [[1, 2]], X7: [1], b1: [[0]]}
          |                                      ^^^^^
        a.md:5:10: error: there is no value 'speed' to record
        5 | record: [speed, W9]
          |          ^^^^^
          help: it can be W1, b1, W2, b2, gradients.W1, gradients.b1, gradients.W2, gradients.b2, rate, \
        loss, gradient_norm, accuracy
        a.md:5:17: error: there is no value 'W9' to record
        5 | record: [speed, W9]
          |                 ^^
          help: did you mean 'W1'?
        a.md:6:10: error: the results have no 'validation_loss' to be compared by
        6 | best by: validation_loss
          |          ^^^^^^^^^^^^^^^
          help: choose from 'final_loss' and 'accuracy'
        """)
  }

  @Test("a wrong setting of the training does not hide a network that does not fit its data")
  func draft() async {
    let run = await Run(
      """
      ```yaml experiment a
      network: 3 -> 4 tanh -> 2 tanh
      data: xor
      loss: bce
      optimizer: amad
      ```
      ```yaml experiment b
      network: 3 -> 1
      data: xor
      loss: mes
      ```
      """)
    #expect(
      run.messages == """
        a.md:2:10: error: the network takes 3 inputs, but the data has 2 features
        2 | network: 3 -> 4 tanh -> 2 tanh
          |          ^
          help: begin the network with 2, or choose other features
        a.md:2:25: error: binary cross-entropy cannot follow tanh as the last layer
        2 | network: 3 -> 4 tanh -> 2 tanh
          |                         ^^^^^^
          help: end the network with '2 sigmoid'
        a.md:5:12: error: unknown optimizer 'amad'
        5 | optimizer: amad
          |            ^^^^
          help: choose from 'sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam' and 'adamw'
        a.md:10:7: error: unknown loss 'mes'
        10 | loss: mes
           |       ^^^
          help: did you mean 'mse'?
        """)
  }

  @Test("a setting of a later trial that its model does not have is told before anything is run")
  func laterTrial() async {
    let run = await Run(
      """
      ```yaml experiment a
      data: xor
      record: W2
      sweep: {network: ["2 -> 2 -> 1", "2 -> 1"]}
      ```
      """)
    #expect(run.messages.hasPrefix("a.md:3:9: error: there is no value 'W2' to record"))
    #expect(run["a"].contains("errors"))
  }

  @Test("blocks that would take too much are refused before they run")
  func limits() async {
    let run = await Run(
      """
      ```yaml experiment a
      minimize: w^2
      start: {w: 1}
      steps: 2000000000
      ```
      ```yaml experiment b
      minimize: w^2
      start: {w: 1}
      steps: 500000000
      ```
      ```yaml experiment c
      minimize: w^2
      start: {w: 1}
      seeds: 1001
      sweep: {learning rate: 1e-4..1 log 1000}
      ```
      ```yaml experiment d
      minimize: w^2
      start: {w: 1}
      sweep: {learning rate: 1e-4..1 log 2000000}
      ```
      """)
    #expect(
      run.messages == """
        a.md:4:8: error: a trial has 2,000,000,000 steps, and the limit is 1,000,000,000
        4 | steps: 2000000000
          |        ^^^^^^^^^^
        a.md:6:9: error: the block would need about 4,000 MB, and the limit is 2 GB
        6 | ```yaml experiment b
          |         ^^^^^^^^^^
          help: run fewer steps or trials, record less, or take a smaller model
        a.md:15:1: error: the block has 1,001,000 trials, and the limit is 1,000,000
        15 | sweep: {learning rate: 1e-4..1 log 1000}
           | ^^^^^
          help: sweep fewer values, or split the block
        a.md:20:24: error: the block has 2,000,000 trials, and the limit is 1,000,000
        20 | sweep: {learning rate: 1e-4..1 log 2000000}
           |                        ^^^^^^^^^^^^^^^^^^^
          help: sweep fewer values, or split the block
        """)
  }

  @Test("a swept start value that does not fit is shown where it stands")
  func sweptWeights() async {
    let run = await Run(
      """
      ```yaml experiment a
      network: 2 -> 1
      data: xor
      sweep: {weights: [{W1: [[1], [2]]}, {W1: [[1]]}]}
      ```
      """)
    #expect(
      run.messages == """
        a.md:4:42: error: 'W1' has shape (2, 1), but the value given has shape (1, 1)
        4 | sweep: {weights: [{W1: [[1], [2]]}, {W1: [[1]]}]}
          |                                          ^^^^^
          help: a matrix of weights has a row for each input and a column for each output
        """)
  }

  @Test("each circle of weights is told once, and so is a block that waits for one")
  func circles() async {
    let run = await Run(
      ["a b", "b c", "c b", "d d"].map { pair in
        """
        ```yaml experiment \(pair.prefix(1))
        network: 2 -> 1
        data: xor
        weights: {from: \(pair.suffix(1))}
        ```
        """
      }.joined(separator: "\n"))
    #expect(
      run.messages == """
        a.md:4:17: error: 'b' has errors, so it has no weights to start from
        4 | weights: {from: b}
          |                 ^
        a.md:9:17: error: blocks wait for each other's weights: b → c → b
        9 | weights: {from: c}
          |                 ^
        a.md:19:17: error: blocks wait for each other's weights: d → d
        19 | weights: {from: d}
           |                 ^
        """)
  }
}
