import Experiments
import Training

/// A program as it is put together: the imports that its lines turn out to need, then the lines.
struct PythonModule {
  enum Import: String, CaseIterable {
    case csv = "import csv"
    case json = "import json"
    case math = "import math"
    case keras = "import keras"
    case numpy = "import numpy as np"
    case tensorflow = "import tensorflow as tf"
    case torch = "import torch"
    case functional = "import torch.nn.functional as F"
    case layers = "from keras import layers"
    case sklearn = "from sklearn import datasets"
    case nn = "from torch import nn"
    case loaders = "from torch.utils.data import DataLoader, TensorDataset"

    var isStandard: Bool { self == .csv || self == .json || self == .math }
  }

  var imports: Set<Import> = []
  var body = PythonText()

  /// The whole program.
  var text: String {
    var text = PythonText()
    for isStandard in [true, false] {
      text.gap()
      text.add(
        Import.allCases.filter { $0.isStandard == isStandard && imports.contains($0) }
          .map(\.rawValue))
    }
    text.gap()
    text.add(alreadyIndented: body)
    return text.text
  }
}
