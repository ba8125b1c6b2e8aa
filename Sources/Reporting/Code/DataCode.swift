import Autodiff
import Experiments
import Training

/// The lines that make `x` and `y`, and with a split `x_valid` and `y_valid`.
struct DataCode {
  let plan: CodePlan
  let data: ExperimentProgram.Data
  let framework: Presentation.Framework
  /// Whether targets are class numbers, one for each row.
  let areClasses: Bool

  init?(_ plan: CodePlan, _ framework: Presentation.Framework) {
    guard let data = plan.program.data, case .network(let model) = plan.program.model else {
      return nil
    }
    self.plan = plan
    self.data = data
    self.framework = framework
    areClasses = model.targetsAreClasses
  }

  private var precision: Precision { plan.program.settings.precision }
  private var array: String { framework == .pytorch ? "torch.tensor(" : "np.array(" }
  private var library: String { framework == .pytorch ? "torch" : "np" }

  func write(to module: inout PythonModule) {
    module.imports.insert(framework == .pytorch ? .torch : .numpy)
    guard let samples = plan.samples else { return }
    switch samples {
    case .printed: printRows(to: &module.body)
    case .curve: writeCurve(to: &module.body)
    case .csv(let file, let isBlock): readCSV(file, isBlock, to: &module)
    case .listed(let file): loadTable(file, to: &module)
    case .library(let loader):
      module.imports.insert(.sklearn)
      module.body.add("x, y = datasets.\(loader)(return_X_y=True)")
      convert(to: &module)
    case .drawn:
      module.body.comment("Data of the same kind; the noise differs, so the losses do too.")
      writeDrawn(to: &module)
      if data.features != nil {
        let columns = data.rows.featureNames.compactMap { Int($0.dropFirst()).map { $0 - 1 } }
        module.body.add("x = x[:, \(columns)]")
      }
      convert(to: &module)
    }
    if data.split != nil { split(to: &module) }
    if data.standardize { standardize(to: &module.body) }
  }

  // MARK: Printed

  private func printRows(to text: inout PythonText) {
    write("x", data.rows.features, to: &text)
    if areClasses {
      let classes = data.rows.targets.values.map { PythonNumber.plain($0) }
      if let names = data.rows.classNames, !Self.areNumbers(names) {
        text.comment("classes: " + names.enumerated().map { "\($0) \($1)" }.joined(separator: ", "))
      }
      text.list("y = \(array)[", classes, "])")
    } else {
      write("y", data.rows.targets, to: &text)
    }
  }

  private static func areNumbers(_ names: [String]) -> Bool {
    names.enumerated().allSatisfy { String($0) == $1 }
  }

  private func write(_ name: String, _ matrix: Tensor, to text: inout PythonText) {
    text.list("\(name) = \(array)[", PythonArray.items(matrix, precision), "])")
  }

  private func writeCurve(to text: inout PythonText) {
    guard case .builtin(let name, let arguments) = data.source else { return }
    let options = CodePlan.Builtin(name, arguments)
    let isSine = name == "sine"
    let range = isSine ? "-\(library).pi, \(library).pi" : "-1, 1"
    text.add("x = \(library).linspace(\(range), \(options.text("samples"))).reshape(-1, 1)")
    text.add(
      isSine
        ? "y = \(library).sin(x)"
        : "y = \(options.text("slope")) * x + \(options.text("intercept"))")
  }

  // MARK: Files

  private func readCSV(_ file: String, _ isBlock: Bool, to module: inout PythonModule) {
    module.imports.insert(.csv)
    if isBlock {
      let block = file.dropLast(4)
      module.body.comment("the block '\(block)' of \(plan.notebook).md, saved as a file of its own")
    }
    module.body.block("with open(\(Self.quoted(file)), newline=\"\") as file:") {
      $0.add("rows = list(csv.DictReader(file, skipinitialspace=True))")
    }
    let names = data.rows.featureNames
    if names.contains(where: { $0.contains("=") }) {
      module.body.list("x = \(array)[[", names.map(Self.feature), "] for row in rows])")
    } else if names.count == 1 {
      module.body.add("x = \(array)[[\(Self.feature(names[0]))] for row in rows])")
    } else {
      module.body.list("names = [", names.map(Self.quoted), "]")
      module.body.add("x = \(array)[[float(row[name]) for name in names] for row in rows])")
    }
    let target = "row[\(Self.quoted(data.rows.targetNames.first ?? ""))]"
    if let classes = data.rows.classNames {
      module.body.list("classes = [", classes.map(Self.quoted), "]")
      let index = "classes.index(\(target))"
      module.body.add(
        "y = \(array)[\(areClasses ? index : "[float(\(index))]") for row in rows])")
    } else {
      let number = "float(\(target))"
      module.body.add(
        "y = \(array)[\(areClasses ? "int(\(number))" : "[\(number)]") for row in rows])")
    }
  }

  /// A column, or of a text column whether it has this value.
  private static func feature(_ name: String) -> String {
    let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return "float(row[\(quoted(name))])" }
    return "float(row[\(quoted(String(parts[0])))] == \(quoted(String(parts[1]))))"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted += "\\" }
      quoted.append(character)
    }
    return quoted + "\""
  }

  private func loadTable(_ file: String, to module: inout PythonModule) {
    module.imports.insert(.numpy)
    module.body.comment("The handout lists \(file) below: save it beside this program.")
    let width = data.rows.features.shape.columns
    module.body.add("table = np.loadtxt(\(Self.quoted(file)), delimiter=\",\", skiprows=1)")
    let targets = areClasses ? "table[:, \(width)].astype(int)" : "table[:, \(width):]"
    guard framework == .pytorch else {
      return module.body.add(["x = table[:, :\(width)]", "y = \(targets)"])
    }
    let type = precision == .float32 ? ", dtype=torch.float32" : ""
    module.body.add("x = torch.tensor(table[:, :\(width)]\(type))")
    module.body.add("y = torch.tensor(\(targets)\(areClasses ? "" : type))")
  }

  /// The numbers of a listed table: a row of names, then the rows.
  var table: String {
    let rows = data.rows
    var lines = [(rows.featureNames + rows.targetNames).joined(separator: ",")]
    for row in 0..<rows.count {
      let features = (0..<rows.features.shape.columns).map { rows.features[row, $0] }
      let targets = (0..<rows.targets.shape.columns).map { rows.targets[row, $0] }
      lines.append((features + targets).map(PythonNumber.plain).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// From NumPy's arrays to the framework's; targets that are no classes become a column.
  private func convert(to module: inout PythonModule) {
    let column = areClasses ? "" : ".reshape(-1, 1)"
    switch framework {
    case .pytorch:
      let type = ", dtype=torch.\(precision.rawValue)"
      module.body.add("x = torch.tensor(x\(precision == .float32 ? type : ""))")
      module.body.add("y = torch.tensor(y\(areClasses ? "" : type))\(column)")
    case .keras:
      if !areClasses { module.body.add("y = y\(column)") }
    }
  }

  // MARK: Split and scale

  private func split(to module: inout PythonModule) {
    guard let split = data.split else { return }
    module.body.gap()
    if plan.drawsSplit {
      module.body.comment("Which rows train is drawn anew, so the losses differ somewhat.")
      module.body.add(
        framework == .pytorch
          ? "order = torch.randperm(len(x))"
          : "order = np.random.default_rng(\(plan.program.settings.seed)).permutation(len(x))")
    } else {
      module.body.comment("The first \(split.training) rows in this order train.")
      module.body.list("order = [", split.order.map { String($0) }, "]")
    }
    let count = split.training
    module.body.add("x_valid, y_valid = x[order[\(count):]], y[order[\(count):]]")
    module.body.add("x, y = x[order[:\(count)]], y[order[:\(count)]]")
  }

  private func standardize(to text: inout PythonText) {
    text.gap()
    text.add(
      framework == .pytorch
        ? "mean, deviation = x.mean(dim=0), x.std(dim=0, correction=0)"
        : "mean, deviation = x.mean(axis=0), x.std(axis=0)")
    if hasConstantFeature { text.add("deviation[deviation == 0] = 1") }
    text.add("x = (x - mean) / deviation")
    if data.split != nil { text.add("x_valid = (x_valid - mean) / deviation") }
  }

  /// Whether some feature is the same in all rows that train.
  private var hasConstantFeature: Bool {
    let features = data.rows.features
    let rows = data.split.map { Array($0.order[..<$0.training]) } ?? Array(0..<data.rows.count)
    return (0..<features.shape.columns).contains { column in
      rows.allSatisfy { features[$0, column] == features[rows[0], column] }
    }
  }
}
