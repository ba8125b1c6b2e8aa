import Experiments
import Foundation
import Testing
import Training

@testable import Reporting

/// The Python that runs the printed programs: `RUNBOOK_PYTHON`, else `python3`.
enum Python {
  static let command = ProcessInfo.processInfo.environment["RUNBOOK_PYTHON"] ?? "python3"

  static func has(_ modules: String...) -> Bool {
    let names = modules.map { "'\($0)'" }.joined(separator: ", ")
    let code =
      "import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, [\(names)])))"
    return (try? run(["-c", code]).status) == 0
  }

  /// - Parameter folder: where it runs.
  static func run(
    _ arguments: [String], in folder: URL? = nil
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["TF_CPP_MIN_LOG_LEVEL"] = "3"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}

@Suite struct CodeRunTests {
  /// Programs whose random numbers are not those of the handout.
  private static let random = ["shuffled", "drawn"]

  /// Runs one program after the other in one process, each as if it were the first.
  private static let runner = """
    import runpy, sys, traceback
    for name in sys.argv[2:]:
        print("program", name, flush=True)
        if sys.argv[1] == "pytorch":
            import torch
            torch.set_default_dtype(torch.float32)
        else:
            import keras
            keras.config.set_floatx("float32")
            keras.utils.clear_session()
        try:
            runpy.run_path(name + ".py")
        except Exception:
            traceback.print_exc(file=sys.stdout)
    """

  /// What each program prints: by program, the numbers in each of its lines of a name.
  private func outputs(
    _ written: WrittenPrograms, _ framework: Presentation.Framework
  ) throws -> [String: [(name: String, value: Double)]] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "runbook-code-\(framework.rawValue)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for experiment in written.experiments {
      try write(experiment.text(framework), to: folder.appending(path: experiment.name + ".py"))
      if let table = CodeParts.table(experiment.plan),
        let file = table.caption.split(separator: " ").last
      {
        try write(table.text, to: folder.appending(path: String(file)))
      }
    }
    let results = folder.appending(path: "output")
    try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
    try Data(written.json).write(to: results.appending(path: "experiments.json"))
    try FileManager.default.copyItem(
      at: WrittenPrograms.folder.appending(path: "fruit.csv"),
      to: folder.appending(path: "fruit.csv"))
    try write(Self.runner, to: folder.appending(path: "run.py"))
    let names = written.experiments.map(\.name)
    let (status, output) = try Python.run(["run.py", framework.rawValue] + names, in: folder)
    #expect(status == 0)
    #expect(!output.contains("Traceback"), "\(output)")
    var result: [String: [(name: String, value: Double)]] = [:]
    var program = ""
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "program", let name = words.last {
        program = String(name)
      } else if let value = words.last.flatMap({ Double($0) }) {
        result[program, default: []].append((words.dropLast().joined(separator: " "), value))
      }
    }
    return result
  }

  private func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }

  private func check(
    _ framework: Presentation.Framework, tolerance: (String) -> Double
  ) async throws {
    let written = try await WrittenPrograms.run()
    let outputs = try outputs(written, framework)
    for experiment in written.experiments {
      let printed = outputs[experiment.name] ?? []
      let losses = printed.filter { $0.name == "final loss" }.map(\.value)
      let trials = experiment.result.trials.prefix(
        max(1, experiment.plan.program.learningRates.count))
      #expect(losses.count == trials.count, "\(experiment.name)")
      #expect(!losses.contains { !$0.isFinite }, "\(experiment.name)")
      if Self.random.contains(experiment.name) { continue }
      let limit = tolerance(experiment.name)
      for (loss, trial) in zip(losses, trials) {
        expectClose(loss, trial.training.finalLoss, limit, "\(experiment.name), final loss")
      }
      for metric in trials[0].training.metrics where trials.count == 1 {
        let name = metric.name.replacingOccurrences(of: "_", with: " ")
        let found = printed.first { $0.name == name }?.value
        if metric.name.hasSuffix("r2") {
          #expect(found == nil)
        } else {
          expectClose(found ?? .nan, metric.value, limit, "\(experiment.name), \(name)")
        }
      }
      for parameter in trials[0].training.final where parameter.tensor.shape.rank == 0 {
        let found = printed.first { $0.name == parameter.name }?.value
        expectClose(
          found ?? .nan, parameter.tensor.values[0], limit, "\(experiment.name), \(parameter.name)")
      }
    }
  }

  private func expectClose(
    _ found: Double, _ wanted: Double, _ tolerance: Double, _ comment: Comment
  ) {
    let difference = (found - wanted).magnitude
    #expect(
      difference <= tolerance * max(wanted.magnitude, 1e-3), "\(comment): \(found), not \(wanted)")
  }

  @Test(
    "the PyTorch programs print the handout's losses",
    .enabled(if: Python.has("torch", "numpy", "sklearn"), "Python has no torch"))
  func pytorch() async throws {
    try await check(.pytorch) { $0 == "single" ? 1e-5 : 1e-9 }
  }

  /// Where Keras computes otherwise, how far it may come away from the handout: it keeps decay
  /// rates and the numbers of schedules in float32, and adds epsilon at another place.
  private static let looseInKeras = [
    "activations": 1e-6, "probabilities": 1e-6, "annealed": 1e-6, "held-out": 1e-6, "rates": 1e-6,
    "settings": 1e-6, "valley": 1e-4, "residual": 1e-3, "rows": 1e-3, "falling": 1e-3,
    "warm": 1e-3, "all-functions": 1e-3, "single": 1e-5,
  ]

  @Test(
    "the Keras programs print the handout's losses",
    .enabled(
      if: Python.has("keras", "tensorflow", "sklearn"), "Python has no keras with tensorflow"))
  func keras() async throws {
    try await check(.keras) { Self.looseInKeras[$0] ?? 1e-9 }
  }
}
