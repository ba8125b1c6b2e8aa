// swift-tools-version: 6.2
import PackageDescription

/// The kernels are optimised in debug builds too, and never contract `a * b + c` on their own:
/// where a fused multiply-add is meant, it is written (see notebooks/numerics.md).
let kernelFlags: [CSetting] = [.unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])]

/// The release binary carries the Swift runtime: it runs without a toolchain, and starts faster.
let staticRuntime = ["-static-stdlib"]
/// A hundred thousand addresses need not be put right at each start, and no library looks for names in
/// the program.
let fixedAddresses = ["-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic"]
let releaseOnLinux = BuildSettingCondition.when(platforms: [.linux], configuration: .release)

let package = Package(
  name: "runbook",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "runbook", targets: ["runbook"]),
    .executable(name: "benchmark", targets: ["Benchmark"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    // What these bring along.
    .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(
      name: "CKernels", cSettings: kernelFlags,
      // fma and sqrt, where the processor's baseline lacks them.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Source"),
    .target(name: "Notebook", dependencies: ["CCMark", "Source"]),
    .target(name: "Autodiff", dependencies: ["CKernels"]),
    .target(name: "Training", dependencies: ["Autodiff"]),
    .target(
      name: "Experiments",
      dependencies: [
        "Training", "Autodiff", "Source",
        .product(name: "Yams", package: "Yams"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Experiments", "Training", "Autodiff", "Notebook", "Source",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .executableTarget(
      name: "runbook",
      dependencies: [
        "Reporting", "Experiments", "Training", "Autodiff", "Notebook", "Source",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: [.unsafeFlags(staticRuntime, releaseOnLinux)],
      linkerSettings: [.unsafeFlags(staticRuntime + fixedAddresses, releaseOnLinux)]),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Training", "Autodiff",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(name: "SourceTests", dependencies: ["Source"]),
    .testTarget(name: "NotebookTests", dependencies: ["Notebook"]),
    .testTarget(
      name: "AutodiffTests", dependencies: ["Autodiff", "CKernels", "AllocationCounter"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "TrainingTests", dependencies: ["Training", "Autodiff"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ExperimentsTests", dependencies: ["Experiments", "Training", "Autodiff"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Experiments", "Training", "Autodiff", "Notebook", "Source"],
      exclude: ["Fixtures"]),
    .testTarget(name: "runbookTests", dependencies: ["runbook", "Autodiff"]),
  ],
  swiftLanguageModes: [.v6]
)
