import Training

extension DataCode {
  /// Built-in data by NumPy and scikit-learn, with their own noise.
  func writeDrawn(to module: inout PythonModule) {
    guard case .builtin(let name, let arguments) = data.source,
      let builtin = BuiltinData(rawValue: name)
    else { return }
    let options = CodePlan.Builtin(name, arguments)
    let (samples, noise, seed) = (
      options.text("samples"), options.text("noise"), options.text("seed")
    )
    let random = "random = np.random.default_rng(\(seed))"
    switch builtin {
    case .xor, .and, .or: return
    case .line:
      module.imports.insert(.numpy)
      module.body.add([
        random, "x = np.linspace(-1, 1, \(samples)).reshape(-1, 1)",
        "noise = \(noise) * random.standard_normal(len(x))",
        "y = \(options.text("slope")) * x[:, 0] + \(options.text("intercept")) + noise",
      ])
    case .sine:
      module.imports.insert(.numpy)
      module.body.add([
        random, "x = np.linspace(-np.pi, np.pi, \(samples)).reshape(-1, 1)",
        "y = np.sin(x[:, 0]) + \(noise) * random.standard_normal(len(x))",
      ])
    case .moons:
      module.imports.insert(.sklearn)
      module.body.add(
        "x, y = datasets.make_moons(\(samples), noise=\(noise), random_state=\(seed))")
    case .circles:
      module.imports.insert(.sklearn)
      module.body.list(
        "x, y = datasets.make_circles(",
        [samples, "noise=\(noise)", "factor=\(options.text("factor"))", "random_state=\(seed)"], ")"
      )
    case .blobs:
      module.imports.insert(.sklearn)
      module.body.list(
        "x, y = datasets.make_blobs(",
        [
          samples, options.text("features"), "centers=\(options.text("classes"))",
          "cluster_std=\(noise)", "center_box=(-5, 5)", "random_state=\(seed)",
        ], ")")
    case .spirals:
      module.imports.insert(.numpy)
      let classes = options.text("classes")
      module.body.add([
        random, "y = np.arange(\(samples)) % \(classes)",
        "radius = np.arange(1, \(samples) + 1) / \(samples)",
        "angle = 2 * np.pi * (\(options.text("turns")) * radius + y / \(classes))",
        "x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)",
        "x += \(noise) * random.standard_normal(x.shape)",
      ])
    case .random:
      module.imports.insert(.numpy)
      module.body.add([
        random, "x = random.standard_normal((\(samples), \(options.text("features"))))",
        "y = random.integers(\(options.text("classes")), size=\(samples))",
      ])
    }
  }
}
