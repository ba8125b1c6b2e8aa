import Autodiff
import Experiments
import Training

/// What `minimize` or a tape lowers, as a function of the program's parameters.
struct ObjectiveCode {
  let plan: CodePlan
  let library: ExpressionCode.Library
  let parameters: [NamedTensor]
  let names: PythonNames

  init(_ plan: CodePlan, _ library: ExpressionCode.Library) {
    self.plan = plan
    self.library = library
    parameters = plan.program.initial
    switch plan.program.model {
    case .network: names = PythonNames([])
    case .minimize(let model): names = PythonNames(model.expression.names.map(\.name))
    case .tape(let model): names = PythonNames(model.tape.definitions.map(\.name))
    }
  }

  private var precision: Precision { plan.program.settings.precision }
  private var type: String { "tf.\(precision.rawValue)" }

  /// `[w, b]`.
  var parameterList: String {
    "[" + parameters.map { names[$0.name] }.joined(separator: ", ") + "]"
  }

  /// The numbers that are not trained, and `def objective():`.
  func write(to module: inout PythonModule) {
    var code = ExpressionCode(library, names: names, precision: type)
    var body = PythonText(depth: 1)
    switch plan.program.model {
    case .network: return
    case .minimize(let model):
      var shapes: [String: Shape] = [:]
      for value in model.initialValues { shapes[value.name] = value.tensor.shape }
      body.wrapped("return ", code.text(model.expression, shapes: shapes))
    case .tape(let model):
      write(model.tape, &code, constants: &module.body, to: &body)
      body.add("return \(names[model.loss])")
    }
    module.imports.formUnion(code.imports)
    for helper in ExpressionCode.Helper.allCases where code.helpers.contains(helper) {
      module.body.gap(2)
      module.body.add(helper.lines)
    }
    module.body.gap(2)
    module.body.add("def objective():")
    module.body.add(alreadyIndented: body)
    module.body.gap(2)
  }

  private func write(
    _ tape: Tape, _ code: inout ExpressionCode, constants: inout PythonText,
    to body: inout PythonText
  ) {
    var shapes: [String: Shape] = [:]
    for definition in tape.definitions {
      shapes[definition.name] = tape.graph.shape(of: definition.node)
      if definition.isParameter { continue }
      let name = names[definition.name]
      if case .constant(let tensor) = tape.graph[definition.node].operation {
        write(name, tensor, trained: false, to: &constants)
      } else {
        body.wrapped("\(name) = ", code.text(definition.expression, shapes: shapes))
      }
    }
  }

  /// The parameters where they start.
  func writeParameters(to text: inout PythonText) {
    for parameter in parameters {
      write(names[parameter.name], parameter.tensor, trained: true, to: &text)
    }
    text.gap()
  }

  private func write(
    _ name: String, _ tensor: Tensor, trained: Bool, to text: inout PythonText
  ) {
    let (call, ending): (String, String) =
      switch library {
      case .torch: ("torch.tensor(", trained ? ", requires_grad=True)" : ")")
      case .tensorflow:
        trained ? ("tf.Variable(", ", dtype=\(type))") : ("tf.constant(", ", dtype=\(type))")
      }
    let items = PythonArray.items(tensor, precision)
    if tensor.shape.rank == 0 {
      text.add("\(name) = \(call)\(items[0])\(ending)")
    } else {
      text.list("\(name) = \(call)[", items, "]\(ending)")
    }
  }
}
