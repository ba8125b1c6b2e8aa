import Autodiff
import Source
import Testing
import Training

@testable import Experiments

@Suite struct DataTableTests {
  /// The problem of a CSV text as a user sees it, or nothing.
  private func problem(_ csv: String, target: String? = nil, features: [String]? = nil) -> String {
    switch dataset(csv, target: target, features: features) {
    case .success: return ""
    case .failure(let failure):
      return DiagnosticPrinter(source: SourceText(name: "a.csv", csv)).text(for: failure.diagnostic)
    }
  }

  private func dataset(
    _ csv: String, target: String? = nil, features: [String]? = nil
  ) -> Result<Dataset, DataTable.Failure> {
    do {
      let origin = DataTable.Origin(excerpt: Excerpt(text: csv, fileOffset: 0), file: nil)
      return .success(
        try DataTable(origin).dataset(target: target, features: features) { _ in .point(0) })
    } catch {
      return .failure(error)
    }
  }

  @Test("the last column is the target and all others are features")
  func columns() throws {
    let data = try dataset("a,b,t\n1,2,3\n4,5,6\n").get()
    #expect(data.features == Tensor([[1, 2], [4, 5]]))
    #expect(data.targets == Tensor([[3], [6]]))
    #expect(data.featureNames == ["a", "b"])
    let other = try dataset("a,b,t\n1,2,3\n4,5,6\n", target: "a", features: ["t"]).get()
    #expect(other.features == Tensor([[3], [6]]))
    #expect(other.targets == Tensor([[1], [4]]))
  }

  @Test("text classes are numbered and text features one-hot, in code-point order")
  func texts() throws {
    let data = try dataset("colour,t\nred,b\nBlue,a\nred,B\n").get()
    #expect(data.featureNames == ["colour=Blue", "colour=red"])
    #expect(data.features == Tensor([[0, 1], [1, 0], [0, 1]]))
    #expect(data.targets == Tensor([[2], [1], [0]]))
    #expect(data.classNames == ["B", "a", "b"])
  }

  @Test("quotes, blanks, Windows' line ends and blank lines are read")
  func dialect() throws {
    let data = try dataset("\"a, b\",t\r\n 1e-1 ,-2\r\n\r\n+3,.5").get()
    #expect(data.featureNames == ["a, b"])
    #expect(data.features == Tensor([[0.1], [3]]))
    #expect(data.targets == Tensor([[-2], [0.5]]))
  }

  @Test(
    "a text without quotes is read as the same text with one",
    arguments: [
      "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n\r\n3,4\r\n", "a,b\r1,2\r3,4\r",
      " a ,\tb\t\n 1 , 2 \n  \n3\t,4\n\n",
      "a,b\nx y, z\n,w\n", "a,b\n1,\n", "a,b,\n1,2,3", "a,b\n1\n", "\n\na,b\n1,2", "", " \n",
      ",\n,",
    ])
  func plain(text: String) throws {
    func table(_ text: String) -> DataTable? {
      try? DataTable(DataTable.Origin(excerpt: Excerpt(text: text, fileOffset: 0), file: nil))
    }
    let plain = table(text)
    let quoted = table(text.replacing("a", with: "\"a\"", maxReplacements: 1))
    #expect(plain?.names == quoted?.names)
    #expect(plain?.rows == quoted?.rows)
  }

  @Test("a row of another length is told at its place")
  func ragged() {
    #expect(
      problem("a,b\n1,2\n3\n") == """
        a.csv:3:2: error: this row has 1 value, and the header names 2
        3 | 3
          |  ^
        """)
    #expect(
      problem("a,b\n1,2\n3,4,5\n") == """
        a.csv:3:5: error: this row has 3 values, and the header names 2
        3 | 3,4,5
          |     ^
        """)
  }

  @Test("a missing value and a text among numbers are told at their place")
  func values() {
    #expect(
      problem("a,b\n1,2\n,4\n") == """
        a.csv:3:1: error: a value of 'a' is missing
        3 | ,4
          | ^
          help: fill it in, or leave the row out
        """)
    #expect(
      problem("a,b\n1,2\n3,4\n5,\"x\"\n") == """
        a.csv:4:3: error: 'x' is not a number, as the other values of 'b' are
        4 | 5,"x"
          |   ^^^
        """)
    #expect(problem("a,b\n1,\n").contains("a.csv:2:3: error: a value of 'b' is missing"))
  }

  @Test("empty tables, headers of numbers and unknown columns are told")
  func tables() {
    #expect(problem("").contains("there is no data here, not even a header row"))
    #expect(problem("a,b\n").contains("a.csv:1:1: error: there is a header row, but no data"))
    #expect(problem("1,2\n3,4\n").contains("a.csv:1:1: error: the first row holds numbers"))
    #expect(problem("a,a\n3,4\n").contains("a.csv:1:3: error: two columns are named 'a'"))
    #expect(problem("a,\n3,4\n").contains("a.csv:1:3: error: column 2 has no name"))
    #expect(problem("alpha,b\n3,4\n", target: "alhpa").contains("did you mean 'alpha'?"))
    #expect(problem("a,b\n\"x,1\n").contains("a.csv:2:1: error: this quote is never closed"))
    #expect(problem("a,b\nx\"y\"z,1\n").contains("a.csv:2:2: error: a quote stands inside"))
  }

  @Test("errors of a table are told once in it, and at each block that names it")
  func files() async {
    let run = await Run(
      """
      ```yaml experiment a
      network: 1 -> 1
      data: bad.csv
      ```
      ```yaml experiment b
      network: 1 -> 1
      data: {from: missing.csv}
      ```
      ```yaml experiment c
      network: 1 -> 1
      data: {from: bad.csv}
      ```
      ```csv data hole
      x,y
      1,
      ```
      ```yaml experiment d
      network: 1 -> 1
      data: hole
      ```
      """, files: ["bad.csv": "x,y\n1,2\n3\n"])
    #expect(
      run.messages == """
        a.md:3:7: error: 'bad.csv' has errors, so there are no samples to train on
        3 | data: bad.csv
          |       ^^^^^^^
        a.md:7:14: error: cannot read the file 'missing.csv'
        7 | data: {from: missing.csv}
          |              ^^^^^^^^^^^
          help: paths are relative to the notebook's folder
        a.md:11:14: error: 'bad.csv' has errors, so there are no samples to train on
        11 | data: {from: bad.csv}
           |              ^^^^^^^
        a.md:15:3: error: a value of 'y' is missing
        15 | 1,
           |   ^
          help: fill it in, or leave the row out
        a.md:19:7: error: 'hole' has errors, so there are no samples to train on
        19 | data: hole
           |       ^^^^
        bad.csv:3:2: error: this row has 1 value, and the header names 2
        3 | 3
          |  ^
        """)
    #expect(
      run.json.member("blocks").map { "\($0)" }?.contains("the header names 2") == false,
      "a file's error is no block's own")
  }

  @Test("a number too large for float64 is not a number")
  func tooLarge() {
    #expect(problem("a,b\n1,2\n1e400,3\n").contains("a.csv:3:1: error: '1e400' is not a number"))
  }
}
