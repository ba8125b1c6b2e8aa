import ArgumentParser
import Autodiff

/// How fast the training core is on this machine: to judge a change in a minute. How to read it is in
/// notebooks/performance.md.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measures the training core on this machine.",
    discussion: """
      All times are the least of several runs, on a machine that should do nothing else. The kernels
      are those that RUNBOOK_SIMD asks for, or the fastest.
      """)

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case products
    case functions
    case workloads
    case split
    case growth
  }

  @Argument(help: "What to measure; all but growth where nothing is named.")
  var parts: [Part] = [.products, .functions, .workloads]

  func run() throws {
    print("kernels: \(SIMDSelection.current.level.rawValue)")
    for part in parts {
      switch part {
      case .products: try ProductBenchmark().run()
      case .functions: try FunctionBenchmark().run()
      case .workloads: try WorkloadBenchmark().run()
      case .split: try SplitBenchmark().run()
      case .growth: try GrowthBenchmark().run()
      }
    }
  }
}
