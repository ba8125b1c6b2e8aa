import Experiments

/// The same experiment as a program for other frameworks.
enum CodeParts {
  /// Longer programs are folded.
  private static let mostLines = 60

  static func parts(
    _ program: ExperimentProgram, for frameworks: [Presentation.Framework], block: String,
    notebook: String
  ) -> [Report.Part] {
    let plan = CodePlan(program, block: block, notebook: notebook)
    let programs = frameworks.map { framework in
      let text = text(plan, framework)
      return Report.Listing(
        caption: "The same experiment in \(framework.name)", language: "python", text: text,
        isFolded: text.count { $0 == "\n" } > mostLines)
    }
    return (programs + [table(plan)].compactMap { $0 }).map { .code($0) }
  }

  static func text(_ plan: CodePlan, _ framework: Presentation.Framework) -> String {
    switch framework {
    case .pytorch: TorchCode.text(plan)
    case .keras: KerasCode.text(plan)
    }
  }

  /// The data that the programs read from a file of that name.
  static func table(_ plan: CodePlan) -> Report.Listing? {
    guard case .listed(let file)? = plan.samples, let data = DataCode(plan, .pytorch) else {
      return nil
    }
    return Report.Listing(
      caption: "The data, to save as \(file)", language: "csv", text: data.table, isFolded: true)
  }
}

extension Presentation.Framework {
  var name: String {
    switch self {
    case .pytorch: "PyTorch"
    case .keras: "Keras"
    }
  }
}
