import Experiments
import Foundation
import Notebook
import Source
import Training

@testable import Reporting

/// The experiments of `Fixtures/Code/experiments.md`, run, with their programs.
struct WrittenPrograms: Sendable {
  struct Written: Sendable {
    let name: String
    let result: ExperimentResult
    let plan: CodePlan

    func text(_ framework: Presentation.Framework) -> String { CodeParts.text(plan, framework) }
  }

  let experiments: [Written]
  /// What `runbook --to json` writes.
  let json: [UInt8]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Code")

  static func run() async throws -> WrittenPrograms {
    let file = folder.appending(path: "experiments.md")
    let source = SourceText(name: "experiments.md", bytes: [UInt8](try Data(contentsOf: file)))
    let document = Document.parse(source).document
    var options = NotebookRunner.Options()
    options.folder = folder.path()
    let runner = NotebookRunner(options: options) { path in
      [UInt8](try Data(contentsOf: URL(filePath: path)))
    }
    let result = await runner.run(
      blocks: document.executableBlocks, frontMatter: document.frontMatter, source: source)
    let experiments = result.blocks.compactMap { block -> Written? in
      guard case .experiment(let result) = block.outcome, let program = result.program else {
        return nil
      }
      let plan = CodePlan(program, block: block.name, notebook: "experiments")
      return Written(name: block.name, result: result, plan: plan)
    }
    let record = result.value(notebook: "experiments.md", version: "test")
    return WrittenPrograms(experiments: experiments, json: JSONRenderer.render(record))
  }

  subscript(name: String) -> Written? { experiments.first { $0.name == name } }
}
